import type { MediaBrowser, Page } from '../../support/media-browser.ts';
import type { RecordedAgent } from './recorded-agent.ts';
import type { StartOptions } from './stock-page.ts';

type Async<Value> = Value extends Promise<unknown> ? Value : Promise<Value>;

/** A recorded agent wherever it runs: every method answers later. */
export type RemoteAgent = {
  [Name in keyof RecordedAgent]: (
    ...parameters: Parameters<RecordedAgent[Name]>
  ) => Async<ReturnType<RecordedAgent[Name]>>;
};

/** Starts JsSIP in a page of its own; with a tone it is a customer, without it an agent. */
export async function startInPage(
  browser: MediaBrowser,
  options: StartOptions,
  /** Runs in the page first. */
  source?: string,
): Promise<RemoteAgent & { readonly page: Page; closePage(): Promise<void> }> {
  const page = await browser.open(
    'tests/integration/sip/stock-page.html',
    source === undefined ? undefined : { source, binding: '__unused', onBinding: () => undefined },
  );
  await page.evaluate(`startAgent(${JSON.stringify(options)})`);
  const call =
    (name: string) =>
    (...parameters: unknown[]) =>
      page.evaluate(`agent.${name}(${parameters.map((each) => JSON.stringify(each)).join()})`);
  const names = [
    'register',
    'call',
    'answer',
    'terminate',
    'hold',
    'unhold',
    'mute',
    'unmute',
    'dtmf',
    'info',
    'refuseReinvites',
    'refuseRefer',
    'measure',
    'decibelsAt',
    'messages',
    'events',
    'until',
    'stop',
    'dialog',
  ] as const satisfies readonly (keyof RecordedAgent)[];
  const remote = Object.fromEntries(names.map((name) => [name, call(name)]));
  return { ...(remote as unknown as RemoteAgent), page, closePage: () => page.close() };
}

/** Lets an agent of this process be spoken to like one in a page. */
export function asRemote(agent: RecordedAgent): RemoteAgent {
  return new Proxy(agent, {
    get(target, name: keyof RecordedAgent) {
      const method = target[name] as (...parameters: unknown[]) => unknown;
      return async (...parameters: unknown[]) => method(...parameters);
    },
  }) as unknown as RemoteAgent;
}
