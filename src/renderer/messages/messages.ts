import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { DeskSnapshot } from '../../contract/ipc/desk-snapshot.ts';
import { en } from './en.ts';
import { pseudo } from './pseudo.ts';
import { vi } from './vi.ts';
import { zhCn } from './zh-cn.ts';

export type Language = DeskSnapshot['app']['language'];

/** Languages an agent can choose, each by its own name. */
export const languages = [
  { code: 'en', name: 'English' },
  { code: 'zh-CN', name: '简体中文' },
  { code: 'vi', name: 'Tiếng Việt' },
] as const satisfies readonly { code: Language; name: string }[];

export const catalogues = { en, 'zh-CN': zhCn, vi, pseudo } as const;

/** The catalogue, ready to use: every word is in the bundle, nothing is loaded. */
export function startMessages(language: Language): i18n {
  const messages = createInstance();
  void messages.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([code, words]) => [code, { translation: words }]),
    ),
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return messages;
}
