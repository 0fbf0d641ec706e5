import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { callback } from '../../contract/record/callback.ts';
import { campaign, disposition } from '../../contract/record/campaign.ts';
import { customer } from '../../contract/record/customer.ts';
import { notReadyReason } from '../../contract/record/provisioning.ts';

const time = z.string().regex(/^\d\d:\d\d$/);
const past = { daysAgo: z.int().nonnegative(), at: time };

const campaignsFile = z.object({
  format: z.literal('homeline-campaigns/1'),
  leadList: z.object({ file: z.string().min(1), campaignId: campaign.shape.id }),
  scripts: z.array(z.string().min(1)).min(1),
  notReadyReasons: z.array(notReadyReason),
  campaigns: z
    .array(
      campaign.extend({ dispositions: z.array(disposition.extend({ closesLead: z.boolean() })) }),
    )
    .min(1),
});

const peopleFile = z.object({
  format: z.literal('homeline-people/1'),
  people: z.array(
    customer.pick({ name: true, language: true, phones: true, email: true, address: true }).extend({
      vip: z.boolean(),
      note: z.string(),
      history: z.array(
        z.object({
          ...past,
          ...customer.shape.history.element.pick({ kind: true, title: true, text: true }).shape,
        }),
      ),
      orders: z.array(
        z.object({ ...past, ...customer.shape.orders.element.omit({ id: true, at: true }).shape }),
      ),
      tickets: z.array(
        z.object({
          ...past,
          ...customer.shape.tickets.element.omit({ id: true, openedAt: true }).shape,
        }),
      ),
      promises: z.array(
        z.object({
          ...past,
          by: z.string(),
          text: z.string(),
          dueInDays: z.int().nullable(),
          dueAt: time.nullable(),
          status: z.enum(['open', 'kept', 'broken']),
        }),
      ),
      /** Calls owed to this person; minutes from the set-up, negative for missed ones. */
      callbacks: z
        .array(
          z.object({
            dueInMinutes: z.int(),
            wish: callback.shape.wish,
            campaignId: campaign.shape.id,
            owner: z.enum(['mine', 'anyone']),
          }),
        )
        .optional(),
    }),
  ),
});

export type Sample = z.infer<typeof campaignsFile> & {
  /** Absolute path of the sample's own lead file. */
  readonly leadListPath: string;
  readonly scriptPaths: readonly string[];
};
export type SamplePerson = z.infer<typeof peopleFile>['people'][number];

/** Reads the sample folder's campaigns. Throws with the file's name when one is broken. */
export function readSample(folder: string): Sample {
  const content = parseFile(join(folder, 'campaigns.json'), campaignsFile);
  return {
    ...content,
    leadListPath: join(folder, content.leadList.file),
    scriptPaths: content.scripts.map((file) => join(folder, file)),
  };
}

/** Reads the people that the sample's company already knows. */
export function readPeople(folder: string): readonly SamplePerson[] {
  return parseFile(join(folder, 'people.json'), peopleFile).people;
}

function parseFile<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${basename(path)}: ${z.prettifyError(parsed.error)}`);
}
