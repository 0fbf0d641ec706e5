import type { Browser } from './app.ts';

const appearMs = 20_000;

/** The desk as a person uses it: what is on the screen, and nothing else. */
export function createDesk(browser: Browser) {
  const at = (testId: string) => browser.$(`[data-testid="${testId}"]`);

  return {
    browser,
    at,
    /** Clicks a control once it is there and can be used. */
    async click(testId: string): Promise<void> {
      const control = at(testId);
      await control.waitForClickable({ timeout: appearMs });
      await control.click();
    },
    async type(testId: string, text: string): Promise<void> {
      const field = at(testId);
      await field.waitForDisplayed({ timeout: appearMs });
      await field.click();
      await browser.keys([...text]);
    },
    async text(testId: string): Promise<string> {
      const part = at(testId);
      return (await part.isExisting()) ? (await part.getText()).trim() : '';
    },
    async value(testId: string): Promise<string> {
      return at(testId).getValue();
    },
    shown: (testId: string) => at(testId).isDisplayed(),
    /** True as soon as it is shown; false when it does not come in time. */
    async appears(testId: string, timeoutMs = appearMs): Promise<boolean> {
      return at(testId)
        .waitForDisplayed({ timeout: timeoutMs })
        .catch(() => false);
    },
    async disappears(testId: string, timeoutMs = appearMs): Promise<boolean> {
      return at(testId)
        .waitForDisplayed({ timeout: timeoutMs, reverse: true })
        .catch(() => false);
    },
    /** Waits until a part of the screen carries this state. */
    async state(testId: string, state: string, timeoutMs = appearMs): Promise<boolean> {
      return this.until(
        async () => (await at(testId).getAttribute('data-state')) === state,
        timeoutMs,
      );
    },
    /** Waits until something can be seen; false when it cannot in time. */
    async until(seen: () => Promise<boolean>, timeoutMs = appearMs): Promise<boolean> {
      return browser
        .waitUntil(seen, { timeout: timeoutMs, interval: 100 })
        .then(() => true)
        .catch(() => false);
    },
    /** How many items the status bar says are waiting. */
    async waiting(): Promise<number> {
      return Number.parseInt(await at('waiting').getText(), 10);
    },
    /** The first control whose test id begins so, with its id. */
    async first(prefix: string): Promise<string | null> {
      const found = browser.$(`[data-testid^="${prefix}"]`);
      return (await found.isExisting()) ? found.getAttribute('data-testid') : null;
    },
    async all(prefix: string): Promise<string[]> {
      const found = await browser.$$(`[data-testid^="${prefix}"]`).getElements();
      const ids: string[] = [];
      for (const one of found) ids.push((await one.getAttribute('data-testid')) ?? '');
      return ids;
    },
    keys: (...keys: string[]) => browser.keys(keys),
  };
}

export type Desk = ReturnType<typeof createDesk>;
