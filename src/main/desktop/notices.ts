import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import { uuidv7 } from '../identifier.ts';

const longest = 12;

/** What the agent should know until it is put away, newest first. */
export function createNotices(now: () => string) {
  let notices: readonly Notice[] = [];
  return {
    all: () => notices,
    /** The same kind said twice is said once, with its newest facts. */
    add(kind: Notice['kind'], facts: Record<string, string>): void {
      const others = notices.filter((notice) => notice.kind !== kind);
      notices = [{ noticeId: uuidv7(), kind, facts, at: now() }, ...others].slice(0, longest);
    },
    /** What is no longer so. */
    forget(...kinds: readonly Notice['kind'][]): void {
      notices = notices.filter((notice) => !kinds.includes(notice.kind));
    },
    putAway(noticeId: string): void {
      notices = notices.filter((notice) => notice.noticeId !== noticeId);
    },
  };
}
