import type { Colleague } from '../../../contract/http/colleagues.ts';
import type { DeskTone, StateShape } from '../../design/state-badge.tsx';

/** How a colleague's state looks: never by its color alone. */
export const colleagueStates = {
  ready: { tone: 'ready', shape: 'dot', word: 'state.ready' },
  'not-ready': { tone: 'away', shape: 'slash', word: 'state.not-ready' },
  'on-call': { tone: 'talk', shape: 'ring', word: 'state.on-call' },
  'wrap-up': { tone: 'wrap', shape: 'square', word: 'state.wrap-up' },
  away: { tone: 'away', shape: 'half', word: 'transfer.away' },
} as const satisfies Record<
  Colleague['state'],
  { tone: DeskTone; shape: StateShape; word: string }
>;

const order: Readonly<Record<Colleague['state'], number>> = {
  ready: 0,
  'wrap-up': 1,
  'on-call': 2,
  'not-ready': 3,
  away: 4,
};

const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();

/** Those whose name or extension has every word of the text, the free ones first. */
export function findColleagues(
  colleagues: readonly Colleague[],
  text: string,
): readonly Colleague[] {
  const words = plain(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return colleagues
    .filter(({ name, extension }) => {
      const known = `${plain(name)} ${extension.toLowerCase()}`;
      return words.every((word) => known.includes(word));
    })
    .sort((one, two) => order[one.state] - order[two.state] || one.name.localeCompare(two.name));
}

/** Whether a text can be meant as a number or an extension. */
export function isDialable(text: string): boolean {
  return /^[+(]?[\d*#][\d\s*#()./-]*$/.test(text.trim());
}
