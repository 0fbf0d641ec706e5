export type Fields = { [name: string]: unknown };
/** What a value should be: a kind by its name (`?`: or null), or fields, or a list for "or null". */
type Form = string | readonly [Form] | { readonly [name: string]: Form };

const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const text = (value: unknown, most: number) => typeof value === 'string' && value.length <= most;
const kinds: { readonly [name: string]: (value: unknown) => boolean } = {
  id: (value) => text(value, 64) && value !== '',
  line: (value) => text(value, 1000) && value !== '',
  note: (value) => text(value, 20_000),
  texts: (value) => isObject(value) && Object.values(value).every((each) => text(each, 5000)),
  ids: (value) => Array.isArray(value) && value.every((each) => kinds['id']?.(each)),
  number: Number.isFinite,
  count: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  whole: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  phone: (value) => /^\+[1-9]\d{6,14}$/.test(String(value)),
  instant: (value) => date.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
  direction: (value) => value === 'inbound' || value === 'outbound',
  endedBy: (value) => ['agent', 'customer', 'network', 'unknown'].includes(String(value)),
};

const script = { scriptId: 'id', version: 'whole', path: 'ids', answers: 'texts' };
const call = { callId: 'id', revision: 'whole', direction: 'direction', number: 'phone?' };
const whose = { campaignId: 'id?', leadId: 'id?', customerId: 'id?', dispositionId: 'id?' };
const times = {
  startedAt: 'instant',
  answeredAt: 'instant?',
  endedAt: 'instant?',
  talkMs: 'count',
};
const rest = { note: 'note', fields: 'texts', endedBy: 'endedBy?', script: [script] } as const;
const resume = [{ epoch: 'id', sequence: 'count' }] as const;
export const signIn = { loginName: 'line', password: 'line' };
export const refresh = { refreshToken: 'line' };
export const hello = { accessToken: 'line', deskId: 'id', deskName: 'note', resume };
export const submit = { centerId: 'id', ordinal: 'whole', clockOffsetMs: 'number?' };
export const summary = { ...call, ...whose, ...times, ...rest };

export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // No JSON: it fits no form.
  }
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function fits(value: unknown, form: Form): boolean {
  if (Array.isArray(form)) return value === null || fits(value, form[0]);
  if (typeof form === 'object') {
    return isObject(value) && Object.entries(form).every(([name, of]) => fits(value[name], of));
  }
  return (value === null && form.endsWith('?')) || kinds[form.replace('?', '')]?.(value) === true;
}
