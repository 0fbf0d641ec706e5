import type { Disposition } from '../../../domain/campaign/campaign.ts';
import { useDesk } from './desk-store.ts';
import { type ActionId, actionKeys, chordLabel, keyLabel } from './keys.ts';
import { actsAlone } from './outcome-keys.ts';

/** Whether single letters and digits act at this moment. */
export function useSingleKeysAct(): boolean {
  return useDesk(
    (state) =>
      state.scriptHasFocus && state.overlay === 'none' && (state.snapshot?.app.singleKeys ?? false),
  );
}

/** The form of an action's key that acts now. */
export function useKeyPrint(id: ActionId): string {
  const single = useSingleKeysAct();
  const keys = actionKeys[id];
  return single && keys.single ? keyLabel(keys.single) : chordLabel(keys.chord);
}

export function useOutcomeKeyPrint(outcome: Disposition): string {
  const single = useSingleKeysAct();
  return single && actsAlone(outcome)
    ? keyLabel(outcome.key)
    : chordLabel({ with: 'outcome', key: outcome.key });
}

export function useChoiceKeyPrint(digit: number): string {
  const single = useSingleKeysAct();
  return single ? String(digit) : chordLabel({ with: 'primary', key: String(digit) });
}
