import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { DeskApi } from '../../contract/ipc/desk-bridge.ts';
import { startMessages } from '../messages/messages.ts';
import { CompactBar } from './compact-bar.tsx';
import { Root } from './root.tsx';
import { mirrorMain, present, useDesk } from './store/desk-store.ts';
import './style.ts';

/** Starts the compact bar: the same snapshots, the records the desk keeps, and nothing written. */
export async function startCompact(api: DeskApi, root: HTMLElement): Promise<void> {
  await mirrorMain(api);
  const { language } = present(useDesk.getState()).app;
  createRoot(root).render(
    <StrictMode>
      <Root messages={startMessages(language)}>
        <CompactBar />
      </Root>
    </StrictMode>,
  );
}
