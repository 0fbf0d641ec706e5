import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import { Desk } from './desk.tsx';
import { useSnapshot } from './store/desk-store.ts';

/** The desk in the agent's language and look. */
export function Root({ messages }: { readonly messages: i18n }) {
  const language = useSnapshot(({ app }) => app.language);
  const theme = useSnapshot(({ app }) => app.theme);
  const locale = language === 'pseudo' ? 'en' : language;
  useEffect(() => {
    void messages.changeLanguage(language);
    document.documentElement.lang = locale;
  }, [messages, language, locale]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return (
    <I18nextProvider i18n={messages}>
      <I18nProvider locale={locale}>
        <Desk />
      </I18nProvider>
    </I18nextProvider>
  );
}
