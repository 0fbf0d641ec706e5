import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Formats, formatsOf } from '../design/format.ts';

export type Words = { readonly t: TFunction; readonly format: Formats };

/** The words of the chosen language, and how it writes numbers and times. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'pseudo' ? 'en' : i18n.language;
  const format = useMemo(() => formatsOf(locale), [locale]);
  return { t, format };
}
