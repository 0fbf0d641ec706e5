import Store from 'electron-store';
import { z } from 'zod';

const schema = z.object({
  /** Rises with each migration below. */
  revision: z.int(),
  /** As a center's hello takes it. */
  deskId: z.string().min(1).max(64),
  centerAddress: z.string(),
  loginName: z.string(),
  language: z.enum(['en', 'zh-CN', 'vi', 'pseudo']),
  theme: z.enum(['system', 'light', 'dark']),
  singleKeys: z.boolean(),
  /** Devices by id, null for the system's choice; see `media/audio-devices.ts`. */
  audio: z.object({
    microphone: z.string().nullable(),
    speaker: z.string().nullable(),
    ringer: z.string().nullable(),
    processing: z.boolean(),
  }),
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
});
export type Settings = z.infer<typeof schema>;

/** Each takes a stored object of its own revision to the next one. Never edited once shipped. */
const migrations: readonly ((stored: Record<string, unknown>) => Record<string, unknown>)[] = [
  (stored) => ({ ...stored, revision: 1 }),
];

export type SettingsStore = {
  get(): Settings;
  set(change: Partial<Omit<Settings, 'revision' | 'deskId'>>): void;
  /** Names of stored settings that could not be used and were replaced by their defaults. */
  readonly replaced: readonly string[];
};

/** What an unreadable or older file becomes: each value that fits is kept, the rest is default. */
export function readSettings(
  stored: Record<string, unknown>,
  defaults: Settings,
): { settings: Settings; replaced: string[] } {
  const from = typeof stored['revision'] === 'number' ? stored['revision'] : 0;
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
  };
}

/**
 * The agent's settings in one atomic file, `settings.json` in the given folder. What the disk does
 * not take holds until the app ends: a full disk stops neither a start, a sign-in nor a call.
 */
export function openSettings(
  folder: string,
  deskId: string,
  language: Settings['language'],
  onUnwritten: (error: unknown) => void,
): SettingsStore {
  const defaults: Settings = {
    revision: migrations.length,
    deskId,
    centerAddress: '',
    loginName: '',
    language,
    theme: 'system',
    singleKeys: true,
    audio: { microphone: null, speaker: null, ringer: null, processing: true },
    bounds: null,
  };
  const store = new Store<Record<string, unknown>>({
    cwd: folder,
    name: 'settings',
    clearInvalidConfig: true,
  });
  const { settings, replaced } = readSettings(store.store, defaults);
  let current = settings;
  function write(): void {
    try {
      store.store = current;
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
    replaced,
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
