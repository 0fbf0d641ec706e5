import { writeSync } from 'node:fs';
import { openJournal } from '../../src/main/journal/journal.ts';
import { createSeal } from '../../src/main/journal/seal.ts';
import { aDncEntry, aSummary, aWork } from './desk-records.ts';

/**
 * Writes into the journal given as the first argument until it is killed, and says each key when
 * its commit has returned. Run as a process of its own.
 */
const [path = '', run = ''] = process.argv.slice(2);
const owner = { centerId: 'center-1', agentId: 'agent-1' };
const now = () => new Date().toISOString();
const journal = openJournal({ path, seal: createSeal(new Uint8Array(32).fill(7)), now });

for (let turn = 0; ; turn += 1) {
  const key = `${run}-${turn}`;
  const work = aWork({ workId: key, draft: { dispositionId: null, note: key, edited: {} } });
  const saved = journal.saveDraft(owner, work);
  const done = journal.commit(owner, [
    {
      append: [
        { key: `${key}-summary`, entry: { kind: 'summary', summary: aSummary({ note: key }) } },
        { key: `${key}-wish`, entry: { kind: 'dnc-entry', entry: aDncEntry({ id: key }) } },
      ],
      workId: key,
      save: null,
    },
  ]);
  if (!saved.ok || !done.ok) throw new Error(`turn ${turn} was not written`);
  writeSync(1, `${key}\n`);
}
