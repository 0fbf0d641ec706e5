import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { DeskApi } from '../../contract/ipc/desk-bridge.ts';
import { linkCache } from '../local-db/cache-link.ts';
import { database } from '../local-db/database.ts';
import { startMessages } from '../messages/messages.ts';
import { Desk } from './desk.tsx';
import { Root } from './root.tsx';
import { mirrorMain, present, send, useDesk } from './store/desk-store.ts';
import './style.ts';

/** Starts the desk on a page: mirrors main, links the cache, shows what there is. */
export async function startDesk(api: DeskApi, root: HTMLElement): Promise<void> {
  const cache = linkCache(api, database, send);
  await mirrorMain(api);
  const first = present(useDesk.getState());
  void cache.takeSnapshot(first);
  useDesk.subscribe((state, previous) => {
    if (state.snapshot && state.snapshot !== previous.snapshot) {
      void cache.takeSnapshot(state.snapshot);
    }
  });
  createRoot(root).render(
    <StrictMode>
      <Root messages={startMessages(first.app.language)}>
        <Desk />
      </Root>
    </StrictMode>,
  );
}
