import { beforeEach, expect, test } from 'vitest';
import { idle } from '../../../../../tests/pictures/fixtures/snapshot.ts';
import type { FloorRequest } from '../../../../contract/ipc/floor-api.ts';
import { mirrorMain, useDesk } from '../../../app/store/desk-store.ts';
import { beginImport, cancelImport, closeImport, useImport } from './import-store.ts';

let asked: FloorRequest['kind'][] = [];

beforeEach(async () => {
  asked = [];
  useDesk.setState(useDesk.getInitialState(), true);
  useImport.setState(useImport.getInitialState(), true);
  await mirrorMain({
    connect: () => Promise.resolve({ ...idle, version: 1 }),
    command: () => Promise.resolve({ ok: true }),
    floor: (request) => {
      asked.push(request.kind);
      return Promise.resolve({ ok: true, value: null as never });
    },
    onSnapshot: () => () => undefined,
    onRecords: () => () => undefined,
    onLevels: () => () => undefined,
    onQuality: () => () => undefined,
  });
});

/** A list on a drive that answers late, and then with nothing. */
function slowList() {
  const reading = Promise.withResolvers<ArrayBuffer>();
  const begun = Promise.withResolvers<void>();
  const file = new File(['number\n+15035550142'], 'list.csv');
  file.slice = () =>
    Object.assign(new Blob(), {
      arrayBuffer: () => {
        begun.resolve();
        return reading.promise;
      },
    });
  return { file, begun: begun.promise, isGone: () => reading.reject(new Error('gone')) };
}

test.each([
  ['cancelled', cancelImport],
  ['put away', closeImport],
])('an import %s while its file is read does not come back', async (_name, leave) => {
  const list = slowList();
  const sending = beginImport(list.file, 'spring');
  await list.begun;
  await leave();
  list.isGone();
  await sending;
  expect(useImport.getState()).toEqual(useImport.getInitialState());
  expect(asked).toContain('upload-drop');
});

test('a file that is gone is said, and what was chosen is kept', async () => {
  const list = slowList();
  const sending = beginImport(list.file, 'spring');
  await list.begun;
  list.isGone();
  await sending;
  expect(useImport.getState()).toMatchObject({
    trouble: { kind: 'file-gone' },
    file: list.file,
    campaignId: 'spring',
    busy: false,
  });
});
