import type { PreviewRow } from '../../../../contract/http/lead-import.ts';
import { phoneNumber } from '../../../design/format.ts';
import { useWords } from '../../../messages/use-words.ts';
import { findingKey } from './finding-words.ts';

/** The first rows as they would come in, with what was found in each. */
export function PreviewTable({ rows }: { readonly rows: readonly PreviewRow[] }) {
  const { t } = useWords();
  return (
    <div>
      <h3 className="floor-subheading" id="import-preview">
        {t('import.preview', { count: rows.length })}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and has no control of its own. */}
      <section className="floor-scroll" tabIndex={0} aria-labelledby="import-preview">
        <table className="floor-table" data-testid="import-preview">
          <thead>
            <tr>
              <th scope="col" className="floor-number">
                {t('import.row')}
              </th>
              <th scope="col">{t('import.name')}</th>
              <th scope="col">{t('import.number')}</th>
              <th scope="col">{t('import.address')}</th>
              <th scope="col">{t('import.why')}</th>
              <th scope="col">{t('import.found')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row} data-outcome={row.outcome}>
                <td className="floor-number">{row.row}</td>
                <td>
                  <bdi>{row.name}</bdi>
                </td>
                <td className="floor-figures">
                  {phoneNumber(row.number)}
                  {row.furtherNumbers > 0 && (
                    <span className="import-further">
                      {t('import.further-numbers', { count: row.furtherNumbers })}
                    </span>
                  )}
                </td>
                <td>
                  <bdi>{row.address}</bdi>
                </td>
                <td>
                  <bdi>{row.why}</bdi>
                </td>
                <td>
                  {row.outcome === 'skipped' && (
                    <span className="import-outcome">{t('import.outcome-skipped')} </span>
                  )}
                  {row.findings.map(({ code, column, value }) => {
                    const key = findingKey(code);
                    return (
                      <span key={`${code} ${column}`} className="import-finding">
                        {key ? t(key) : code}
                        {value !== '' && (
                          <>
                            {' '}
                            <bdi className="import-value">{value}</bdi>
                          </>
                        )}
                      </span>
                    );
                  })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
