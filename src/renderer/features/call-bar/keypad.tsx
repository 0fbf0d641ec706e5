import { useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { ask, setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { Button, type ButtonIcon } from '../../design/button.tsx';
import { Popover } from '../../design/popover.tsx';
import { useWords } from '../../messages/use-words.ts';
import './keypad.css';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Tones by click, and by digit keys as long as the pad is open. */
export function KeypadButton({ icon }: { readonly icon: ButtonIcon }) {
  const { t } = useWords();
  const anchor = useRef<HTMLDivElement>(null);
  const isOpen = useDesk((state) => state.overlay === 'keypad');
  const keyPrint = useKeyPrint('keypad');
  return (
    <div ref={anchor} className="keypad-place">
      <Button
        icon={icon}
        keyPrint={keyPrint}
        aria-expanded={isOpen}
        onPress={() => setOverlay(isOpen ? 'none' : 'keypad')}
        testId="keypad"
      >
        {t('call.keypad')}
      </Button>
      <Popover
        anchor={anchor}
        label={t('call.keypad')}
        className="keypad"
        placement="bottom end"
        stays
        isOpen={isOpen}
        onClose={() => setOverlay('none')}
      >
        {digits.map((digit) => (
          <AriaButton
            key={digit}
            className="keypad-key"
            data-testid={`dtmf-${digit}`}
            onPress={() => ask({ kind: 'dtmf', digit })}
          >
            {digit}
          </AriaButton>
        ))}
      </Popover>
    </div>
  );
}
