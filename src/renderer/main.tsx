import type { DeskApi } from '../contract/ipc/desk-bridge.ts';
import { startDesk } from './app/start.tsx';

declare global {
  interface Window {
    /** Put there by the preload: the only way out of this page. */
    readonly homeline: DeskApi;
  }
}

const root = document.getElementById('desk');
if (!root) throw new Error('the page has no place for the desk');
await startDesk(window.homeline, root);
