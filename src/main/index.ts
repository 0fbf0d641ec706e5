import { hostname } from 'node:os';
import { join } from 'node:path';
import { app, globalShortcut, Menu, nativeTheme, powerMonitor, safeStorage } from 'electron';
import { readArguments } from './arguments.ts';
import { createDeskClock } from './desktop/clock.ts';
import { createDesk } from './desktop/desk.ts';
import { uuidv7 } from './identifier.ts';
import { createDeskChannel } from './ipc/desk-channel.ts';
import { accessJournal, type JournalAccess } from './journal/access.ts';
import { createLog } from './log/log.ts';
import { createAudioDevices } from './media/audio-devices.ts';
import { openMediaWindows } from './media/window.ts';
import { createPractice } from './practice/practice.ts';
import { languageOf, openSettings } from './settings/settings.ts';
import { startResourceLog } from './system/resource-log.ts';
import { denyPermissions } from './windows/permissions.ts';
import { claimPhoneLinks, listenForPhoneLinks } from './windows/phone-links.ts';
import { registerScheme, servePages } from './windows/scheme.ts';
import { createShell } from './windows/shell.ts';

/** The composition root: everything is made here, once, and handed to those who need it. */

const built = join(import.meta.dirname, '..');
const preload = (name: string) => join(built, 'preload', `${name}.cjs`);

app.setName('Homeline');
app.enableSandbox();
// Without a microphone a page would offer `.local` names, which a PBX cannot resolve.
// And the spare media page must not die with the first one: a process of its own.
app.commandLine.appendSwitch(
  'disable-features',
  'WebRtcHideLocalIpsWithMdns,ProcessPerSiteUpToMainFrameThreshold',
);
// Day and time fields speak the page's language, not the system's.
app.commandLine.appendSwitch('enable-blink-features', 'LangAttributeAwareFormControlUI');
registerScheme();
const phoneLinks = listenForPhoneLinks();

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`Homeline could not start: ${String(error)}\n`);
      app.exit(1);
    });
} else {
  process.stderr.write('Homeline is already running: its window comes to the front.\n');
  app.exit(0);
}

function start(): void {
  const userData = app.getPath('userData');
  const given = readArguments(process.argv, process.cwd());
  const log = createLog({ path: join(userData, 'logs', 'homeline.log'), level: given.logLevel });
  log.info({ version: app.getVersion(), atMs: performance.now() }, 'started');
  process.on('uncaughtExceptionMonitor', (error) => log.error({ error: error.stack }, 'uncaught'));

  const settings = openSettings(
    userData,
    uuidv7(),
    languageOf(app.getPreferredSystemLanguages()),
    (error) => log.warn({ error: String(error) }, 'settings not written'),
  );
  const { theme } = settings.get();
  nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
  Menu.setApplicationMenu(null);
  servePages(join(built, 'renderer'));
  denyPermissions();

  const clock = createDeskClock();
  const stopResourceLog = given.logResources ? startResourceLog(clock, log) : () => undefined;
  const journals = new Map<boolean, JournalAccess>();
  const journal = (practice: boolean): JournalAccess => {
    const known = journals.get(practice);
    if (known) return known;
    const folder = join(userData, practice ? 'practice' : 'work');
    const access = accessJournal(folder, safeStorage, clock.now, (place, error) =>
      log.error({ place, error: String(error) }, 'a journal row cannot be opened'),
    );
    if (!access.ok) log.error(access.problem, 'journal cannot be used');
    journals.set(practice, access);
    return access;
  };

  const media = openMediaWindows({ preload: preload('media'), log });
  const audioDevices = createAudioDevices({
    link: media.link,
    choice: settings.get().audio,
    onChange: () => desk.changed(),
    onLevels: (levels) => channel.sendLevels(levels),
  });
  const practice = createPractice({
    folder: join(userData, 'practice'),
    // Made by the build; packing puts it beside the archive, where it can be copied as a folder.
    templateFolder: app.isPackaged
      ? join(process.resourcesPath, 'center-template')
      : join(built, 'center-template'),
    entries: {
      center: join(built, 'main', 'center.js'),
      exchange: join(built, 'main', 'practice.js'),
    },
    files: {
      sampleFolder: join(app.getAppPath(), 'resources', 'sample'),
      leadListPath: given.leadListPath,
      scriptPath: given.scriptPath,
      scenarioPath: given.scenarioPath,
    },
    agentName: 'Alex Rivera',
    log,
    onChange: () => desk.changed(),
  });
  const shell = createShell({
    settings,
    preload: preload('desk'),
    clock,
    log,
    setReady: (ready) => void desk.carryOut({ kind: 'set-ready', ready }),
    onChange: () => desk.changed(),
  });
  const desk = createDesk({
    appVersion: app.getVersion(),
    deskName: hostname().slice(0, 100),
    settings,
    journal,
    practice,
    practiceGreets: given.greeting,
    mediaLink: media.link,
    downloads: () => app.getPath('downloads'),
    audioDevices,
    shell: shell.port,
    shortcuts: {
      register: (accelerator, run) => globalShortcut.register(accelerator, run),
      unregister: (accelerator) => globalShortcut.unregister(accelerator),
    },
    clock,
    log,
    sendSnapshot(snapshot) {
      channel.sendSnapshot(snapshot);
      shell.follow(snapshot);
    },
    sendRecords: (records) => channel.sendRecords(records),
    sendQuality: (series) => channel.sendQuality(series),
    onPhoneLinks: (on) => {
      log.info({ on, done: claimPhoneLinks(on) }, 'links of other programs');
    },
    onTheme: (theme) => {
      nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme;
    },
  });
  const channel = createDeskChannel({
    windows: shell.windows,
    connect: desk.pageLoaded,
    look: desk.snapshot,
    carryOut: desk.carryOut,
    floor: desk.floor,
    log,
  });
  tellFirstFacts();

  shell.open();
  if (given.practice) {
    practice.open().catch((error: unknown) => log.error({ error: String(error) }, 'practice'));
  }

  function tellFirstFacts(): void {
    const work = journal(false);
    const setAside = work.ok ? work.journal.setAside : null;
    if (setAside) desk.notify('journal-set-aside', { file: setAside });
    const hasKeychain =
      safeStorage.isEncryptionAvailable() &&
      (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text');
    if (!hasKeychain) desk.notify('key-file', {});
    if (settings.problem) {
      const { kind, names, file } = settings.problem;
      log.warn({ kind, names, file }, 'settings not used as they were');
      desk.notify(`settings-${kind}`, { file: file ?? '', names: names.join(', ') });
    }
  }

  phoneLinks.deliver(
    (link) => {
      log.info('a link was handed over');
      desk.takeLink(link);
      shell.showDesk();
    },
    () => {
      log.info('second instance');
      desk.notify('second-instance', {});
      shell.showDesk();
    },
  );
  // The computer goes down: calls are ended in order, and nobody is asked who cannot answer.
  powerMonitor.on('shutdown', shell.quitNow);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, shell.quitNow);

  powerMonitor.on('resume', () => desk.resumed());

  let closing: 'no' | 'under-way' | 'done' = 'no';
  app.on('before-quit', (event) => {
    if (closing === 'done') return;
    if (closing === 'no' && !shell.mayQuit()) {
      event.preventDefault();
      return;
    }
    // Whoever asks twice waits for the first: a call is ended properly before the app goes.
    event.preventDefault();
    if (closing === 'under-way') return;
    closing = 'under-way';
    desk
      .close()
      .catch((error: unknown) => log.error({ error: String(error) }, 'closing'))
      .finally(() => {
        stopResourceLog();
        audioDevices.close();
        media.close();
        shell.close();
        for (const access of journals.values()) if (access.ok) access.journal.close();
        log.info('ended');
        closing = 'done';
        app.quit();
      });
  });
  app.on('window-all-closed', () => app.quit());
}
