/** One use of an API that the host only records: what a desktop would have shown or done. */
export type Recorded = { api: string; args: unknown[] };

const recorded: Recorded[] = [];

export function record(api: string, ...args: unknown[]): void {
  recorded.push({ api, args });
}

/** Everything recorded so far, or what was recorded of one API. */
export function recordings(api?: string): Recorded[] {
  return recorded.filter((entry) => api === undefined || entry.api === api);
}
