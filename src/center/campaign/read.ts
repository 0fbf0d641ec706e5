import { z } from 'zod';
import { campaign, disposition, wrapUpField } from '../../contract/record/campaign.ts';
import { notReadyReason } from '../../contract/record/provisioning.ts';
import type { NotReadyReason } from '../../domain/agent-state/agent-state.ts';
import type { CenterCampaign } from '../db/campaigns.ts';

// Names that nobody knows are refused: a misspelt one would else be left out without a word.

const campaignFile = z
  .strictObject({
    ...campaign.shape,
    format: z.literal('homeline-campaign/1'),
    name: campaign.shape.name.min(1),
    dispositions: z
      .array(
        z.strictObject({
          ...disposition.shape,
          label: disposition.shape.label.min(1),
          closesLead: z.boolean(),
        }),
      )
      .max(40),
    wrapUpFields: z.array(z.strictObject(wrapUpField.shape)).max(40),
    wrapUpTime: z.strictObject(campaign.shape.wrapUpTime.shape),
  })
  .superRefine(({ dispositions, wrapUpFields }, context) => {
    eachOnce(context, ['dispositions'], 'id', dispositions);
    eachOnce(context, ['dispositions'], 'key', dispositions);
    eachOnce(context, ['wrapUpFields'], 'id', wrapUpFields);
    for (const [place, { kind, options }] of wrapUpFields.entries()) {
      if (kind !== 'choice' || options.length > 0) continue;
      const path = ['wrapUpFields', place, 'options'];
      context.addIssue({
        code: 'custom',
        path,
        message: 'a choice needs something to choose from',
      });
    }
  });

const reasonsFile = z
  .strictObject({
    format: z.literal('homeline-not-ready-reasons/1'),
    notReadyReasons: z
      .array(z.strictObject({ ...notReadyReason.shape, label: notReadyReason.shape.label.min(1) }))
      .max(40),
  })
  .superRefine(({ notReadyReasons }, context) => {
    eachOnce(context, ['notReadyReasons'], 'id', notReadyReasons);
  });

type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads a campaign file's content (`homeline-campaign/1`, docs/formats.md). */
export function readCampaign(content: unknown): Reading<CenterCampaign> {
  const parsed = campaignFile.safeParse(content);
  if (!parsed.success) return { ok: false, errors: inWords(parsed.error) };
  const { format: _format, ...value } = parsed.data;
  return { ok: true, value };
}

/** Reads the content of a file with the reasons for not being ready. */
export function readReasons(content: unknown): Reading<readonly NotReadyReason[]> {
  const parsed = reasonsFile.safeParse(content);
  if (!parsed.success) return { ok: false, errors: inWords(parsed.error) };
  return { ok: true, value: parsed.data.notReadyReasons };
}

/** One line for each thing that is wrong: where it stands, and what it is. */
function inWords(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
}

function eachOnce<Name extends string>(
  context: z.RefinementCtx,
  path: readonly string[],
  name: Name,
  list: readonly Readonly<Record<Name, string>>[],
): void {
  const seen = new Set<string>();
  for (const [place, { [name]: value }] of list.entries()) {
    if (seen.has(value)) {
      const message = `"${value}" is there already`;
      context.addIssue({ code: 'custom', path: [...path, place, name], message });
    }
    seen.add(value);
  }
}
