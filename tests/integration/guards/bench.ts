import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, vi } from 'vitest';
import type { Leg, ScriptedPbx } from '../../support/scripted-pbx.ts';
import { type GuardPhone, ours, type StartPhone, stock } from './phones.ts';

/** A scenario runs on both: JsSIP as it is fails in the way it is known to, ours holds. */
export const both = [
  { name: 'JsSIP as it is', isOurs: false, start: stock },
  { name: 'our phone', isOurs: true, start: ours },
] as const;

/** What was begun in a test, ended in the opposite order. */
export function cleanUpAfterEach(): <Thing>(
  thing: Thing,
  end: (thing: Thing) => Promise<void> | void,
) => Thing {
  const ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  return (thing, end) => {
    ends.push(() => end(thing));
    return thing;
  };
}

/** Lets the pretended clock run, with a breath each second for the sockets, which are real. */
export async function letTimePass(milliseconds: number): Promise<void> {
  for (let passedMs = 0; passedMs < milliseconds; passedMs += 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(1_000, milliseconds - passedMs));
    await sleep(4);
  }
}

/** A registered phone. */
export async function registered(start: StartPhone, ...pbxes: readonly ScriptedPbx[]) {
  const phone = start(pbxes.map(({ url }) => url));
  await phone.until(({ isRegistered }) => isRegistered);
  return phone;
}

/** Somebody calls and is answered. */
export async function talkInbound(phone: GuardPhone, pbx: ScriptedPbx): Promise<Leg> {
  const leg = pbx.call();
  await phone.until(({ state }) => state === 'alerting');
  phone.answer();
  await pbx.until((message) => message.status === 200 && message.header('call-id') === leg.callId);
  leg.ack();
  await phone.until(({ state }) => state === 'up');
  return leg;
}

/** The phone calls and is answered. */
export async function talkOutbound(phone: GuardPhone, pbx: ScriptedPbx): Promise<Leg> {
  const before = pbx.received.length;
  phone.dial('customer');
  await phone.until(({ state }) => state === 'up');
  const invite = pbx.received.slice(before).find(({ method }) => method === 'INVITE');
  if (invite === undefined) throw new Error('an answered call had an INVITE');
  return pbx.legOf(invite);
}

/** The requests of that method that have come so far. */
export function requests(pbx: ScriptedPbx, method: string) {
  return pbx.received.filter((message) => message.method === method);
}
