import { join } from 'node:path';
import { z } from 'zod';
import {
  type PracticeCommand,
  type PracticeError,
  type PracticeReport,
  practiceCommand,
} from '../contract/process/practice-process.ts';
import { assertNever } from '../domain/assert-never.ts';
import { type Floor, openFloor } from './floor.ts';
import { loadScenario } from './scenario/load.ts';

/** Answers the commands of a parent, one report for each, whatever it sends. */
export interface CommandHandler {
  /** Never rejects. Resolves when the command has been answered by a report. */
  handle(raw: unknown): Promise<void>;
  /** Ends all calls and closes the port; the handler can then be started anew. */
  stop(): Promise<void>;
}

/** The same place from the source (src/practice) and from the build (out/practice). */
const defaultScenario = join(import.meta.dirname, '../../resources/practice/scenario.json');

/** `requestId` of something that may be no command at all. */
const numbered = z.object({ requestId: z.int().nonnegative() });

export function createCommandHandler(report: (report: PracticeReport) => void): CommandHandler {
  let floor: Floor | null = null;
  let opening: Promise<void> | null = null;

  async function start(command: Extract<PracticeCommand, { kind: 'start' }>) {
    const { requestId } = command;
    const fail = (error: PracticeError) => report({ kind: 'failed', requestId, error });
    try {
      const result = await loadScenario(command.scenarioPath ?? defaultScenario);
      if (!result.ok) {
        fail({ kind: 'bad-scenario', detail: result.detail });
        return;
      }
      floor = await openFloor(command, result.loaded, report);
      const { exchange, customers } = floor;
      report({
        kind: 'listening',
        requestId,
        url: exchange.url,
        domain: exchange.domain,
        customers: customers.map(({ number, name, behaviour, inbound }) => ({
          number,
          name,
          behaviour,
          inbound: inbound ?? null,
        })),
      });
    } catch (error) {
      // The one expected failure left: the port is taken or not ours to take.
      if (!(error instanceof Error && 'code' in error)) throw error;
      fail({ kind: 'port-refused', code: String(error.code) });
    }
  }

  async function carryOut(
    command: Exclude<PracticeCommand, { kind: 'start' | 'stop' }>,
    open: Floor,
  ): Promise<void> {
    const { requestId } = command;
    const done = () => report({ kind: 'done', requestId });
    const fail = (error: PracticeError) => report({ kind: 'failed', requestId, error });
    switch (command.kind) {
      case 'directory':
        open.addToDirectory(command.entries);
        done();
        break;
      case 'ring': {
        const outcome = await open.ring(command.number, command.agent);
        if (outcome.ok) report({ kind: 'ringing', requestId, ...outcome.value });
        else fail(outcome.error);
        break;
      }
      case 'hang-up': {
        const call = open.findCall(command.target);
        call?.hangUp();
        if (call) done();
        else fail({ kind: 'no-such-call' });
        break;
      }
      case 'send-tone': {
        const phone = open.findPhone(command.target);
        phone?.sendTone(command.frequencyHz);
        if (phone) done();
        else fail({ kind: 'no-such-call' });
        break;
      }
      case 'measure': {
        const call = open.findCall(command.target);
        const found = await call?.measure(command.durationMs);
        if (call && found) report({ kind: 'measured', requestId, callId: call.callId, ...found });
        else fail({ kind: call ? 'no-audio' : 'no-such-call' });
        break;
      }
      default:
        assertNever(command);
    }
  }

  async function stop(): Promise<void> {
    const closing = floor;
    floor = null;
    await closing?.stop();
  }

  return {
    async handle(raw) {
      const parsed = practiceCommand.safeParse(raw);
      if (!parsed.success) {
        const requestId = numbered.safeParse(raw).data?.requestId ?? null;
        const detail = z.prettifyError(parsed.error);
        report({ kind: 'failed', requestId, error: { kind: 'bad-command', detail } });
        return;
      }
      const command = parsed.data;
      const { requestId } = command;
      const fail = (error: PracticeError) => report({ kind: 'failed', requestId, error });
      if (command.kind === 'start') {
        if (floor !== null || opening !== null) fail({ kind: 'already-started' });
        else {
          opening = start(command);
          await opening;
          opening = null;
        }
        return;
      }
      // What comes while the exchange opens is meant for when it is open.
      await opening;
      if (command.kind === 'stop') {
        await stop();
        report({ kind: 'done', requestId });
      } else if (floor === null) fail({ kind: 'not-started' });
      else await carryOut(command, floor);
    },
    stop,
  };
}
