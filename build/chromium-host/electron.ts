/** What an app gets from `import … from 'electron'` and `require('electron')`. */
import { app } from './app.ts';
import { answerDialogs, dialog } from './dialog.ts';
import { ipcMain } from './ipc.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { nativeTheme } from './native-theme.ts';
import {
  clipboard,
  globalShortcut,
  Notification,
  powerMonitor,
  pressShortcut,
  screen,
  setDisplays,
  shell,
  Tray,
} from './os.ts';
import { protocol } from './protocol.ts';
import { recordings } from './recording.ts';
import { safeStorage } from './safe-storage.ts';
import { session } from './session.ts';
import { unsupportedModule } from './unsupported.ts';
import { utilityProcess } from './utility-process.ts';
import { webContents } from './web-contents.ts';
import { BrowserWindow } from './window.ts';

/** The models' controls, for tests: real Electron has no such export. */
const chromiumHost = { recordings, pressShortcut, answerDialogs, setDisplays };

const autoUpdater = unsupportedModule('autoUpdater');
const BaseWindow = unsupportedModule('BaseWindow');
const BrowserView = unsupportedModule('BrowserView');
const contentTracing = unsupportedModule('contentTracing');
const crashReporter = unsupportedModule('crashReporter');
const desktopCapturer = unsupportedModule('desktopCapturer');
const ImageView = unsupportedModule('ImageView');
const inAppPurchase = unsupportedModule('inAppPurchase');
const MessageChannelMain = unsupportedModule('MessageChannelMain');
const net = unsupportedModule('net');
const netLog = unsupportedModule('netLog');
const powerSaveBlocker = unsupportedModule('powerSaveBlocker');
const pushNotifications = unsupportedModule('pushNotifications');
const ShareMenu = unsupportedModule('ShareMenu');
const systemPreferences = unsupportedModule('systemPreferences');
const TouchBar = unsupportedModule('TouchBar');
const View = unsupportedModule('View');
const WebContentsView = unsupportedModule('WebContentsView');
const webFrameMain = unsupportedModule('webFrameMain');

const electron: Record<string, unknown> = {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  chromiumHost,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ImageView,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  WebContentsView,
  webContents,
  webFrameMain,
};

export {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  chromiumHost,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  electron as 'module.exports',
  globalShortcut,
  ImageView,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  pushNotifications,
  ShareMenu,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  WebContentsView,
  webContents,
  webFrameMain,
};

export default electron;
