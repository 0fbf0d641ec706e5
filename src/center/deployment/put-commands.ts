import { z } from 'zod';
import { provisioning } from '../../contract/record/provisioning.ts';
import { readCampaign, readReasons } from '../campaign/read.ts';
import { storeCampaign, storeOrganisation, storeReasons, type Written } from '../campaign/store.ts';
import { readCampaigns } from '../db/campaigns.ts';
import { organisationIsThere } from '../db/organisation.ts';
import { readPbx } from '../pbx/read.ts';
import { storePbx } from '../pbx/store.ts';
import { readScript } from '../script/read.ts';
import { storeScript } from '../script/store.ts';
import type { CommandOutcome } from './user-commands.ts';

/** A file that somebody wants taken: its name for people, and what JSON is in it. */
const file = { file: z.string().min(1).max(500), content: z.unknown() };
/** ISO 3166-1 alpha-2, or empty for none. */
export const country = provisioning.shape.center.shape.country.unwrap();
export const organisationLine = z.string().min(1).max(200);

/** What an administrator may put into a store from the command line, running center or not. */
export const putCommands = [
  z.object({ kind: z.literal('campaign-put'), ...file }),
  z.object({ kind: z.literal('campaign-list') }),
  z.object({ kind: z.literal('script-put'), ...file }),
  z.object({ kind: z.literal('reasons-put'), ...file }),
  z.object({ kind: z.literal('pbx-put'), ...file }),
  z
    .object({
      kind: z.literal('organisation-set'),
      name: organisationLine.optional(),
      country: country.optional(),
    })
    .refine(({ name, country: code }) => name !== undefined || code !== undefined, {
      message: 'give a --name or a --country',
    }),
] as const;
export type PutCommand = z.infer<(typeof putCommands)[number]>;

const done = (...lines: string[]): CommandOutcome => ({ ok: true, lines });

/** Carries out what concerns the provisioning of everybody; a desk that is there gets it at once. */
export async function runPutCommand(center: Written, command: PutCommand): Promise<CommandOutcome> {
  const { db, organisationId } = center;
  if (!(await organisationIsThere(db))) {
    return { ok: false, detail: 'This store has no organisation yet: run `init` first.' };
  }
  switch (command.kind) {
    case 'campaign-put': {
      const read = readCampaign(command.content);
      if (!read.ok) return notTaken(command.file, read.errors);
      const wrong = await storeCampaign(center, read.value);
      if (wrong !== null) return notTaken(command.file, [wrong]);
      return done(`The campaign ${read.value.id} is in; its script is ${read.value.scriptId}.`);
    }
    case 'campaign-list': {
      const campaigns = await readCampaigns(db, organisationId);
      return done(
        ...campaigns.map((one) => [one.id, one.direction, one.scriptId, one.name].join('\t')),
      );
    }
    case 'script-put': {
      const read = readScript(command.content);
      if (!read.ok) return notTaken(command.file, read.errors);
      const { id, version } = await storeScript(center, null, read.script);
      return done(
        `The script ${id} is in as version ${version}.`,
        ...read.warnings.map((warning) => `Look at it: ${warning}`),
      );
    }
    case 'reasons-put': {
      const read = readReasons(command.content);
      if (!read.ok) return notTaken(command.file, read.errors);
      await storeReasons(center, read.value);
      return done(`${read.value.length} reasons for not being ready are in.`);
    }
    case 'pbx-put': {
      const read = readPbx(command.content);
      if (!read.ok) return notTaken(command.file, read.errors);
      await storePbx(center, read.value);
      return done('The PBX is treated as the file says from the next sign-in of each desk.');
    }
    case 'organisation-set': {
      const { name, country: code } = command;
      await storeOrganisation(center, { name, country: code });
      return done('The organisation is changed.');
    }
  }
}

function notTaken(name: string, errors: readonly string[]): CommandOutcome {
  const lines = [`${name} was not taken, and nothing is changed:`, ...errors];
  return { ok: false, detail: lines.join('\n  ') };
}
