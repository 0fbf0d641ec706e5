import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import './tour/quiet.ts';
import { launch, quit } from './tour/app.ts';
import { centerTruth } from './tour/center-truth.ts';
import { createDesk } from './tour/desk.ts';
import { createEvidence } from './tour/evidence.ts';
import { createRecorder } from './tour/report.ts';
import { chosenRuntime } from './tour/runtime.ts';
import { randomTones, toneScenario } from './tour/scenario.ts';
import type { TourSession } from './tour/session.ts';
import { inboundCall } from './tour/steps/inbound.ts';
import { offlineMinute } from './tour/steps/offline.ts';
import { outboundDoNotCall } from './tour/steps/outbound.ts';
import { signIn } from './tour/steps/sign-in.ts';
import { writeToneFile } from './tour/tone-file.ts';

// npm run tour: drives the built app through its visible controls and reports what was true.

const repository = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    json: { type: 'string', default: 'results/tour/tour.json' },
    pictures: { type: 'string', default: 'results/tour/pictures' },
    leads: { type: 'string' },
    script: { type: 'string' },
    scenario: { type: 'string' },
    executable: { type: 'string' },
  },
});

function given(path: string | undefined): string | null {
  if (path === undefined) return null;
  const absolute = resolve(path);
  if (!existsSync(absolute)) throw new Error(`There is no file ${path}.`);
  return absolute;
}

async function tour(): Promise<boolean> {
  const leads = given(values.leads);
  const script = given(values.script);
  const scenario = given(values.scenario);
  const picturesFolder = resolve(values.pictures);
  mkdirSync(picturesFolder, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'homeline-tour-'));
  const userData = join(folder, 'user-data');
  const tones = randomTones();
  const microphone = join(folder, 'microphone.wav');
  writeToneFile(microphone, tones.agentHz);
  const sample = join(repository, 'resources/practice/scenario.json');
  const toned = toneScenario(scenario ?? sample, folder, tones.customerHz);

  const executable = given(values.executable);
  const runtime = await chosenRuntime(repository);
  const recorder = createRecorder({
    runtime: runtime.name,
    machine: {
      platform: process.platform,
      cores: availableParallelism(),
      node: process.versions.node,
    },
    packed: executable !== null,
    inputs: { leads, script, scenario },
  });
  const browser = await launch({
    executable: executable ?? runtime.executable,
    chromedriver: runtime.chromedriver,
    userData,
    microphone,
    switches: [
      '--practice',
      `--scenario=${toned.path}`,
      ...(leads ? [`--leads=${leads}`] : []),
      ...(script ? [`--script=${script}`] : []),
    ],
  });
  const session: TourSession = {
    desk: createDesk(browser),
    evidence: createEvidence(join(userData, 'logs', 'homeline.log')),
    recorder,
    picturesFolder,
    callerNumber: toned.callerNumber,
    tones,
  };
  try {
    await browser.setWindowSize(1440, 900);
    await signIn(session);
    await session.desk.click('ready-toggle');
    await inboundCall(session);
    await outboundDoNotCall(session);
    await offlineMinute(session);
  } catch (error) {
    recorder.fact('the tour came to its end', false, String(error), 'no error');
  } finally {
    await quit(browser, () => session.evidence.until('ended'));
  }
  await centerTruth(session, join(userData, 'practice'));
  const passed = recorder.finish(resolve(values.json));
  if (passed) rmSync(folder, { recursive: true, force: true });
  else console.log(`Logs are kept in ${folder}`);
  return passed;
}

// The driver's last request may still be open: nothing is left to wait for.
process.exit((await tour()) ? 0 : 1);
