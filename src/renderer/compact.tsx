import type { DeskApi } from '../contract/ipc/desk-bridge.ts';
import { startCompact } from './app/start-compact.tsx';

declare global {
  interface Window {
    /** Put there by the preload: the only way out of this page. */
    readonly homeline: DeskApi;
  }
}

const root = document.getElementById('compact');
if (!root) throw new Error('the page has no place for the bar');
await startCompact(window.homeline, root);
