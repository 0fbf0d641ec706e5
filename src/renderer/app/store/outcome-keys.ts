import type { Disposition } from '../../../domain/campaign/campaign.ts';
import { builtInLetters, type KeyTable } from './keys.ts';

/**
 * Whether an outcome's letter acts alone in the script pane. A letter of the desk's own (M is mute
 * in every campaign, also in the second the customer hangs up) keeps its meaning; such an
 * outcome is chosen, like all of them, by its chord.
 */
export function actsAlone(outcome: Disposition, table: KeyTable): boolean {
  return !builtInLetters(table).has(outcome.key);
}

/** The outcome a letter chooses, by chord or alone. */
export function outcomeByKey(
  outcomes: readonly Disposition[],
  key: string,
  alone: boolean,
  table: KeyTable,
): Disposition | null {
  const outcome = outcomes.find((candidate) => candidate.key === key);
  return outcome && (!alone || actsAlone(outcome, table)) ? outcome : null;
}
