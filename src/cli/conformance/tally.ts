/** Counts checks and prints each: what a center must do, and, when it does not, what it did. */
export function createTally(print: (line: string) => void) {
  let passed = 0;
  let failed = 0;
  const tell = (what: string, problem: string | null) => {
    if (problem === null) passed += 1;
    else failed += 1;
    print(problem === null ? `ok    ${what}` : `FAIL  ${what}\n      ${problem}`);
    return problem === null;
  };
  return {
    passed: () => passed,
    failed: () => failed,
    /** One check. What it throws is what went wrong; what it returns is handed on. */
    async check<Value>(what: string, look: () => Promise<Value>): Promise<Value | null> {
      try {
        const value = await look();
        tell(what, null);
        return value;
      } catch (error) {
        tell(what, error instanceof Error ? error.message : String(error));
        return null;
      }
    },
  };
}

export type Tally = ReturnType<typeof createTally>;

/** Fails a check with both values, in one line. */
export function expectSame(what: string, found: unknown, wanted: unknown): void {
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (is !== should) throw new Error(`${what} is ${is}, and should be ${should}`);
}
