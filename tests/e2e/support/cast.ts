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
} as const;

const answerAfterMs = 300;
const outForMs = 1_500;
const talksForMs = 1_500;
const toneMs = 600_000;

/**
 * The scenario of a run: whoever answers sounds this run's tone instead of speaking, so that
 * sound can be told from silence at the other end.
 *
 * @returns The content of a scenario file (docs/practice.md).
 */
export function castOf(customerHz: number): object {
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
    ],
  };
}
