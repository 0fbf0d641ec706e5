import { useCallback, useEffect, useState } from 'react';
import type { CallPlace, PastCall } from '../../../contract/ipc/desk-api.ts';
import { send } from '../../app/store/desk-store.ts';

type Past = {
  /** Newest first; null while none were read. */
  readonly calls: readonly PastCall[] | null;
  /** How many parts were read. */
  readonly parts: number;
  /** Where the next part begins; null after the last, and before the first. */
  readonly older: CallPlace | null;
  readonly state: 'reading' | 'read' | 'failed';
};

const nothingYet: Past = { calls: null, parts: 0, older: null, state: 'reading' };

/** The agent's calls as far as they were read: the newest at once, a part of older ones when asked. */
export function usePastCalls() {
  const [past, setPast] = useState(nothingYet);
  const { calls, parts, older, state } = past;
  useEffect(() => {
    if (state !== 'reading') return;
    let isGone = false;
    void send({ kind: 'list-calls', before: older }).then((reply) => {
      if (isGone) return;
      setPast((known) =>
        reply.ok && reply.calls
          ? {
              calls: [...(known.calls ?? []), ...reply.calls],
              parts: known.parts + 1,
              older: reply.olderCalls ?? null,
              state: 'read',
            }
          : { ...known, state: 'failed' },
      );
    });
    return () => {
      isGone = true;
    };
  }, [state, older]);
  const readOn = useCallback(() => setPast((known) => ({ ...known, state: 'reading' })), []);
  return {
    calls,
    parts,
    isReading: state === 'reading',
    hasFailed: state === 'failed',
    hasOlder: older !== null || (calls === null && state === 'failed'),
    readOn,
  };
}
