import { useEffect, useState } from 'react';
import type { FloorError, FloorRequest, FloorValues } from '../../../contract/ipc/floor-api.ts';
import { askFloor, useSnapshot } from '../../app/store/desk-store.ts';

/** What the center said last, and what went wrong since; the one does not take the other away. */
export type FloorAnswer<Value> = {
  readonly value: Value | null;
  /** When `value` came, in milliseconds of the wall clock. */
  readonly atMs: number;
  readonly trouble: FloorError | null;
  readonly readAgain: () => void;
};

/**
 * Asks the center while a screen is open and the center is there, again every `everyMs`.
 *
 * @param request made anew for each asking; keep the function itself from render to render.
 */
export function useFloorAnswer<Request extends FloorRequest>(
  request: () => Request,
  everyMs: number,
): FloorAnswer<FloorValues[Request['kind']]> {
  type Value = FloorValues[Request['kind']];
  const centerIsThere = useSnapshot(({ center }) => center.state === 'reachable');
  const [turn, setTurn] = useState(0);
  const [last, setLast] = useState<Omit<FloorAnswer<Value>, 'readAgain'>>({
    value: null,
    atMs: 0,
    trouble: null,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks once more.
  useEffect(() => {
    if (!centerIsThere) {
      setLast((before) => ({ ...before, trouble: { kind: 'unreachable' } }));
      return;
    }
    let open = true;
    const read = async () => {
      const reply = await askFloor(request());
      if (!open) return;
      setLast((before) =>
        reply.ok
          ? { value: reply.value, atMs: Date.now(), trouble: null }
          : { ...before, trouble: reply.error },
      );
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      open = false;
      clearInterval(timer);
    };
  }, [centerIsThere, request, everyMs, turn]);
  return { ...last, readAgain: () => setTurn((before) => before + 1) };
}
