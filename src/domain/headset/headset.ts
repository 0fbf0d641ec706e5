import type { HidCollection } from './descriptor.ts';
import { type HeadsetCalls, noHeadsetCalls } from './headset-calls.ts';
import type { HeadsetLayout } from './layout.ts';
import type { HeadsetButton } from './usage.ts';

/** An answer of the device to our own off-hook light that has not come yet. */
export type OwedEcho = { readonly isOffHook: boolean; readonly untilMs: number };

export type Headset = {
  readonly deviceId: string;
  readonly name: string;
  readonly layout: HeadsetLayout;
  /** Absolute buttons as last reported, the hook among them. */
  readonly down: ReadonlySet<HeadsetButton>;
  readonly owedEchoes: readonly OwedEcho[];
  /** The last bytes sent, by report; absent where the device must be told anew. */
  readonly sent: ReadonlyMap<number, readonly number[]>;
  /** When each was last pressed, in monotonic milliseconds, and how often so far. */
  readonly pressedAtMs: ReadonlyMap<HeadsetButton, number>;
  readonly presses: ReadonlyMap<HeadsetButton, number>;
};

/** Every headset that is plugged in; the buttons of one count. */
export type HeadsetState = {
  /** In the order of plugging. */
  readonly headsets: readonly Headset[];
  readonly activeId: string | null;
  /** Name of the one the agent chose, plugged in or not. */
  readonly preferredName: string | null;
  readonly calls: HeadsetCalls;
  /** The mute that was asked for and is not true yet. */
  readonly muteAsked: boolean | null;
};

export const noHeadsets: HeadsetState = {
  headsets: [],
  activeId: null,
  preferredName: null,
  calls: noHeadsetCalls,
  muteAsked: null,
};

/** `atMs` is monotonic. */
export type HeadsetEvent =
  | {
      readonly type: 'connected';
      readonly deviceId: string;
      readonly name: string;
      readonly collections: readonly HidCollection[];
      readonly atMs: number;
    }
  | { readonly type: 'disconnected'; readonly deviceId: string; readonly atMs: number }
  /** The media page died and every device with it; those that are there come anew. */
  | { readonly type: 'all-gone' }
  | {
      readonly type: 'input';
      readonly deviceId: string;
      readonly reportId: number;
      readonly bytes: readonly number[];
      readonly atMs: number;
    }
  | { readonly type: 'calls'; readonly calls: HeadsetCalls; readonly atMs: number }
  | { readonly type: 'chosen'; readonly deviceId: string; readonly atMs: number }
  /** A report did not reach the device: what it shows is unknown until it is told again. */
  | { readonly type: 'not-sent'; readonly deviceId: string; readonly reportId: number }
  /** The computer slept: what the devices show is unknown. */
  | { readonly type: 'resumed'; readonly atMs: number };

/** What a press means. */
export type HeadsetCommand =
  /** `holdCallId`: the talk to be put on hold before, if there is one. */
  | { readonly type: 'answer'; readonly callId: string; readonly holdCallId: string | null }
  | { readonly type: 'reject'; readonly callId: string }
  | { readonly type: 'hang-up'; readonly callId: string }
  | { readonly type: 'mute'; readonly callId: string; readonly muted: boolean }
  | { readonly type: 'hold'; readonly callId: string; readonly held: boolean }
  | { readonly type: 'swap'; readonly holdCallId: string; readonly resumeCallId: string };

export type HeadsetEffect =
  | HeadsetCommand
  | {
      readonly type: 'send';
      readonly deviceId: string;
      readonly reportId: number;
      readonly bytes: readonly number[];
    };

export type HeadsetStep = {
  readonly state: HeadsetState;
  readonly effects: readonly HeadsetEffect[];
};
