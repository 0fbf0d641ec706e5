import { en } from '../../../messages/en.ts';

type FindingKey = Extract<keyof typeof en, `finding.${string}`>;

/** The catalogue's words of a finding; a code of a newer center has none and is shown as it is. */
export function findingKey(code: string): FindingKey | null {
  const key = `finding.${code}`;
  return key in en ? (key as FindingKey) : null;
}
