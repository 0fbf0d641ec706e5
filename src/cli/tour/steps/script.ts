import { picture, type TourSession } from '../session.ts';

const mostPages = 12;

/**
 * Walks the script as an agent would: says, asks, chooses the first answer that does not block the
 * number, and opens one objection on the way. Returns how many pages were seen.
 */
export async function walkScript(session: TourSession, name: string): Promise<number> {
  const { desk, recorder } = session;
  let pages = 0;
  let objectionSeen = false;
  for (; pages < mostPages; pages += 1) {
    const before = await desk.text('script-text');
    if (!objectionSeen) {
      const objection = await desk.first('objection-');
      if (objection) {
        await desk.click(objection);
        const shown = await changesFrom(session, before);
        await desk.click('script-next');
        const returned = await desk.browser
          .waitUntil(async () => (await desk.text('script-text')) === before, { timeout: 5_000 })
          .catch(() => false);
        recorder.fact(
          `${name}: an objection is answered and returns`,
          shown && returned === true,
          `shown ${shown}, returned ${returned}`,
          'shown and returned',
        );
        objectionSeen = true;
      }
    }
    if (await desk.shown('script-answer')) await desk.type('script-answer', 'Xin chào 2009');
    if (pages === 1) await picture(session, `${name}-script`);
    const blocked = await doNotCallChoices(session);
    const choices = (await desk.all('choice-')).filter((id) => !blocked.has(id));
    const onward = (await desk.shown('script-next')) ? 'script-next' : (choices[0] ?? null);
    if (!onward) break;
    await desk.click(onward);
    if (!(await changesFrom(session, before))) break;
  }
  return pages + 1;
}

async function changesFrom(session: TourSession, before: string): Promise<boolean> {
  const changed = await session.desk.browser
    .waitUntil(async () => (await session.desk.text('script-text')) !== before, { timeout: 3_000 })
    .catch(() => false);
  return changed === true;
}

/** Choices that mark the number are drawn apart, and known by that. */
async function doNotCallChoices(session: TourSession): Promise<ReadonlySet<string>> {
  const { browser } = session.desk;
  const found = await browser.$$('[data-testid^="choice-"].choice-marks').getElements();
  const ids = new Set<string>();
  for (const one of found) ids.add((await one.getAttribute('data-testid')) ?? '');
  return ids;
}
