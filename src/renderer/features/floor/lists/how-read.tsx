import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { useMemo } from 'react';
import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ImportAnalysis } from '../../../../contract/http/lead-import.ts';
import { delimiters } from '../../../../domain/campaign/delimiter.ts';
import { encodings } from '../../../../domain/campaign/encoding-guess.ts';
import { useWords } from '../../../messages/use-words.ts';
import { Choice } from '../choice.tsx';
import { changeSettings } from './import-store.ts';

const delimiterWords = {
  ',': 'import.comma',
  ';': 'import.semicolon',
  '\t': 'import.tab',
  '|': 'import.pipe',
} as const;

/** How the file is read: every guess is shown, and can be changed. */
export function HowRead({
  analysis,
  isDisabled,
}: {
  analysis: ImportAnalysis;
  isDisabled: boolean;
}) {
  const { t } = useWords();
  const { encoding, delimiter, sheets, format } = analysis;
  return (
    <section className="import-how" aria-label={t('import.how')}>
      {encoding && (
        <div>
          <Choice
            label={t('import.encoding')}
            options={encodings.map((id) => ({ id, text: t(`import.encoding-${id}`) }))}
            value={encoding.used}
            onChange={(id) => {
              const found = encodings.find((one) => one === id);
              if (found) void changeSettings({ encoding: found });
            }}
            isDisabled={isDisabled}
            testId="import-encoding"
          />
          {encoding.used === encoding.guessed && encoding.confidence < 1 && (
            <p className="floor-hint">{t('import.encoding-guessed')}</p>
          )}
        </div>
      )}
      {delimiter && (
        <Choice
          label={t('import.delimiter')}
          options={delimiters.map((id) => ({ id, text: t(delimiterWords[id]) }))}
          value={delimiter.used}
          onChange={(id) => {
            const found = delimiters.find((one) => one === id);
            if (found) void changeSettings({ delimiter: found });
          }}
          isDisabled={isDisabled}
          testId="import-delimiter"
        />
      )}
      {sheets.length > 1 && (
        <Choice
          label={t('import.sheet')}
          options={sheets.map(({ name, rows }) => ({
            id: name,
            text: t('import.sheet-rows', { name, count: rows }),
          }))}
          value={analysis.sheet ?? ''}
          onChange={(sheet) => void changeSettings({ sheet })}
          isDisabled={isDisabled}
          testId="import-sheet"
        />
      )}
      <Country analysis={analysis} isDisabled={isDisabled} />
      {format !== 'cards' && (
        <Switch
          className="switch import-header"
          isSelected={analysis.hasHeader}
          isDisabled={isDisabled}
          onChange={(hasHeader) => void changeSettings({ hasHeader })}
          data-testid="import-header"
        >
          <span className="switch-track" />
          <span>{t('import.has-header')}</span>
        </Switch>
      )}
    </section>
  );
}

function Country({ analysis, isDisabled }: { analysis: ImportAnalysis; isDisabled: boolean }) {
  const { t } = useWords();
  const { i18n } = useTranslation();
  const locale = i18n.language === 'pseudo' ? 'en' : i18n.language;
  const countries = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    const byName = new Intl.Collator(locale).compare;
    return getCountries()
      .map((id) => ({
        id: id as string,
        text: `${names.of(id) ?? id} +${getCountryCallingCode(id)}`,
      }))
      .sort((one, other) => byName(one.text, other.text));
  }, [locale]);
  // An empty id is none to the list box.
  return (
    <Choice
      label={t('import.country')}
      options={[{ id: 'none', text: t('import.country-none') }, ...countries]}
      value={analysis.country || 'none'}
      onChange={(id) => void changeSettings({ country: id === 'none' ? '' : id })}
      isDisabled={isDisabled}
      testId="import-country"
    />
  );
}
