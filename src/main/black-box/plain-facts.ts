/** Kinds, codes and yes or no: of what a far end has written nothing. */
const names = [
  'kind',
  'by',
  'sipCause',
  'sipStatus',
  'operation',
  'earlyMedia',
  'muted',
  'microphone',
] as const;

type Plain = string | number | boolean | null;

/** What an event or a state may tell a report: these members, and the call it is about. */
export function plainFactsOf(told: object): Readonly<Record<string, Plain>> {
  const given = told as Readonly<Record<string, unknown>>;
  const facts: Record<string, Plain> = {};
  if (typeof given['callId'] === 'string') facts['call'] = given['callId'];
  for (const name of names) {
    const value = given[name];
    if (isPlain(value)) facts[name] = value;
  }
  return facts;
}

function isPlain(value: unknown): value is Plain {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
