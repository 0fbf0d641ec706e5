import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { customer } from '../../contract/record/customer.ts';
import { readScript } from '../script/read.ts';
import { customerOf } from './people.ts';
import { readPeople, readSample } from './sample.ts';

const folder = join(import.meta.dirname, '../../../resources/sample');
const sample = readSample(folder);
const scripts = sample.scriptPaths.map((path) => {
  const read = readScript(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.ok) throw new Error(read.errors.join(' '));
  return read;
});

describe('the sample', () => {
  test.each(scripts.map((read) => [read.script.id, read] as const))(
    'script %s leaves nobody stranded',
    (_id, read) => {
      expect(read.warnings).toEqual([]);
      expect(read.script.nodes.filter((node) => node.kind === 'objection')).toHaveLength(4);
      // An empty fallback would show as a gap in what is read aloud.
      expect(JSON.stringify(read.script)).not.toMatch(/\|\s*\}\}/);
    },
  );

  test.each(sample.campaigns.map((campaign) => [campaign.id, campaign] as const))(
    'campaign %s fits its script',
    (_id, campaign) => {
      const nodes =
        scripts.find((read) => read.script.id === campaign.scriptId)?.script.nodes ?? [];
      const ids = new Set(['', ...campaign.dispositions.map((one) => one.id)]);
      const used = nodes.flatMap((node) => {
        if (node.kind === 'end') return [node.dispositionId];
        return node.kind === 'choice' ? node.choices.map((one) => one.dispositionId) : [];
      });
      expect(used.filter((id) => !ids.has(id))).toEqual([]);
      const answers = nodes.flatMap((node) => ('answer' in node ? [node.answer] : []));
      const filled = campaign.wrapUpFields.map((field) => field.fromAnswer).filter(Boolean);
      expect(answers).toEqual(expect.arrayContaining(filled));
      const keys = campaign.dispositions.map((one) => one.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(campaign.dispositions.filter((one) => one.effect === 'do-not-call')).toHaveLength(1);
    },
  );

  test('its people make valid records whose past is past', () => {
    const nowMs = Date.parse('2026-11-22T09:00:00Z');
    for (const person of readPeople(folder)) {
      const record = customer.parse({ ...customerOf(person, nowMs), version: 1 });
      const past = [
        ...record.history.map((one) => one.at),
        ...record.orders.map((one) => one.at),
        ...record.tickets.map((one) => one.openedAt),
        ...record.promises.map((one) => one.madeAt),
      ];
      expect(past.filter((at) => Date.parse(at) > nowMs)).toEqual([]);
    }
  });

  test('a time of day is one of where the person lives, on both sides of a clock change', () => {
    const [margaret] = readPeople(folder);
    if (!margaret) throw new Error('nobody');
    const one = (daysAgo: number) => ({
      ...margaret,
      history: [{ daysAgo, at: '10:20', kind: 'call' as const, title: '', text: '' }],
    });
    const nowMs = Date.parse('2026-11-22T20:00:00Z');
    expect(customerOf(one(1), nowMs).history[0]?.at).toBe('2026-11-21T18:20:00.000Z');
    expect(customerOf(one(60), nowMs).history[0]?.at).toBe('2026-09-23T17:20:00.000Z');
  });

  test('holds only numbers that nobody has', () => {
    const list = readFileSync(sample.leadListPath, 'utf8');
    const people = readPeople(folder).flatMap((person) => person.phones.map((one) => one.number));
    const listed = list.split('\n').flatMap((line) => line.split('\t')[4]?.split(' ::: ') ?? []);
    const digits = [...people, ...listed].map((number) => number.replace(/ x\d+$/, ''));
    // US 555-0100…0199; Ofcom's ranges for drama; and the sample's broken ones.
    const fictional =
      /^(?:\+?1)?[2-9]\d\d5550(?:1\d\d)$|^(?:\+44|0)?(?:2079460|1[36]14960|1174960|2890180|7700900)\d{3}$/;
    const others = digits.filter((number) => !fictional.test(number));
    expect(others).toEqual(['4.41E+11', '5034110142', '503555']);
  });
});
