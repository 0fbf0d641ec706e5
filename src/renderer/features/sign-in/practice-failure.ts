import type { CenterFailure } from '../../../contract/process/center-process.ts';
import type { PracticeError } from '../../../contract/process/practice-process.ts';

type Kind = CenterFailure['kind'] | PracticeError['kind'];

/** Where the words are for what the agent can do something about; for all else, try again. */
const words = {
  'lead-list': 'practice-failure.lead-list',
  script: 'practice-failure.script',
  'bad-scenario': 'practice-failure.scenario',
  sample: 'practice-failure.sample',
  store: 'practice-failure.store',
  'folder-in-use': 'practice-failure.folder-in-use',
  port: 'practice-failure.port',
  'port-refused': 'practice-failure.port',
} as const satisfies Partial<Record<Kind, string>>;

type Words = (typeof words)[keyof typeof words] | 'practice-failure.other';

/** Takes a reason apart: `kind: detail in English`, or either alone. */
export function practiceFailure(reason: string): {
  readonly words: Words;
  readonly detail: string;
} {
  const [kind = ''] = reason.split(': ', 1);
  if (!Object.hasOwn(words, kind)) return { words: 'practice-failure.other', detail: reason };
  return { words: words[kind as keyof typeof words], detail: reason.slice(kind.length + 2) };
}
