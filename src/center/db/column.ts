/** A `bigint` column as a number: drivers give a number, a string or a BigInt. */
export function asNumber(value: number | string | bigint): number {
  return Number(value);
}

/** A `timestamptz` column as an ISO 8601 instant in UTC. */
export function asInstant(value: Date): string {
  return value.toISOString();
}

export function asOptionalInstant(value: Date | null): string | null {
  return value === null ? null : value.toISOString();
}
