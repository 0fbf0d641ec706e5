import { useEffect } from 'react';
import type { ImportReport } from '../../../../contract/http/lead-list.ts';
import { mostReportRows } from '../../../../contract/ipc/floor-api.ts';
import { useSnapshot } from '../../../app/store/desk-store.ts';
import { Button } from '../../../design/button.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { findingKey } from './finding-words.ts';
import { closeReport, openReport, readLists, saveReport, useLists } from './lists-store.ts';
import { TroubleWords } from './trouble-words.tsx';

/** What was imported before, newest first, each with its report. */
export function History() {
  const { t, format } = useWords();
  const { lists, report, trouble } = useLists();
  const centerIsThere = useSnapshot(({ center }) => center.state === 'reachable');
  useEffect(() => {
    if (centerIsThere) void readLists();
  }, [centerIsThere]);
  return (
    <section className="import-history" aria-labelledby="import-history">
      <h2 className="floor-heading" id="import-history">
        {t('import.history')}
      </h2>
      {trouble && <TroubleWords trouble={trouble} />}
      {lists?.length === 0 && <p className="floor-hint">{t('import.history-none')}</p>}
      {lists !== null && lists.length > 0 && (
        <table className="floor-table" data-testid="import-history">
          <thead>
            <tr>
              <th scope="col">{t('import.list')}</th>
              <th scope="col">{t('import.campaign')}</th>
              <th scope="col">{t('import.when')}</th>
              <th scope="col" className="floor-number">
                {t('import.count-imported')}
              </th>
              <th scope="col" className="floor-number">
                {t('import.count-merged')}
              </th>
              <th scope="col" className="floor-number">
                {t('import.count-skipped')}
              </th>
              <th scope="col">
                <span className="only-spoken">{t('import.report')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {lists.map((list) => (
              <tr key={list.leadListId} aria-current={report?.leadListId === list.leadListId}>
                <th scope="row">
                  <bdi>{list.name}</bdi>
                </th>
                <td>
                  <bdi>{list.campaignName}</bdi>
                </td>
                <td className="floor-figures">
                  {format.day(list.importedAt, Date.now())}, {format.clock(list.importedAt)}
                  {list.importedBy !== '' && (
                    <>
                      {' · '}
                      <bdi>{list.importedBy}</bdi>
                    </>
                  )}
                </td>
                <td className="floor-number">{format.count(list.imported)}</td>
                <td className="floor-number">{format.count(list.merged)}</td>
                <td className="floor-number">{format.count(list.skipped)}</td>
                <td className="floor-number">
                  <Button
                    size="small"
                    testId={`report-${list.leadListId}`}
                    onPress={() => void openReport(list.leadListId)}
                  >
                    {t('import.report')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {report && <Report report={report} />}
    </section>
  );
}

function Report({ report }: { readonly report: ImportReport }) {
  const { t } = useWords();
  const savedTo = useLists((state) => state.savedTo);
  const { leadListId, name, reports } = report;
  return (
    <div className="import-report">
      <header className="import-head">
        <h3 className="floor-subheading" id="import-report">
          <bdi>{t('import.report-of', { name })}</bdi>
        </h3>
        <Button size="small" testId="save-report" onPress={() => void saveReport(leadListId, name)}>
          {t('import.save-report')}
        </Button>
        <Button size="small" tone="quiet" testId="close-report" onPress={closeReport}>
          {t('import.close-report')}
        </Button>
      </header>
      {savedTo && (
        <p className="floor-hint" role="status" data-testid="report-saved">
          {t('import.saved-to', { path: savedTo })}
        </p>
      )}
      {reports.length === 0 && <p className="floor-hint">{t('import.nothing-found')}</p>}
      {reports.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and has no control of its own.
        <section className="floor-scroll" tabIndex={0} aria-labelledby="import-report">
          <table className="floor-table" data-testid="report-rows">
            <thead>
              <tr>
                <th scope="col" className="floor-number">
                  {t('import.row')}
                </th>
                <th scope="col">{t('import.outcome')}</th>
                <th scope="col">{t('import.found')}</th>
                <th scope="col">{t('import.column')}</th>
                <th scope="col">{t('import.value')}</th>
              </tr>
            </thead>
            <tbody>
              {reports.flatMap(({ row, outcome, findings }) =>
                findings.map(({ code, column, value }) => {
                  const key = findingKey(code);
                  return (
                    <tr key={`${row} ${code} ${column}`}>
                      <td className="floor-number">{row}</td>
                      <td>{t(`import.outcome-${outcome}`)}</td>
                      <td>{key ? t(key) : code}</td>
                      <td>
                        <bdi>{column}</bdi>
                      </td>
                      <td>
                        <bdi className="import-value">{value}</bdi>
                      </td>
                    </tr>
                  );
                }),
              )}
            </tbody>
          </table>
        </section>
      )}
      {reports.length >= mostReportRows && (
        <p className="floor-hint">{t('import.report-cut', { count: mostReportRows })}</p>
      )}
    </div>
  );
}
