import type { Notice } from '../../../contract/ipc/desk-snapshot.ts';
import { phoneNumber } from '../../design/format.ts';

type Kind = Notice['kind'];
type Tone = 'plain' | 'warn' | 'bad';

const tones = {
  'dnc-refused': 'bad',
  'number-not-understood': 'warn',
  'extension-to-press': 'plain',
  'line-needed': 'warn',
  'line-rejected': 'bad',
  'hold-refused': 'warn',
  'second-call-missed': 'plain',
  'link-refused': 'warn',
  'script-broken': 'warn',
  'disk-full': 'bad',
  'journal-set-aside': 'bad',
  'settings-newer': 'warn',
  'settings-broken': 'warn',
  'settings-replaced': 'warn',
  'item-rejected': 'bad',
  'record-conflict': 'warn',
  'second-instance': 'plain',
  'call-interrupted': 'warn',
  'key-file': 'plain',
  'line-moved': 'warn',
  'took-over': 'plain',
  'callback-refused': 'warn',
  'digits-received': 'plain',
  'target-not-understood': 'warn',
} as const satisfies Record<Kind, Tone>;

/** What a catalogue text may ask for; a fact that did not come reads as a dash. */
const factNames = [
  'number',
  'reason',
  'script',
  'page',
  'subject',
  'text',
  'file',
  'code',
  'names',
  'desk',
] as const;

/** The words of a notice, by its kind, and its facts made readable. */
export function noticeWords(notice: Notice) {
  const facts = Object.fromEntries(
    factNames.map((name) => {
      const fact = notice.facts[name] ?? '';
      return [name, (name === 'number' ? phoneNumber(fact) : fact) || '–'];
    }),
  ) as Record<(typeof factNames)[number], string>;
  // The disk may refuse for more than being full; only then is there something to free.
  const { reason = 'disk-full' } = notice.facts;
  const words =
    notice.kind === 'disk-full' && reason !== 'disk-full'
      ? 'disk-failed'
      : notice.kind === 'callback-refused'
        ? reason === 'center-away'
          ? 'callback-center-away'
          : 'callback-taken'
        : notice.kind;
  return {
    tone: tones[notice.kind],
    title: `notice.${words}`,
    text: `notice.${words}-text`,
    facts,
  } as const;
}
