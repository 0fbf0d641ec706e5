import { registered, talkInbound } from '../../integration/guards/bench.ts';
import {
  type StartPhone,
  ours as startOurs,
  stock as startStock,
} from '../../integration/guards/phones.ts';
import { startCuttableProxy } from '../../support/cuttable-proxy.ts';
import { type SipText, startScriptedPbx } from '../../support/scripted-pbx.ts';
import type { Row } from '../table.ts';

/** A socket that breaks amid a call: how long until the far end has heard of the phone again. */
async function reconnectOnce(
  start: StartPhone,
  isOurs: boolean,
): Promise<{ lineMs: number; callMs: number }> {
  const pbx = await startScriptedPbx();
  const proxy = await startCuttableProxy(pbx.url);
  const phone = await registered(start, { ...pbx, url: proxy.url });
  await talkInbound(phone, pbx);
  const before = pbx.received.length;
  const later = (fits: (message: SipText) => boolean) =>
    pbx.until((message) => pbx.received.indexOf(message) >= before && fits(message));
  proxy.cut();
  const begunMs = performance.now();
  proxy.mend();
  await later(({ method }) => method === 'REGISTER');
  const lineMs = performance.now() - begunMs;
  let callMs = Number.NaN;
  if (isOurs) {
    await later(({ method }) => method === 'INVITE');
    callMs = performance.now() - begunMs;
  }
  await phone.stop();
  await proxy.close();
  await pbx.close();
  return { lineMs, callMs };
}

export async function measureComingBack(): Promise<Row[]> {
  const ours: { lineMs: number; callMs: number }[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 15; round += 1) {
    ours.push(await reconnectOnce(startOurs, true));
    theirs.push((await reconnectOnce(startStock, false)).lineMs);
  }
  return [
    {
      what: 'socket broken → REGISTER',
      unit: 'ms',
      ours: ours.map(({ lineMs }) => lineMs),
      theirs,
    },
    // JsSIP never shows a call its new socket.
    {
      what: 'socket broken → the call has it',
      unit: 'ms',
      ours: ours.map(({ callMs }) => callMs),
      theirs: [],
    },
  ];
}
