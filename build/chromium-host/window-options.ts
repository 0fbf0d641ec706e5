import type * as Electron from 'electron';
import { unsupported } from './unsupported.ts';

/** Options the host understands or may leave out without changing what the app does. */
const OPTIONS = new Set([
  'width',
  'height',
  'minWidth',
  'minHeight',
  'x',
  'y',
  'show',
  'title',
  'backgroundColor',
  'icon',
  'center',
  'autoHideMenuBar',
  'useContentSize',
  // How a desktop frames and stacks a window: remembered, and drawn only by real Electron.
  'alwaysOnTop',
  'frame',
  'skipTaskbar',
  'resizable',
  'maximizable',
  'minimizable',
  'fullscreenable',
  'webPreferences',
]);

const PREFERENCES = new Set([
  'preload',
  'contextIsolation',
  'sandbox',
  'nodeIntegration',
  'backgroundThrottling',
  'additionalArguments',
  'webSecurity',
  'webviewTag',
  'spellcheck',
  'devTools',
  'navigateOnDragDrop',
  'disableBlinkFeatures',
  'safeDialogs',
  'webgl',
  'images',
  'autoplayPolicy',
]);

/** Refuses options that would change what the app sees, and that the host cannot carry out. */
export function checkOptions(options: Electron.BrowserWindowConstructorOptions): void {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.has(name)) unsupported(`BrowserWindow option ${name}`);
  }
  const preferences = options.webPreferences ?? {};
  for (const name of Object.keys(preferences)) {
    if (!PREFERENCES.has(name)) unsupported(`BrowserWindow option webPreferences.${name}`);
  }
  if (preferences.contextIsolation === false) unsupported('webPreferences.contextIsolation: false');
  if (preferences.sandbox === false) unsupported('webPreferences.sandbox: false');
  if (preferences.nodeIntegration) unsupported('webPreferences.nodeIntegration: true');
  if (preferences.webSecurity === false) unsupported('webPreferences.webSecurity: false');
  if (preferences.webviewTag) unsupported('webPreferences.webviewTag: true');
}
