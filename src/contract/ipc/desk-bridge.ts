import type { DeskCommand, DeskRecords, DeskReply } from './desk-api.ts';
import type { DeskSnapshot } from './desk-snapshot.ts';
import type { FloorReply, FloorRequest } from './floor-api.ts';
import type { SoundLevels } from './preferences.ts';
import type { QualitySeries } from './quality-view.ts';

// Apart from the schemas: a sandboxed preload can load no package.

/** Channel names of the desk page; nothing else crosses its bridge. */
export const deskChannels = {
  command: 'desk:command',
  snapshot: 'desk:snapshot',
  records: 'desk:records',
  /** Sound levels, apart from the snapshot: they change many times a second. */
  levels: 'desk:levels',
  /** How the call in front sounded in the last two minutes, once a second. */
  quality: 'desk:quality',
  /** What the floor manager's screens ask. */
  floor: 'desk:floor',
  /** Invoked once at load; answers with the newest snapshot. */
  connect: 'desk:connect',
} as const;

/** What the preload puts on `window.homeline` for the desk page and the compact bar. */
export type DeskApi = {
  connect(): Promise<DeskSnapshot>;
  command(command: DeskCommand): Promise<DeskReply>;
  floor<Request extends FloorRequest>(request: Request): Promise<FloorReply<Request['kind']>>;
  onSnapshot(listener: (snapshot: DeskSnapshot) => void): () => void;
  onRecords(listener: (records: DeskRecords) => void): () => void;
  onLevels(listener: (levels: SoundLevels) => void): () => void;
  onQuality(listener: (series: QualitySeries) => void): () => void;
};
