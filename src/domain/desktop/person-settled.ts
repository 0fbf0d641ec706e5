import type { PersonMatch, Work } from '../work/work.ts';
import type { DesktopEvent } from './event.ts';
import type { DesktopState } from './state.ts';
import { type DesktopStep, stay } from './step.ts';

/**
 * The agent has found or made the person of the conversation in front. Whoever else is known on the
 * number stays at hand, should it have been the wrong one.
 */
export function personSettled(
  state: DesktopState,
  event: Extract<DesktopEvent, { type: 'person-settled' }>,
): DesktopStep {
  const { work } = state;
  if (work?.workId !== event.workId) return stay(state);
  const { customerId } = event;
  const others = knownOf(work.person).filter((id) => id !== customerId);
  const settled = withPerson(work, { match: 'customer', customerId, others });
  if (settled === work && event.append.length === 0) return stay(state);
  return {
    state: settled === work ? state : { ...state, work: settled },
    effects: [{ type: 'journal.commit', append: event.append, workId: work.workId, save: settled }],
  };
}

function withPerson(work: Work, person: PersonMatch): Work {
  return JSON.stringify(person) === JSON.stringify(work.person) ? work : { ...work, person };
}

function knownOf(person: PersonMatch): readonly string[] {
  switch (person.match) {
    case 'customer':
      return [person.customerId, ...person.others];
    case 'several':
      return person.customerIds;
    case 'looking':
    case 'unknown':
      return [];
  }
}
