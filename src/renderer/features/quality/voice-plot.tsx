import { useEffect, useState } from 'react';
import type { QualitySeries } from '../../../contract/ipc/quality-view.ts';
import { listenToQuality, useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { stripHeight, stripPath, stripWidth, tenSeconds } from './strip.ts';
import { warningWords } from './voice-words.ts';

/** Two minutes. */
const places = 120;

type Measure = {
  readonly id: 'estimate' | 'loss' | 'delay';
  readonly title: string;
  readonly values: readonly (number | null)[];
  /** The scale reaches at least this far, and further when a value does. */
  readonly from: number;
  readonly to: number;
  write(value: number): string;
};

/** Estimate, loss and delay of the call in front, as lines to see and as a table to hear. */
export function VoicePlot() {
  const { t } = useWords();
  const callId = useSnapshot(({ call }) => call?.callId ?? null);
  const warnings = useSnapshot(({ call }) => call?.quality?.warnings ?? noWarnings);
  const [series, setSeries] = useState<QualitySeries | null>(null);
  useEffect(() => listenToQuality(setSeries), []);
  const points = series !== null && series.callId === callId ? series.points : [];
  const measures = useMeasures(points);
  return (
    <>
      {warnings.length > 0 && (
        <ul className="voice-causes">
          {warnings.map((cause) => (
            <li key={cause}>{t(warningWords[cause])}</li>
          ))}
        </ul>
      )}
      {measures.map((measure) => (
        <Strip key={measure.id} {...measure} />
      ))}
      <p className="voice-axis" aria-hidden="true">
        <span>{t('voice.two-minutes-ago')}</span>
        <span>{t('voice.now')}</span>
      </p>
      <PlotTable measures={measures} />
      <p className="voice-note">{t('voice.note')}</p>
    </>
  );
}

const noWarnings: never[] = [];

function useMeasures(points: QualitySeries['points']): readonly Measure[] {
  const { t, format } = useWords();
  return [
    {
      id: 'estimate',
      title: t('voice.estimate'),
      values: points.map(({ estimate }) => estimate),
      from: 1,
      to: 4.5,
      write: (value) => format.score(value),
    },
    {
      id: 'loss',
      title: t('voice.loss'),
      values: points.map(({ loss }) => loss),
      from: 0,
      to: 0.1,
      write: (value) => format.percent(value),
    },
    {
      id: 'delay',
      title: t('voice.delay'),
      values: points.map(({ delayMs }) => delayMs),
      from: 0,
      to: 300,
      write: (value) => t('status.milliseconds', { ms: format.count(Math.round(value)) }),
    },
  ];
}

function Strip({ id, title, values, from, to, write }: Measure) {
  const highest = Math.max(to, ...values.map((value) => value ?? 0));
  const path = stripPath(values, { from, to: highest, places });
  const newest = values.at(-1) ?? null;
  return (
    <div className="voice-strip" aria-hidden="true">
      <p className="voice-strip-head">
        {title} <strong>{newest === null ? '–' : write(newest)}</strong>
      </p>
      <svg
        className="voice-line"
        aria-hidden="true"
        data-testid={`voice-line-${id}`}
        viewBox={`0 -2 ${stripWidth} ${stripHeight + 4}`}
        preserveAspectRatio="none"
      >
        <line className="voice-floor" x1="0" x2={stripWidth} y1={stripHeight} y2={stripHeight} />
        <path d={path} vectorEffect="non-scaling-stroke" />
      </svg>
      <p className="voice-scale">
        <span>{write(highest)}</span>
        <span>{write(from)}</span>
      </p>
    </div>
  );
}

/** The same for who does not see the lines: means of ten seconds each. */
function PlotTable({ measures }: { readonly measures: readonly Measure[] }) {
  const { t } = useWords();
  const columns = measures.map((measure) => tenSeconds(measure.values));
  return (
    <table className="only-spoken" data-testid="voice-table">
      <caption>{t('voice.last-minutes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('voice.when')}</th>
          {measures.map(({ id, title }) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns[0]?.map(({ agoSeconds }, row) => (
          <tr key={agoSeconds}>
            <th scope="row">{t('voice.seconds-ago', { seconds: agoSeconds })}</th>
            {measures.map(({ id, write }, column) => {
              const mean = columns[column]?.[row]?.mean ?? null;
              return <td key={id}>{mean === null ? '–' : write(mean)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
