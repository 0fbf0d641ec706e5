import { machineState } from './machine.ts';
import { formatTable, judge, type Row } from './table.ts';
import { measureTelephony } from './telephony.ts';

// npm run bench [-- AREA …]: how long things take, beside what they are compared with in the same run.

const areas: Readonly<Record<string, { what: string; measure: () => Promise<readonly Row[]> }>> = {
  telephony: {
    what: 'answering, dead STUN servers, healing, coming back, reading, beside JsSIP as it is',
    measure: measureTelephony,
  },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in areas));
if (chosen.length === 0 || unknown.length > 0) {
  for (const name of unknown) process.stdout.write(`There is no area ${name}.\n`);
  process.stdout.write('npm run bench -- AREA …\n');
  for (const [name, { what }] of Object.entries(areas)) {
    process.stdout.write(`  ${name.padEnd(12)} ${what}\n`);
  }
  process.exit(unknown.length > 0 ? 2 : 0);
}

let missed = 0;
for (const name of chosen) {
  const before = machineState();
  const rows = (await areas[name]?.measure()) ?? [];
  process.stdout.write(`\n${name}\n${before}\n${machineState()}\n\n${formatTable(rows)}\n`);
  missed += rows.filter((row) => judge(row) === 'missed').length;
}
process.exit(missed === 0 ? 0 : 1);
