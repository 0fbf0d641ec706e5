import { Check, CircleHelp } from 'lucide-react';
import type { ImportAnalysis } from '../../../../contract/http/lead-import.ts';
import { sureEnough } from '../../../../domain/campaign/column-guess.ts';
import { leadFields, repeatable } from '../../../../domain/campaign/lead-list.ts';
import { useWords } from '../../../messages/use-words.ts';
import { Choice } from '../choice.tsx';
import { changeSettings } from './import-store.ts';

/** What each column is: the guess, how sure it is, and another choice. */
export function ColumnsTable(props: { analysis: ImportAnalysis; isDisabled: boolean }) {
  const { t } = useWords();
  const { analysis, isDisabled } = props;
  const fields = analysis.columns.map(({ field }) => field);
  const options = leadFields.map((id) => ({ id, text: t(`lead-field.${id}`) }));

  function choose(place: number, id: string): void {
    const field = leadFields.find((one) => one === id);
    if (!field) return;
    // A field that counts once moves: the column that had it is left out.
    const next = fields.map((one, other) => {
      if (other === place) return field;
      return one === field && !repeatable.has(field) ? 'ignore' : one;
    });
    void changeSettings({ fields: next });
  }

  return (
    <section aria-labelledby="import-columns">
      <h3 className="floor-subheading" id="import-columns">
        {t('import.columns')}
      </h3>
      {analysis.remembered && <p className="floor-hint">{t('import.remembered')}</p>}
      <table className="floor-table">
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.samples')}</th>
            <th scope="col">{t('import.becomes')}</th>
            <th scope="col">
              <span className="only-spoken">{t('import.sureness')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {analysis.columns.map(({ header, field, confidence, samples }, place) => {
            const name = header || t('import.column-number', { number: place + 1 });
            const unsure = confidence < sureEnough;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file.
              <tr key={place} data-unsure={unsure}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td className="import-samples">
                  <bdi>{samples.join(' · ')}</bdi>
                </td>
                <td>
                  <Choice
                    label={t('import.becomes-of', { column: name })}
                    isLabelHidden
                    options={options}
                    value={field}
                    onChange={(id) => choose(place, id)}
                    isDisabled={isDisabled}
                    testId={`import-field-${place}`}
                  />
                </td>
                <td className="import-sure">
                  {unsure ? (
                    <span className="import-ask">
                      <CircleHelp aria-hidden="true" />
                      {t('import.please-check')}
                    </span>
                  ) : (
                    <span className="import-certain">
                      <Check aria-hidden="true" />
                      <span className="only-spoken">{t('import.certain')}</span>
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
