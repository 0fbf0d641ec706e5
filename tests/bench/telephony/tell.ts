/** Says how far a bench is, on the other stream: the table alone is the result. */
export function tell(what: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${what}\n`);
}
