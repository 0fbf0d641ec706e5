import type { DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Notice } from '../../contract/ipc/desk-snapshot.ts';
import { transition } from '../../domain/desktop/desktop.ts';
import type { DesktopEffect } from '../../domain/desktop/effect.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import { type DesktopState, signedOutDesktop } from '../../domain/desktop/state.ts';
import { uuidv7 } from '../identifier.ts';
import type { Change } from '../journal/journal.ts';
import type { WriteProblem } from '../journal/write-problem.ts';
import type { Writer } from '../journal/writer.ts';
import { notNow } from './replies.ts';

type Commit = Extract<DesktopEffect, { type: 'journal.commit' }>;
/** Effects the machine cannot carry out alone. */
export type OutsideEffect = Exclude<
  DesktopEffect,
  Commit | { type: 'draft.save' | 'callback-move.save' | 'callback-move.drop' }
>;

/**
 * Runs the desktop machine: state in memory, what it wants written on disk before anything else
 * is done, every other effect handed out.
 */
export function createMachine(options: {
  readonly writer: Writer;
  /** What was added to the computer's clock for the instants written now. */
  readonly clockOffsetMs: () => number | null;
  readonly carryOut: (effect: OutsideEffect) => void;
  readonly onNotice: (kind: Notice['kind'], facts: Record<string, string>) => void;
  /** After each step: something may wait for the center, something may have to be shown. */
  readonly onStep: () => void;
}) {
  const { writer } = options;
  let state: DesktopState = signedOutDesktop;
  let closed = false;

  function changesOf(effects: readonly DesktopEffect[]): Change[] {
    return effects
      .filter((effect) => effect.type === 'journal.commit')
      .map(({ append, workId, save, withWhom = null }) => ({
        append: append.map((entry) => ({
          key: uuidv7(),
          entry,
          clockOffsetMs: options.clockOffsetMs(),
        })),
        workId,
        save,
        withWhom,
      }));
  }

  function carryOut(effects: readonly DesktopEffect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case 'draft.save':
          writer.saveDraft(effect.work);
          break;
        case 'callback-move.save':
          writer.saveMove(effect.callbackId, effect.typed);
          break;
        case 'callback-move.drop':
          writer.dropMove(effect.callbackId);
          break;
        case 'journal.commit':
          break;
        default:
          options.carryOut(effect);
      }
    }
    options.onStep();
  }

  function notSaved(reason: WriteProblem): DeskReply {
    options.onNotice('disk-full', { reason });
    return { ok: false, error: { kind: 'not-saved', reason } };
  }

  return {
    state: () => state,

    /** For what has happened: it cannot be refused, only written later. */
    dispatch(event: DesktopEvent): void {
      if (closed) return;
      const step = transition(state, event);
      if (step.state === state && step.effects.length === 0) return;
      state = step.state;
      const changes = changesOf(step.effects);
      if (changes.length > 0) writer.commit(changes);
      carryOut(step.effects);
    },

    /** For what the agent asks: when the disk refuses, nothing has happened and the agent is told. */
    attempt(event: DesktopEvent): DeskReply {
      const step = transition(state, event);
      if (step.state === state && step.effects.length === 0) return notNow(state);
      const changes = changesOf(step.effects);
      if (changes.length > 0) {
        const written = writer.tryCommit(changes);
        if (!written.ok) return notSaved(written.problem);
      }
      state = step.state;
      carryOut(step.effects);
      return { ok: true };
    },

    /** Signs out: what the disk has not taken would be gone with the shift, so it is asked first. */
    signOut(at: string): DeskReply {
      const written = writer.tryCommit([]);
      return written.ok ? this.attempt({ type: 'signed-out', at }) : notSaved(written.problem);
    },

    /** Last writes; from now on nothing changes. */
    close(): void {
      writer.close();
      closed = true;
    },
  };
}

export type Machine = ReturnType<typeof createMachine>;
