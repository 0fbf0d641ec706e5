import type { Lead } from '../campaign/campaign.ts';
import type { Customer } from '../customer/customer.ts';

/** A stretch of script text; `merged` where it was filled in from a record. */
export type Segment = { readonly text: string; readonly merged: boolean };

/** Values by placeholder path, such as `customer.name.given`. An empty value counts as missing. */
export type MergeValues = Readonly<Record<string, string>>;

// Any path at all, so that a mistyped one is told and never read out.
const placeholder = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

/**
 * Fills `{{path}}` and `{{path|fallback}}` in a script's text.
 *
 * A value found is a merged segment; a fallback is ordinary text; a path with neither stays
 * readable as `…`, so that an agent sees that something is missing and never reads out a brace.
 * Values are text: a placeholder inside a value is not filled again.
 */
export function mergeText(text: string, values: MergeValues): readonly Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    if (match.index > end) segments.push({ text: text.slice(end, match.index), merged: false });
    end = match.index + match[0].length;
    const path = pathOf(match);
    const value = Object.hasOwn(values, path) ? values[path] : undefined;
    if (value) segments.push({ text: value, merged: true });
    else segments.push({ text: match[2]?.trim() || '…', merged: false });
  }
  if (end < text.length) segments.push({ text: text.slice(end), merged: false });
  return segments;
}

/** Paths a script's text asks for, for the check of a script before it is published. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(pathOf);
}

function pathOf(match: RegExpExecArray): string {
  return (match[1] ?? '').trim();
}

/** Every path a script may use, filled from what is known of this conversation. */
export function mergeValues(known: {
  readonly customer: Customer | null;
  readonly lead: Lead | null;
  readonly agentName: string;
  readonly answers: Readonly<Record<string, string>>;
}): MergeValues {
  const { customer, lead } = known;
  const answers = Object.entries(known.answers).map(([name, value]) => [`answer.${name}`, value]);
  return {
    'customer.name.full': customer?.name.full ?? '',
    'customer.name.given': customer?.name.given ?? '',
    'customer.name.family': customer?.name.family ?? '',
    'customer.name.title': customer?.name.title ?? '',
    'customer.name.say': customer?.name.say ?? '',
    'customer.address.street': customer?.address.street ?? '',
    'customer.address.town': customer?.address.town ?? '',
    'customer.address.region': customer?.address.region ?? '',
    'customer.address.postalCode': customer?.address.postalCode ?? '',
    'customer.email': customer?.email ?? '',
    'lead.why': lead?.why ?? '',
    'lead.detail': lead?.detail ?? '',
    'agent.name': known.agentName,
    ...Object.fromEntries(answers),
  };
}
