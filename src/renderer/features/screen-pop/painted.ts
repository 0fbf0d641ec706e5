import { useEffect } from 'react';
import { send } from '../../app/store/desk-store.ts';

/** A hidden page paints nothing and has no animation frames: after this long it counts as shown. */
const withoutFramesMs = 250;

const reported = new Set<string>();

/** Tells main, once per conversation, that its pop is on the screen. */
export function usePainted(workId: string | null, isThere: boolean): void {
  useEffect(() => {
    if (workId === null || !isThere || reported.has(workId)) return;
    const report = () => {
      if (reported.has(workId)) return;
      reported.add(workId);
      void send({ kind: 'painted', workId });
    };
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(report);
    });
    const timer = setTimeout(report, withoutFramesMs);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [workId, isThere]);
}
