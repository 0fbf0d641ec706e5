import { useEffect } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import type { ImportAnalysis, ImportProgress } from '../../../../contract/http/lead-import.ts';
import { useSnapshot } from '../../../app/store/desk-store.ts';
import { Button } from '../../../design/button.tsx';
import { useWords } from '../../../messages/use-words.ts';
import { ColumnsTable } from './columns-table.tsx';
import { Counts, Findings } from './findings.tsx';
import { HowRead } from './how-read.tsx';
import {
  cancelImport,
  checkAll,
  closeImport,
  commitImport,
  type ImportState,
  resumeImport,
  useImport,
} from './import-store.ts';
import { readLists, saveReport, useLists } from './lists-store.ts';
import { PreviewTable } from './preview-table.tsx';
import { TroubleWords } from './trouble-words.tsx';

/** One import from its file to its report. */
export function ImportPanel() {
  const { t, format } = useWords();
  const state = useImport();
  const { file, step, analysis, progress, trouble } = state;
  const centerIsThere = useSnapshot(({ center }) => center.state === 'reachable');
  const waits = trouble?.kind === 'unreachable' && centerIsThere && step !== 'working';
  useEffect(() => {
    // The center is back: what was asked goes on by itself.
    if (waits) void resumeImport();
  }, [waits]);
  return (
    <section className="import-panel" aria-labelledby="import-panel" data-step={step}>
      <header className="import-head">
        <h2 className="floor-heading" id="import-panel">
          <bdi>{file?.name}</bdi>
        </h2>
        {analysis && (
          <p className="floor-hint">
            {t('import.rows-of-size', {
              count: analysis.rows,
              rows: format.count(analysis.rows),
              size: format.count(Math.max(1, Math.round(analysis.sizeBytes / 1024))),
            })}
          </p>
        )}
        {step !== 'done' && (
          <Button size="small" testId="import-cancel" onPress={() => void cancelImport()}>
            {t('import.cancel')}
          </Button>
        )}
      </header>
      {trouble && (
        <>
          <TroubleWords trouble={trouble} />
          <Button testId="import-resume" onPress={() => void resumeImport()}>
            {t('import.resume')}
          </Button>
        </>
      )}
      {step === 'sending' && <Sending state={state} />}
      {step === 'working' && progress && <Working progress={progress} />}
      {step === 'done' && progress && <Done progress={progress} name={file?.name ?? ''} />}
      {analysis && step === 'looking' && <Looking analysis={analysis} state={state} />}
    </section>
  );
}

function Looking({ analysis, state }: { analysis: ImportAnalysis; state: ImportState }) {
  const { t, format } = useWords();
  const { busy, progress } = state;
  const checked = progress?.phase === 'checked' ? progress : null;
  const incoming = (checked?.counts?.imported ?? 0) + (checked?.counts?.merged ?? 0);
  const blocked = analysis.obstacle !== 'none';
  return (
    <>
      {analysis.sameFile && (
        <p className="import-note" data-testid="import-same-file">
          {t('import.same-file', {
            day: format.day(analysis.sameFile.importedAt, Date.now()),
            time: format.clock(analysis.sameFile.importedAt),
          })}
        </p>
      )}
      {analysis.obstacle !== 'none' && (
        <p className="import-note" role="status" data-testid={`obstacle-${analysis.obstacle}`}>
          {t(`import.obstacle-${analysis.obstacle}`)}
        </p>
      )}
      {progress?.phase === 'failed' && (
        <TroubleWords
          trouble={{
            kind: 'refused',
            problem: 'unsupported-format',
            reason: progress.reason ?? '',
            detail: progress.detail,
          }}
        />
      )}
      <HowRead analysis={analysis} isDisabled={busy} />
      <ColumnsTable analysis={analysis} isDisabled={busy} />
      <PreviewTable rows={analysis.preview} />
      {checked?.counts && (
        <section className="import-checked" aria-label={t('import.checked')}>
          <h3 className="floor-subheading">{t('import.checked')}</h3>
          <Counts counts={checked.counts} />
          <Findings groups={checked.findings} />
        </section>
      )}
      <div className="import-actions">
        <Button
          tone={checked ? 'plain' : 'primary'}
          testId="import-check"
          isDisabled={busy || blocked}
          onPress={() => void checkAll()}
        >
          {t('import.check', { count: analysis.rows, rows: format.count(analysis.rows) })}
        </Button>
        {checked && (
          <Button
            tone="primary"
            testId="import-commit"
            isDisabled={busy || blocked || incoming === 0}
            onPress={() => void commitImport()}
          >
            {t('import.commit', { count: incoming, people: format.count(incoming) })}
          </Button>
        )}
      </div>
    </>
  );
}

function Sending({ state }: { readonly state: ImportState }) {
  const { t } = useWords();
  const total = state.file?.size ?? 0;
  const isSent = state.sentBytes >= total;
  return (
    <Bar
      label={isSent ? t('import.being-read') : t('import.sending')}
      done={state.sentBytes}
      total={total}
      isOpen={isSent}
    />
  );
}

function Working({ progress }: { readonly progress: ImportProgress }) {
  const { t, format } = useWords();
  const { phase, done, total } = progress;
  const words =
    phase === 'storing'
      ? 'import.storing'
      : phase === 'checking'
        ? 'import.checking'
        : 'import.reading';
  const label = t(words, { done: format.count(done), total: format.count(total) });
  return <Bar label={label} done={done} total={total} isOpen={false} />;
}

function Bar(props: { label: string; done: number; total: number; isOpen: boolean }) {
  const { label, done, total, isOpen } = props;
  return (
    <ProgressBar
      className="import-bar"
      value={done}
      maxValue={Math.max(total, 1)}
      isIndeterminate={isOpen}
      data-testid="import-bar"
    >
      {({ percentage }) => (
        <>
          <Label className="import-bar-label">{label}</Label>
          <span className="import-bar-track" data-open={isOpen}>
            <span className="import-bar-fill" style={{ inlineSize: `${percentage ?? 100}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

function Done({ progress, name }: { readonly progress: ImportProgress; readonly name: string }) {
  const { t } = useWords();
  const savedTo = useLists((state) => state.savedTo);
  const { leadListId, counts } = progress;
  useEffect(() => {
    void readLists();
  }, []);
  return (
    <div className="import-done" data-testid="import-done">
      <p role="status">{t('import.done')}</p>
      {counts && <Counts counts={counts} />}
      <Findings groups={progress.findings} />
      <div className="import-actions">
        <Button tone="primary" testId="import-close" onPress={closeImport}>
          {t('import.close')}
        </Button>
        {leadListId && (
          <Button testId="import-save-report" onPress={() => void saveReport(leadListId, name)}>
            {t('import.save-report')}
          </Button>
        )}
      </div>
      {savedTo && (
        <p className="floor-hint" role="status" data-testid="report-saved">
          {t('import.saved-to', { path: savedTo })}
        </p>
      )}
    </div>
  );
}
