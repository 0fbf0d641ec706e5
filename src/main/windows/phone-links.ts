import { app } from 'electron';

const schemes = ['tel', 'sip'] as const;

/** The first `tel:` or `sip:` link on a command line; the operating system puts it there. */
export function linkAmong(argv: readonly string[]): string | null {
  return argv.find((argument) => /^(?:tel|sips?):/i.test(argument)) ?? null;
}

/**
 * Asks the operating system to hand `tel:` and `sip:` links to this program, or no longer to.
 * False where it would not: then the agent chooses the program in the system's own settings.
 */
export function claimPhoneLinks(on: boolean): boolean {
  const claim = (scheme: string) =>
    on ? app.setAsDefaultProtocolClient(scheme) : app.removeAsDefaultProtocolClient(scheme);
  return schemes.map(claim).every((done) => done);
}

/**
 * Tells of links handed over: on the first command line, by a second start of the program, and on
 * macOS by an event that may come before the app is ready. `others` hears of a second start that
 * brings no link.
 */
export function listenForPhoneLinks(): {
  deliver(take: (link: string) => void, others: () => void): void;
} {
  let waiting = linkAmong(process.argv.slice(1));
  let take: ((link: string) => void) | null = null;
  app.on('open-url', (event, link) => {
    event.preventDefault();
    if (take) take(link);
    else waiting = link;
  });
  return {
    deliver(taker, others) {
      take = taker;
      if (waiting !== null) taker(waiting);
      app.on('second-instance', (_event, argv) => {
        const link = linkAmong(argv);
        if (link === null) others();
        else taker(link);
      });
    },
  };
}
