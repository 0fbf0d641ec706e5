import Store from 'electron-store';
import { z } from 'zod';
import { hotkeyAccelerator, hotkeyAction } from '../../contract/ipc/headset-view.ts';
import {
  audioChoice,
  keyBindings,
  language,
  notifications,
  remindBeforeMinutes,
  textPercent,
  theme,
} from '../../contract/ipc/preferences.ts';
import { defaultHotkeys } from '../../domain/hotkey/hotkey.ts';
import { noPlaces } from '../../domain/window-place/window-place.ts';
import { readSettingsFile, setSettingsAside } from './settings-file.ts';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
const places = z.object({
  last: bounds.nullable(),
  byDisplay: z.record(z.string(), bounds),
  maximized: z.boolean(),
});

const schema = z.object({
  /** Rises with each migration below. */
  revision: z.int(),
  /** As a center's hello takes it. */
  deskId: z.string().min(1).max(64),
  centerAddress: z.string(),
  loginName: z.string(),
  language,
  theme,
  textPercent,
  singleKeys: z.boolean(),
  /** Whether `tel:` and `sip:` links of other programs come to the dial box. */
  phoneLinks: z.boolean(),
  keys: keyBindings,
  notifications,
  remindBeforeMinutes,
  audio: audioChoice,
  /** Where the desk and the compact bar were; see `domain/window-place`. */
  deskPlaces: places,
  compactPlaces: places,
  /** Name of the headset that was chosen among several. */
  headset: z.string().nullable(),
  hotkeys: z.object({
    on: z.boolean(),
    mediaKeys: z.boolean(),
    keys: z.record(hotkeyAction, hotkeyAccelerator.nullable()),
  }),
});
export type Settings = z.infer<typeof schema>;

type Stored = Record<string, unknown>;

/** Each takes a stored object of its own revision to the next one. Never edited once shipped. */
const migrations: readonly ((stored: Stored) => Stored)[] = [
  (stored) => ({ ...stored, revision: 1 }),
  // Devices are known by their labels: ids of before named nothing that a person could check.
  ({ bounds: last = null, audio, ...stored }) => ({
    ...stored,
    revision: 2,
    ...(last === null ? {} : { deskPlaces: { last, byDisplay: {}, maximized: false } }),
    ...(typeof audio === 'object' && audio !== null
      ? { audio: { ...audio, microphone: null, speaker: null, ringer: null } }
      : {}),
  }),
];

/** What the agent must be told of the settings file. */
export type SettingsProblem = {
  /** `newer`: of a later Homeline. `broken`: no JSON. `replaced`: some values do not fit. */
  readonly kind: 'newer' | 'broken' | 'replaced';
  /** Names of the settings that begin again with their defaults; empty when all do. */
  readonly names: readonly string[];
  /** The copy that was kept beside it; null when the disk took none, and then nothing is written. */
  readonly file: string | null;
};

export type SettingsStore = {
  get(): Settings;
  set(change: Partial<Omit<Settings, 'revision' | 'deskId'>>): void;
  readonly problem: SettingsProblem | null;
};

/** What an older file becomes: each value that fits is kept, the rest is default. */
export function readSettings(
  stored: Stored,
  defaults: Settings,
): { settings: Settings; replaced: string[]; newer: boolean } {
  const revision = stored['revision'];
  const from = typeof revision === 'number' && revision >= 0 ? revision : 0;
  if (from > migrations.length) {
    // Nobody here knows what its values mean; only the desk stays the desk it is.
    const deskId = schema.shape.deskId.safeParse(stored['deskId']);
    const settings = deskId.success ? { ...defaults, deskId: deskId.data } : defaults;
    return { settings, replaced: [], newer: true };
  }
  const migrated = migrations.slice(from).reduce((value, step) => step(value), stored);
  const replaced: string[] = [];
  const kept = Object.entries(schema.shape).map(([name, field]) => {
    const parsed = field.safeParse(migrated[name]);
    if (parsed.success) return [name, parsed.data];
    if (migrated[name] !== undefined) replaced.push(name);
    return [name, defaults[name as keyof Settings]];
  });
  return {
    settings: schema.parse({ ...Object.fromEntries(kept), revision: defaults.revision }),
    replaced,
    newer: false,
  };
}

/** The settings of a first start. */
export function defaultSettings(deskId: string, language: Settings['language']): Settings {
  return {
    revision: migrations.length,
    deskId,
    centerAddress: '',
    loginName: '',
    language,
    theme: 'system',
    textPercent: 100,
    singleKeys: true,
    phoneLinks: false,
    keys: {},
    notifications: { shown: true, names: true },
    remindBeforeMinutes: 10,
    audio: { microphone: null, speaker: null, ringer: null, processing: true },
    deskPlaces: noPlaces,
    compactPlaces: noPlaces,
    headset: null,
    hotkeys: defaultHotkeys,
  };
}

/**
 * The agent's settings in one atomic file, `settings.json` in the given folder. What the disk does
 * not take holds until the app ends: a full disk stops neither a start, a sign-in nor a call. A
 * file that cannot be used as it is stays: a copy is kept before anything is written over it.
 */
export function openSettings(
  folder: string,
  deskId: string,
  language: Settings['language'],
  onUnwritten: (error: unknown) => void,
): SettingsStore {
  const defaults = defaultSettings(deskId, language);
  const file = readSettingsFile(folder);
  const { settings, replaced, newer } = readSettings(
    file.kind === 'read' ? file.stored : {},
    defaults,
  );
  const kind =
    file.kind === 'unreadable'
      ? 'broken'
      : newer
        ? 'newer'
        : replaced.length > 0
          ? 'replaced'
          : null;
  let aside: string | null = null;
  let mayWrite = true;
  if (kind) {
    try {
      aside = setSettingsAside(folder);
    } catch (error) {
      mayWrite = false;
      onUnwritten(error);
    }
  }
  const store = mayWrite
    ? new Store<Stored>({ cwd: folder, name: 'settings', clearInvalidConfig: true })
    : null;
  let current = settings;
  function write(): void {
    try {
      if (store) store.store = current;
    } catch (error) {
      onUnwritten(error);
    }
  }
  write();
  return {
    get: () => current,
    set(change) {
      current = schema.parse({ ...current, ...change });
      write();
    },
    problem: kind && { kind, names: replaced, file: aside },
  };
}

/** The first of the system's languages that Homeline speaks. */
export function languageOf(preferred: readonly string[]): Settings['language'] {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'zh') return 'zh-CN';
    if (language === 'vi') return 'vi';
    if (language === 'en') return 'en';
  }
  return 'en';
}
