/** Closes a union: a variant that is not handled is a compile error, and at run time a bug. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
