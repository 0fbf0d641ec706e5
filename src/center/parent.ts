/** The process that started this one, whichever way it did. */
export type Parent = {
  readonly say: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once when the parent is gone. */
  readonly onGone: (listener: () => void) => void;
};

/** What Electron gives a utility process in place of `process.send`. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { data: unknown }) => void) => void;
};

/**
 * Finds the parent: Electron's utility process port, or the channel of `child_process.fork`, or,
 * for somebody at a terminal, a start message in the environment and reports as lines of JSON.
 */
export function findParent(environment: NodeJS.ProcessEnv): Parent {
  const { parentPort } = process as unknown as { parentPort?: ParentPort | null };
  if (parentPort) {
    return {
      say: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
      // Electron ends its utility processes itself when the app is gone.
      onGone: () => undefined,
    };
  }
  if (process.send) {
    return {
      // Without a channel there is nobody to tell; the callback keeps that from being an error.
      say: (message) =>
        process.connected && process.send?.(message, undefined, {}, () => undefined),
      onMessage: (listener) => process.on('message', listener),
      onGone: (listener) => process.once('disconnect', listener),
    };
  }
  const start = environment['HOMELINE_CENTER_START'];
  return {
    say: (message) => process.stdout.write(`${JSON.stringify(message)}\n`),
    onMessage: (listener) => {
      const stop = () => listener({ kind: 'stop' });
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
      setImmediate(() => listener(start === undefined ? null : parseJson(start)));
    },
    onGone: () => undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON fits no schema; the answer is a report of kind `failed`.
    return null;
  }
}
