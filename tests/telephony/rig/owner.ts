import { startAsterisk } from './asterisk.ts';

// A process of its own that starts an Asterisk, for the test that kills it.
const { processId, wire } = await startAsterisk();
process.send?.({ processId, wire: wire.name });
setInterval(() => undefined, 60_000);
