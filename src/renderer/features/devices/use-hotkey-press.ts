import { useEffect, useState } from 'react';
import type { HotkeysView } from '../../../contract/ipc/headset-view.ts';
import { ask, useDesk } from '../../app/store/desk-store.ts';
import { heard } from './accelerator.ts';

export const isMac = /^mac/i.test(navigator.platform);

/**
 * Waits for the keys of an action; Esc gives up. Tells whether the last press was none that can be
 * held for the whole computer.
 */
export function useHotkeyPress(
  action: HotkeysView['keys'][number]['action'] | null,
  onEnd: () => void,
): boolean {
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    setRefused(false);
    if (action === null) return;
    useDesk.setState({ takingKey: true });
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') return onEnd();
      const said = heard(event, isMac);
      if (said.kind === 'refused') setRefused(true);
      if (said.kind !== 'keys') return;
      ask({ kind: 'set-hotkey', action, accelerator: said.accelerator });
      onEnd();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      useDesk.setState({ takingKey: false });
    };
  }, [action, onEnd]);
  return refused;
}
