import type { FindingGroup, ImportCounts } from '../../../../contract/http/lead-import.ts';
import { useWords } from '../../../messages/use-words.ts';
import { findingKey } from './finding-words.ts';

const rowsShown = 8;

/** What became, or would become, of all rows: counted, then each finding with its rows. */
export function Counts({ counts }: { readonly counts: ImportCounts }) {
  const { t, format } = useWords();
  const figures = [
    ['rows', counts.rows],
    ['imported', counts.imported],
    ['merged', counts.merged],
    ['skipped', counts.skipped],
  ] as const;
  return (
    <dl className="import-counts" data-testid="import-counts">
      {figures.map(([name, count]) => (
        <div key={name}>
          <dt>{t(`import.count-${name}`)}</dt>
          <dd data-testid={`import-count-${name}`}>{format.count(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Findings({ groups }: { readonly groups: readonly FindingGroup[] }) {
  const { t, format } = useWords();
  if (groups.length === 0) return <p className="floor-hint">{t('import.nothing-found')}</p>;
  return (
    <ul className="import-findings" data-testid="import-findings" aria-label={t('import.found')}>
      {groups.map(({ code, count, rows, column, value }) => {
        const key = findingKey(code);
        const more = count > Math.min(rows.length, rowsShown);
        return (
          <li key={code} data-testid={`finding-${code}`}>
            <span className="import-finding-count">{format.count(count)}</span>
            <div>
              <p className="import-finding-words">{key ? t(key) : code}</p>
              <p className="floor-hint">
                {rows.length > 0 &&
                  t('import.in-rows', {
                    rows: `${rows.slice(0, rowsShown).join(', ')}${more ? ' …' : ''}`,
                  })}{' '}
                {value !== '' && (
                  <bdi className="import-value">
                    {column === '' ? value : `${column}: ${value}`}
                  </bdi>
                )}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
