import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Fields, fits, isObject, submit, summary } from './shape.ts';

export type Items = ReturnType<typeof openItems>;
type Line = { key: string; payload: unknown; receipt: Fields };
const others = /^(dnc|call|customer|number|promise)/;

/** What desks have handed in: each a line of a file with key, payload and receipt, or nothing. */
export function openItems(file: string, id: string, fault: string) {
  const lines = new Map<string, Line>();
  const take = (line: Line) => lines.set(line.key, line);
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const line of kept.match(/.+\}$/gm) ?? []) take(JSON.parse(line) as Line);

  const judge = (key: string, { kind, summary: call }: Fields): Fields => {
    if (kind !== 'summary') return receipt(key, 'unstorable');
    const { callId, revision } = call as Fields;
    const reference = `S-${callId}/${revision}`;
    const taken = [...lines.values()].some((line) => line.receipt['reference'] === reference);
    return taken && fault !== 'stores-twice'
      ? receipt(key, 'revision-taken')
      : receipt(key, '', reference);
  };
  /** Judges a submission in the order of the page, and keeps it before it is answered. */
  const handIn = (key: string, { payload, ...frame }: Fields): Fields => {
    const { kind, summary: call } = isObject(payload) ? payload : {};
    const known = kind === 'summary' ? fits(call, summary) : others.test(String(kind));
    const understood = known && fits(frame, submit) && isObject(payload);
    if (understood && frame['centerId'] !== id) return receipt(key, 'other-center');
    const first = fault === 'stores-twice' ? undefined : lines.get(key);
    const same = isDeepStrictEqual(first?.payload, payload);
    if (first) return same ? first.receipt : receipt(key, 'key-reused');
    const judged = understood ? judge(key, payload) : receipt(key, 'malformed');
    const line = { key, payload, receipt: judged };
    appendFileSync(file, `${JSON.stringify(line)}\n`, { flush: true });
    take(line);
    return judged;
  };
  return { handIn, receiptOf: (key: string) => lines.get(key)?.receipt ?? null };
}

function receipt(key: string, reason: string, reference = ''): Fields {
  const outcome = reason === '' ? 'stored' : 'rejected';
  return { type: 'receipt', key, outcome, reason, reference, at: new Date().toISOString() };
}
