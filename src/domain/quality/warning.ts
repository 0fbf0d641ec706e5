import type { Second } from './reading.ts';
import type { Window } from './window.ts';

/** What can be wrong, by its cause; each has another thing to do about it. Most urgent first. */
export const causes = [
  /** No packet of the customer's sound comes in. */
  'nothing-arrives',
  /** The microphone that is used is not the one that was chosen. */
  'microphone-other',
  /** The open microphone gives no sound at all: switched off at the headset, or broken. */
  'microphone-silent',
  'loss-here',
  'loss-there',
  'computer-slow',
  'delay',
  'jitter',
  /** Packets come in and there is no sound in them. */
  'customer-silent',
] as const;
export type Cause = (typeof causes)[number];

/** What is known of the call beside its counters. */
export type Circumstances = {
  /** The call is established and nobody holds it. */
  readonly talking: boolean;
  /** Label of the microphone the agent chose; null when the choice is the system's. */
  readonly microphoneWanted: string | null;
};

/** `off`: cannot be said now, so it is not said. */
type Judgement = 'bad' | 'between' | 'good' | 'off';

type Rule = {
  judge(second: Second, window: Window, around: Circumstances): Judgement;
  /** Seconds it has to be bad in a row until it is said, and good until it is taken back. */
  readonly raiseAfter: number;
  readonly clearAfter: number;
};

/** One step of 16-bit sound: below it there is none. A quiet room has more. */
const digitalSilence = 6e-5;

const rules: Readonly<Record<Cause, Rule>> = {
  'nothing-arrives': {
    judge: ({ packetsHeard }) => (packetsHeard === 0 ? 'bad' : 'good'),
    raiseAfter: 4,
    clearAfter: 2,
  },
  'microphone-other': {
    judge: ({ microphoneLabel }, _, { microphoneWanted }) =>
      microphoneWanted === null || microphoneLabel === ''
        ? 'off'
        : isSameDevice(microphoneLabel, microphoneWanted)
          ? 'good'
          : 'bad',
    raiseAfter: 2,
    clearAfter: 1,
  },
  'microphone-silent': {
    judge: ({ microphoneOpen, microphoneLabel, sentLevel }) =>
      !microphoneOpen || microphoneLabel === '' || sentLevel === null
        ? 'off'
        : sentLevel < digitalSilence
          ? 'bad'
          : 'good',
    raiseAfter: 10,
    clearAfter: 1,
  },
  'loss-here': {
    // What redundancy has repaired nobody hears.
    judge: (_, { concealed }) => rate(concealed, 0.05, 0.02),
    raiseAfter: 3,
    clearAfter: 6,
  },
  'loss-there': {
    judge: (_, { lossThere }) => (lossThere === null ? 'off' : rate(lossThere, 0.05, 0.02)),
    raiseAfter: 3,
    clearAfter: 6,
  },
  'computer-slow': {
    judge: ({ lateMs, playoutGapMs }) => worse(rate(lateMs, 500, 150), rate(playoutGapMs, 50, 10)),
    raiseAfter: 3,
    clearAfter: 8,
  },
  delay: {
    // G.114: above 400 ms one way is not acceptable; people talk into each other well before.
    judge: (_, { delayMs }) => (delayMs === null ? 'off' : rate(delayMs, 300, 220)),
    raiseAfter: 4,
    clearAfter: 6,
  },
  jitter: {
    judge: (_, { jitterMs }) => rate(jitterMs, 50, 25),
    raiseAfter: 4,
    clearAfter: 6,
  },
  'customer-silent': {
    judge: ({ packetsHeard, heardLevel }) =>
      packetsHeard === 0 || heardLevel === null
        ? 'off'
        : heardLevel < digitalSilence
          ? 'bad'
          : 'good',
    raiseAfter: 15,
    clearAfter: 1,
  },
};

/** How far a cause is on its way to being said, or to being taken back. */
export type Watch = { readonly raised: boolean; readonly count: number };
export type Watches = Readonly<Record<Cause, Watch>>;

const calm: Watch = { raised: false, count: 0 };
export const noWarnings = Object.fromEntries(causes.map((cause) => [cause, calm])) as Watches;

/** One more second. Between the two thresholds nothing changes, so nothing flickers. */
export function watch(
  watches: Watches,
  second: Second,
  window: Window,
  around: Circumstances,
): Watches {
  return Object.fromEntries(
    causes.map((cause) => {
      const rule = rules[cause];
      const judgement = around.talking ? rule.judge(second, window, around) : 'off';
      return [cause, step(watches[cause], judgement, rule)];
    }),
  ) as Watches;
}

export function step(
  { raised, count }: Watch,
  judgement: Judgement,
  { raiseAfter, clearAfter }: Pick<Rule, 'raiseAfter' | 'clearAfter'>,
): Watch {
  if (judgement === 'off') return calm;
  if (judgement === 'between') return { raised, count: 0 };
  const towardsChange = raised ? judgement === 'good' : judgement === 'bad';
  if (!towardsChange) return { raised, count: 0 };
  const next = count + 1;
  return next >= (raised ? clearAfter : raiseAfter)
    ? { raised: !raised, count: 0 }
    : { raised, count: next };
}

/** Those that are said, most urgent first. */
export function raised(watches: Watches): Cause[] {
  return causes.filter((cause) => watches[cause].raised);
}

/** Bad from the first bound on, good again below the second. */
export function rate(value: number, badFrom: number, goodBelow: number): Judgement {
  if (value >= badFrom) return 'bad';
  return value < goodBelow ? 'good' : 'between';
}

function worse(one: Judgement, other: Judgement): Judgement {
  if (one === 'bad' || other === 'bad') return 'bad';
  return one === 'between' || other === 'between' ? 'between' : 'good';
}

/** The browser puts a word before the system's own choice: `Default - Headset`. */
function isSameDevice(label: string, wanted: string): boolean {
  return label === wanted || label.endsWith(` - ${wanted}`);
}
