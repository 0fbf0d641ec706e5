import type { Disposition } from '../../../domain/campaign/campaign.ts';
import type { KeyPrint } from '../../design/key-cap.tsx';
import { useDesk } from './desk-store.ts';
import { type ActionId, chordLabel, type KeyTable, keyLabel, keyTable } from './keys.ts';
import { actsAlone } from './outcome-keys.ts';

const none = {};

/** The keys of every action, with what the agent has changed. */
export function useKeyTable(): KeyTable {
  return useDesk((state) => keyTable(state.snapshot?.app.keys ?? none));
}

/** Whether single letters and digits act at this moment. */
export function useSingleKeysAct(): boolean {
  return useDesk(
    (state) =>
      state.scriptHasFocus && state.overlay === 'none' && (state.snapshot?.app.singleKeys ?? false),
  );
}

/** The form of an action's key that acts now. */
export function useKeyPrint(id: ActionId): KeyPrint {
  const { single, chord } = useKeyTable()[id];
  return useForms(single ? keyLabel(single) : null, chordLabel(chord));
}

export function useOutcomeKeyPrint(outcome: Disposition): KeyPrint {
  const chord = chordLabel({ with: 'outcome', key: outcome.key });
  const table = useKeyTable();
  return useForms(actsAlone(outcome, table) ? keyLabel(outcome.key) : null, chord);
}

export function useChoiceKeyPrint(digit: number): KeyPrint {
  return useForms(String(digit), chordLabel({ with: 'primary', key: String(digit) }));
}

/** The other form keeps its room: a button that changed its size would move under the hand. */
function useForms(single: string | null, chord: string): KeyPrint {
  const singleActs = useSingleKeysAct();
  if (single === null) return { now: chord, other: chord };
  return singleActs ? { now: single, other: chord } : { now: chord, other: single };
}
