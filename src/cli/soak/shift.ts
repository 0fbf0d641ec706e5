import { type DeskCommand, type DeskReply, deskReply } from '../../contract/ipc/desk-api.ts';
import type { Browser } from '../tour/app.ts';
import type { LogTail } from './log-tail.ts';

/** How one call of the shift went. */
export type CallOutcome = {
  /** What was missed, or null when all of it happened. */
  readonly missed: string | null;
  /** From the INVITE to the painted person; null when one of them was not seen. */
  readonly popMs: number | null;
};

/**
 * Works one incoming call from ringing to Next, as fast as it can be worked. Whatever is missed, the
 * desk is free for the next one afterwards.
 */
export async function workCall(
  browser: Browser,
  log: LogTail,
  talkMs: number,
): Promise<CallOutcome> {
  await command(browser, { kind: 'close-preview' });
  const mark = log.mark();
  const line = (msg: string, timeoutMs?: number) =>
    log.until(mark, (one) => one.msg === msg, timeoutMs);
  async function missed(what: string, popMs: number | null = null): Promise<CallOutcome> {
    await command(browser, { kind: 'hang-up' });
    const painted = await line('pop painted');
    if (painted) await finish(browser, String(painted['workId']));
    return { missed: what, popMs };
  }

  const rung = await command(browser, { kind: 'practice-ring', number: null });
  if (!rung.ok) return missed(`ringing: ${rung.error.kind}`);
  const offered = await line('call offered');
  if (!offered) return missed('call offered');
  const painted = await line('pop painted');
  if (!painted) return missed('pop painted');
  const popMs = Number(painted['atMs']) - Number(offered['atMs']);
  await command(browser, { kind: 'answer' });
  if (!(await line('call established'))) return missed('call established', popMs);
  await new Promise((resolve) => setTimeout(resolve, talkMs));
  await command(browser, { kind: 'hang-up' });
  if (!(await line('call ended'))) return missed('call ended', popMs);
  const isDone = await finish(browser, String(painted['workId']));
  return { missed: isDone ? null : 'next', popMs };
}

/** The wrap-up: an outcome, and Next. */
async function finish(browser: Browser, workId: string): Promise<boolean> {
  await browser.execute(`document.querySelector('[data-testid^="disposition-"]')?.click()`);
  // What is required and empty is told at the first, and no hindrance at the second.
  for (let asked = 0; asked < 2; asked += 1) {
    if ((await command(browser, { kind: 'next', workId })).ok) return true;
  }
  return false;
}

/** A command of the desk page, through the bridge it has itself. */
export async function command(browser: Browser, asked: DeskCommand): Promise<DeskReply> {
  // As text: the driver takes an answer with `error` in it for an error of its own.
  const script = 'return window.homeline.command(arguments[0]).then(JSON.stringify)';
  return deskReply.parse(JSON.parse(String(await browser.execute(script, asked))));
}
