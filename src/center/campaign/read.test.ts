import { expect, test } from 'vitest';
import { readCampaign, readReasons } from './read.ts';

const outcome = {
  id: 'no-answer',
  label: 'No answer',
  key: 'n',
  effect: 'none',
  closesLead: false,
};
const field = {
  id: 'roof',
  label: 'Kind of roof',
  kind: 'choice',
  options: ['Tiles', 'Slate'],
  fromAnswer: '',
  initial: '',
  required: false,
};
const campaign = {
  format: 'homeline-campaign/1',
  id: 'spring',
  name: 'Spring roof check',
  direction: 'outbound',
  scriptId: 'greeting',
  dispositions: [outcome],
  wrapUpFields: [field],
  wrapUpTime: { limitSeconds: 0, extensionSeconds: 30 },
  autoAnswer: true,
};

test('a campaign file is the campaign, without its format', () => {
  const { format: _format, ...value } = campaign;
  expect(readCampaign(campaign)).toEqual({ ok: true, value });
});

test('a campaign that does not say is answered by hand', () => {
  const { autoAnswer: _autoAnswer, ...older } = campaign;
  const read = readCampaign(older);
  expect(read.ok && read.value.autoAnswer).toBe(false);
});

test.each([
  [{ format: 'homeline-campaigns/1' }, /^format: /],
  [{ colour: 'red' }, /colour/],
  [{ name: '' }, /^name: /],
  [{ dispositions: [{ ...outcome, key: 'N' }] }, /^dispositions\.0\.key: /],
  [{ dispositions: [{ ...outcome, closesLaed: true }] }, /^dispositions\.0: .*closesLaed/],
  [{ dispositions: [outcome, { ...outcome, key: 'x' }] }, /^dispositions\.1\.id: "no-answer"/],
  [{ dispositions: [outcome, { ...outcome, id: 'x' }] }, /^dispositions\.1\.key: "n"/],
  [{ wrapUpFields: [field, field] }, /^wrapUpFields\.1\.id: "roof"/],
  [{ wrapUpFields: [{ ...field, options: [] }] }, /^wrapUpFields\.0\.options: /],
  [{ wrapUpTime: { limitSeconds: -1, extensionSeconds: 30 } }, /^wrapUpTime\.limitSeconds: /],
])('what is wrong is named by its place: %j', (change, line) => {
  const read = readCampaign({ ...campaign, ...change });
  expect(read.ok ? [] : read.errors).toEqual([expect.stringMatching(line)]);
});

test('reasons for not being ready are there once, in their order', () => {
  const format = 'homeline-not-ready-reasons/1';
  const [lunch, training] = ['lunch', 'training'].map((id) => ({ id, label: id }));
  const good = readReasons({ format, notReadyReasons: [training, lunch] });
  expect(good).toEqual({ ok: true, value: [training, lunch] });
  const twice = readReasons({ format, notReadyReasons: [lunch, training, lunch] });
  expect(twice).toEqual({
    ok: false,
    errors: [expect.stringMatching(/^notReadyReasons\.2\.id: /)],
  });
});
