import { describe, expect, onTestFinished, test } from 'vitest';
import type { Down } from '../../../src/contract/sync/down.ts';
import type { TestCenter } from '../../support/center.ts';
import { signIn } from '../../support/center-client.ts';
import { centerWithList } from '../../support/center-with-list.ts';
import { openTestJournal } from '../../support/journal.ts';
import { dncPayload, item, withdrawalPayload } from '../../support/outbox-items.ts';
import { connectedDesk } from '../../support/sync-desk.ts';
import { startSyncProxy } from '../../support/sync-proxy.ts';
import { startTestShift } from '../../support/test-shift.ts';

/** A colleague at another desk, who marks numbers and takes marks back. */
async function colleague(center: TestCenter) {
  const { tokens } = await signIn(center.url, 'second');
  const { desk, welcome } = await connectedDesk(center.url, tokens.accessToken, {
    deskId: 'desk-2',
  });
  onTestFinished(() => desk.close());
  const hand = async (payload: Parameters<typeof item>[1]) => {
    const submit = item(welcome.centerId, payload);
    desk.say(submit);
    expect((await desk.receipt(submit.key)).outcome).toBe('stored');
  };
  return {
    mark: (entryId: string, number: string) => hand(dncPayload(entryId, number)),
    unmark: (entryId: string, number: string) => hand(withdrawalPayload(entryId, number)),
  };
}

const poll = <Value>(look: () => Value) => expect.poll(look, { timeout: 30_000, interval: 20 });

/** The first changes of a catching-up alone, as if the line broke after them. */
function onlyBeginning(frame: Down): Down[] {
  if (frame.type !== 'changes' || !frame.reset) return [frame];
  return [{ ...frame, complete: false, changes: frame.changes.slice(0, 1) }];
}

describe("the center's feed", () => {
  test('brings the list and the numbers that must not be called, and each change of them', async () => {
    const center = await centerWithList();
    const journal = openTestJournal();
    const desk = await startTestShift({ url: center.url, journal });
    await desk.caughtUp();
    const [lead] = desk.leads();
    if (!lead) throw new Error('no lead');
    expect(journal.leads.find(desk.owner.centerId, lead.id)).toEqual(lead);
    const blocked = () => journal.dnc.entriesFor(desk.owner.centerId, lead.number).length;
    expect(blocked()).toBe(0);

    const other = await colleague(center);
    await other.mark('entry-of-colleague', lead.number);
    await poll(blocked).toBe(1);
    await poll(() => journal.leads.find(desk.owner.centerId, lead.id)?.status).toBe('do-not-call');
    await other.unmark('entry-of-colleague', lead.number);
    await poll(blocked).toBe(0);
    await poll(() => journal.leads.find(desk.owner.centerId, lead.id)?.status).toBe('new');
  });

  test('that breaks in a snapshot frees no number, and is taken whole the next time', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    const { centerId } = desk.owner;
    const [kept, freed] = desk.leads();
    if (!kept || !freed) throw new Error('no leads');
    const other = await colleague(center);
    await other.mark('kept', kept.number);
    await other.mark('freed', freed.number);
    const blocked = () =>
      [kept, freed].map(({ number }) => journal.dnc.entriesFor(centerId, number).length);
    await poll(blocked).toEqual([1, 1]);
    const leadsBefore = desk.leads().length;

    // The page has lost its cache: everything is told again, and the line breaks in the middle.
    proxy.onDown(onlyBeginning);
    desk.shift.cacheReported(null);
    await poll(() => journal.feed.position(centerId)).toBeNull();
    proxy.cut();
    await desk.linkIs('offline');
    expect(blocked()).toEqual([1, 1]);
    expect(journal.leads.next(centerId, kept.campaignId, null)).not.toBeNull();
    await other.unmark('freed', freed.number);
    expect(blocked()).toEqual([1, 1]);

    proxy.onDown((frame) => [frame]);
    proxy.mend();
    await desk.caughtUp();
    expect(blocked()).toEqual([1, 0]);
    const last = desk.records.findLastIndex((told) => told.reset);
    const toldAgain = new Set(
      desk.records.slice(last).flatMap((told) => told.leads.map((lead) => lead.id)),
    );
    expect(toldAgain.size).toBe(leadsBefore);
    expect(desk.notices).toEqual([]);
  });

  test('a mark the center has not heard of outlives a snapshot', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    const { centerId } = desk.owner;
    const [lead] = desk.leads();
    if (!lead) throw new Error('no lead');
    // Nothing the desk hands in gets through.
    proxy.onUp((frame) => (frame.type === 'submit' ? [] : [frame]));
    desk.markDoNotCall(lead.id);
    desk.shift.cacheReported(null);
    await poll(() => desk.records.filter((told) => told.reset).length).toBe(2);
    await desk.caughtUp();
    expect(journal.dnc.entriesFor(centerId, lead.number)).toHaveLength(1);
    expect(journal.leads.next(centerId, lead.campaignId, null)?.id).not.toBe(lead.id);

    proxy.onUp((frame) => [frame]);
    proxy.cut();
    await desk.linkIs('offline');
    proxy.mend();
    await desk.delivered();
    expect(journal.dnc.entriesFor(centerId, lead.number)).toHaveLength(1);
  });

  test('a frame that is not of the protocol ends the socket, and the desk comes back', async () => {
    const center = await centerWithList();
    const proxy = await startSyncProxy(center.url);
    let spoiled = 0;
    proxy.onDown((frame) => {
      if (frame.type !== 'changes' || spoiled > 0) return [frame];
      spoiled += 1;
      return [{ ...frame, to: -1 }];
    });
    const journal = openTestJournal();
    const desk = await startTestShift({ url: proxy.url, journal });
    await desk.caughtUp();
    await desk.linkIs('reachable');
    expect(spoiled).toBe(1);
    expect(proxy.said.filter((frame) => frame.type === 'hello').length).toBeGreaterThan(1);
  });
});
