import { useEffect, useState } from 'react';
import type { Colleague } from '../../../contract/http/colleagues.ts';
import { send } from '../../app/store/desk-store.ts';

/** States change while somebody looks: asked again as long as the list is open. */
const askEveryMs = 3_000;

export type Colleagues = {
  readonly known: readonly Colleague[];
  readonly center: 'asking' | 'answered' | 'away';
};

/** Who is on the floor, as the center says now. */
export function useColleagues(): Colleagues {
  const [colleagues, setColleagues] = useState<Colleagues>({ known: [], center: 'asking' });
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look(): Promise<void> {
      const reply = await send({ kind: 'list-colleagues' });
      if (over) return;
      // What was known stays in sight: names and extensions do not go with the center.
      setColleagues(({ known }) =>
        reply.ok
          ? { known: reply.colleagues ?? [], center: 'answered' }
          : { known, center: 'away' },
      );
      timer = setTimeout(look, askEveryMs);
    }
    void look();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return colleagues;
}
