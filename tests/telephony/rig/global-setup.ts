import { ensureAsterisk } from '../../../build/setup/asterisk.ts';

/** Installs Asterisk before the first test, which has no minute to wait for that. */
export default async function setup(): Promise<void> {
  await ensureAsterisk();
}
