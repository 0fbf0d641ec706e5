import type { Call } from '../../../src/domain/call/call.ts';
import type { CustomerCall } from '../../../src/practice/customers/customer-call.ts';
import type { TestPhone } from '../sip/test-phone.ts';
import { firstHz, firstNumber, microphoneHz, type Stand, secondHz } from './stand.ts';

/** Longer than any promise that is made. */
const patienceMs = 20_000;

/** The first customer calls, the agent answers, and both hear each other. */
export async function talkInbound(stand: Stand): Promise<Call> {
  const { phone } = stand;
  await stand.ring(firstNumber);
  await until(phone, 'it rings here', ({ call }) => call?.signalling.kind === 'alerting');
  phone.command({ type: 'call.answer' });
  return talks(stand, firstNumber);
}

/** Both hear each other. */
export async function talks(stand: Stand, number: string): Promise<Call> {
  const { phone } = stand;
  await until(phone, 'they talk', ({ call }) => talksNow(call));
  const call = phone.call as Call;
  await bothHear(stand, number, call.callId);
  return call;
}

function talksNow(call: Call | null): boolean {
  return (
    call?.signalling.kind === 'established' &&
    call.media === 'flowing' &&
    call.healing.kind === 'none'
  );
}

export async function healed(phone: TestPhone, callId: string): Promise<void> {
  await until(phone, 'healed', ({ state }) => {
    const call = state.calls[callId];
    if (call?.signalling.kind !== 'established') throw new Error(endOf(call));
    return state.lineUp && talksNow(call);
  });
}

function endOf(call: Call | undefined): string {
  if (call?.signalling.kind !== 'ended' && call?.signalling.kind !== 'ending') return 'no call';
  return `the call was lost: ${call.signalling.cause?.kind ?? 'ending'}`;
}

export async function bothHear(stand: Stand, number: string, callId: string): Promise<void> {
  const hz = number === firstNumber ? firstHz : secondHz;
  await eventually('the agent hears the customer', async () => near(await stand.heard(callId), hz));
  await hears(stand, number, microphoneHz);
}

/** That customer hears that tone before all others. */
export async function hears(stand: Stand, number: string, hz: number): Promise<void> {
  await eventually(`${number} hears ${hz} Hz`, async () => {
    const measured = await customerOf(stand, number).measure(120);
    return measured !== null && measured.level > 0.01 && Math.abs(measured.dominantHz - hz) < 12;
  });
}

export async function soundIsBack(watch: ReturnType<CustomerCall['watchSilence']>): Promise<void> {
  let steadyMs = 0;
  await eventually('sound is back', async () => {
    steadyMs = watch.silentMs < 60 ? steadyMs + 25 : 0;
    return steadyMs >= 300;
  });
}

export function customerOf(stand: Stand, number: string): CustomerCall {
  const call = stand.customer(number);
  if (call === null) throw new Error('the customer has no call');
  return call;
}

export const near = (sound: { heardHz: number; heardLevel: number }, hz: number) =>
  sound.heardLevel > 0.005 && Math.abs(sound.heardHz - hz) < 6;

export const sleep = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function eventually(what: string, holds: () => Promise<boolean>): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > untilMs) throw new Error(`never: ${what}`);
    await sleep(25);
  }
}

export async function until(
  phone: TestPhone,
  what: string,
  holds: (phone: TestPhone) => boolean,
): Promise<void> {
  await eventually(what, async () => holds(phone));
}
