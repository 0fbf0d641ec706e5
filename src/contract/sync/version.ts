/**
 * The version of the sync protocol: the first 16 hex digits of SHA-256 over the JSON schemas of
 * `up` and `down` (and so of every record inside them). A desk and a center talk only when both
 * have the same one. `version.test.ts` fails when a schema changes and this line does not.
 */
export const protocolVersion = '2ae19887bf8aa998';

/** How many milliseconds a fresh socket has for its `hello`. */
export const helloWithinMs = 5_000;

/** The largest frame a desk may send, in bytes of UTF-8. A longer one ends the socket. */
export const maxUpFrameBytes = 1_048_576;

/** The center starts another `changes` frame when one has grown to this many bytes. */
export const changesFrameBytes = 131_072;
