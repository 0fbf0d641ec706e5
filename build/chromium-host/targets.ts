import type { Chromium } from './chromium.ts';

/** What a window wants to hear about the Chromium target that shows it. */
export type TargetWatcher = {
  crashed(status: string, errorCode: number): void;
  destroyed(): void;
};

type TargetInfo = { targetId: string; type: string; url: string; openerId?: string };

const watchers = new Map<string, TargetWatcher>();
const waitingForUrl = new Map<string, (targetId: string) => void>();

export function watchTarget(targetId: string, watcher: TargetWatcher): void {
  watchers.set(targetId, watcher);
}

/** Resolves with the first new page that shows `url`. */
export function nextTargetAt(url: string): Promise<string> {
  return new Promise((resolve) => waitingForUrl.set(url, resolve));
}

/** Hears of targets that crash, close, or are opened by a page, which is never allowed to stay. */
export async function watchTargets({ connection }: Chromium): Promise<void> {
  const { browser } = connection;
  const arrived = ({ targetInfo }: { targetInfo: TargetInfo }) => {
    const { targetId, url, type, openerId } = targetInfo;
    if (type !== 'page') return;
    waitingForUrl.get(url)?.(targetId);
    waitingForUrl.delete(url);
    if (openerId === undefined || !watchers.has(openerId) || watchers.has(targetId)) return;
    browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
  };
  browser.listen('Target.targetCreated', arrived);
  browser.listen('Target.targetInfoChanged', arrived);
  browser.listen<{ targetId: string; status: string; errorCode: number }>(
    'Target.targetCrashed',
    ({ targetId, status, errorCode }) => watchers.get(targetId)?.crashed(status, errorCode),
  );
  browser.listen<{ targetId: string }>('Target.targetDestroyed', ({ targetId }) => {
    const watcher = watchers.get(targetId);
    watchers.delete(targetId);
    watcher?.destroyed();
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
}
