import { appendFileSync } from 'node:fs';
import { app } from 'electron';

/** The first holds the lock and hears of the second; the second ends. */
export function run(resultsFile) {
  const tell = (text) => appendFileSync(resultsFile, `${text}\n`);
  app.on('second-instance', (_event, argv, cwd, data) => {
    const switched = argv.includes('--contract-second');
    tell(`second ${switched} ${cwd === process.cwd()} ${JSON.stringify(data)}`);
    app.exit(0);
  });
  if (!app.requestSingleInstanceLock({ from: 'second' })) {
    tell('refused');
    app.exit(0);
    return;
  }
  app.whenReady().then(() => tell('first'));
}
