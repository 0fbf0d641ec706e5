import type { i18n } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import { useSnapshot } from './store/desk-store.ts';

/** A page of the desk in the agent's language, look and text size. */
export function Root(props: { readonly messages: i18n; readonly children: ReactNode }) {
  const { messages, children } = props;
  const language = useSnapshot(({ app }) => app.language);
  const theme = useSnapshot(({ app }) => app.theme);
  const textPercent = useSnapshot(({ app }) => app.textPercent);
  const locale = language === 'pseudo' ? 'en' : language;
  useEffect(() => {
    void messages.changeLanguage(language);
    document.documentElement.lang = locale;
  }, [messages, language, locale]);
  useEffect(() => {
    document.documentElement.style.fontSize = textPercent === 100 ? '' : `${textPercent}%`;
  }, [textPercent]);
  useEffect(() => {
    if (theme === 'system' || theme === 'contrast') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => followContrast(theme === 'contrast'), [theme]);
  return (
    <I18nextProvider i18n={messages}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </I18nextProvider>
  );
}

/** High contrast where the agent has chosen it, or the operating system asks for it. */
function followContrast(chosen: boolean): () => void {
  const asked = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const { dataset } = document.documentElement;
    if (chosen || asked.matches) dataset['contrast'] = 'more';
    else delete dataset['contrast'];
  };
  apply();
  asked.addEventListener('change', apply);
  return () => asked.removeEventListener('change', apply);
}
