import type { en } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
    resources: { translation: typeof en };
  }
}
