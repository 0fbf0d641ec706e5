import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictures } from '../../pictures/fixtures/states.ts';
import { foreignWords } from '../../pictures/foreign-words.ts';
import { type DeskPage, openDeskPage } from './desk-page.ts';

let desk: DeskPage;

beforeAll(async () => {
  desk = await openDeskPage();
});

afterAll(() => desk.close());

/** What is not on the plain desk, nor at the door: those languages.e2e.ts reads in the app itself. */
const opened = Object.entries(pictures)
  .filter(([, { snapshot, overlay, floor, page, press, type }]) =>
    [
      ...[overlay, floor, page, press, type],
      ...[snapshot.other, snapshot.call?.transfer, snapshot.edits[0]],
    ].some(Boolean),
  )
  .map(([state]) => state);

// All of them are read by `npm run pictures -- --languages pseudo`.
test.each(opened)('%s has no word that is not of the catalogue', async (state) => {
  await desk.open(state, 'pseudo');
  expect(await desk.page.evaluate('document.body.textContent.includes("⟦")')).toBe(true);
  expect(await foreignWords(desk.page)).toEqual([]);
});
