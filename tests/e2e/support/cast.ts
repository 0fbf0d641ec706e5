/** Numbers of people of the sample campaign, and how each of them meets a call in these specs. */
export const people = {
  /** Answers, and sounds the run's tone until the agent hangs up. */
  margaret: '+15035550142',
  /** Answers, and hangs up by himself soon after. */
  daniel: '+15035550108',
  /** Answers, as Margaret does. */
  minh: '+15035550176',
  aoifeWhoIsBusy: '+15035550129',
  georgeWhoIsOut: '+15035550135',
  /** Calls in because of an invoice. */
  ha: '+15035550117',
  /** Calls in second, where a spec asks for a second caller. */
  zhang: '+15035550163',
} as const;

/** Extension of a colleague who answers, with the second customer's tone. */
export const colleagueExtension = '702';

/** The tone of a second customer, far enough from the first one's. */
export function secondToneOf(customerHz: number): number {
  return customerHz > 1_000 ? customerHz - 300 : customerHz + 300;
}

const answerAfterMs = 300;
const outForMs = 1_500;
const talksForMs = 1_500;
const toneMs = 600_000;

/**
 * The scenario of a run: whoever answers sounds this run's tone instead of speaking, so that
 * sound can be told from silence at the other end.
 *
 * @param secondHz - Where somebody else is to call in as well: the tone of that customer.
 * @returns The content of a scenario file (docs/practice.md).
 */
export function castOf(customerHz: number, secondHz: number | null): object {
  const lines = [{ tone: { frequencyHz: customerHz, durationMs: toneMs } }];
  const answers = { answerAfterMs, lines };
  return {
    version: 1,
    anyone: answers,
    customers: [
      { number: people.margaret, name: "Margaret O'Brien", ...answers },
      {
        number: people.daniel,
        name: 'Daniel Osei',
        answerAfterMs,
        lines: [{ wait: talksForMs }, { hangUp: true }],
      },
      { number: people.minh, name: 'Trần Văn Minh', ...answers },
      { number: people.aoifeWhoIsBusy, name: 'Aoife Byrne', behaviour: 'busy' },
      {
        number: people.georgeWhoIsOut,
        name: 'George Whitfield',
        behaviour: 'no-answer',
        ringForMs: outForMs,
      },
      {
        number: people.ha,
        name: 'Nguyễn Thị Hà',
        inbound: { queue: 'support', reason: 'Invoice 4711' },
        ...answers,
      },
      ...(secondHz === null ? [] : [secondCaller(secondHz), colleague(secondHz)]),
    ],
  };
}

function colleague(frequencyHz: number): object {
  const lines = [{ tone: { frequencyHz, durationMs: toneMs } }];
  return { number: colleagueExtension, name: 'Lan', answerAfterMs, lines };
}

function secondCaller(frequencyHz: number): object {
  return {
    number: people.zhang,
    name: '张伟',
    inbound: { queue: 'support', reason: 'Address on the invoice' },
    answerAfterMs,
    lines: [{ tone: { frequencyHz, durationMs: toneMs } }],
  };
}
