import type { CdpSession } from './cdp.ts';
import type { Page } from './page.ts';

type TraceEvent = {
  name: string;
  args?: { data?: { frames?: { frame: string; processId?: number }[] } };
};

/** Chromium records one trace at a time, so the questions wait for each other. */
let last: Promise<unknown> = Promise.resolve();

/** Tells a page the id of its renderer's process: at its first document, and after each crash. */
export function trackProcess(page: Page): void {
  let known = false;
  page.on('lost', () => {
    known = false;
  });
  page.on('navigated', () => {
    if (known) return;
    known = true;
    last = last.then(() => tell(page));
  });
}

async function tell(page: Page): Promise<void> {
  try {
    const id = await rendererOf(page);
    if (id !== undefined) page.emit('process', id);
  } catch {
    // The page or Chromium has gone: there is no process to name.
    page.emit('process', 0);
  }
}

/**
 * The process id of a page's renderer. CDP has no such command; the first event of a trace that is
 * started from the page's session lists its frames with their processes.
 */
export async function rendererOf(
  page: Pick<Page, 'session' | 'targetId'>,
): Promise<number | undefined> {
  const { session } = page;
  const events = await trace(session);
  const frames = events.flatMap((event) => event.args?.data?.frames ?? []);
  return frames.find(({ frame }) => frame === page.targetId)?.processId;
}

async function trace(session: CdpSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: TraceEvent[] }) => void events.push(...value);
  session.on('Tracing.dataCollected', collect as never);
  const complete = new Promise((resolve) => {
    session.once('Tracing.tracingComplete', resolve);
    session.once('detached', resolve);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline'] },
  });
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect as never);
  return events;
}
