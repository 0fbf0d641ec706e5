import { Button, type ButtonProps } from '../../design/button.tsx';
import { perform } from './actions.ts';
import type { ActionId } from './keys.ts';
import { useKeyPrint } from './use-key-print.ts';

/** A button for one action of the key table: it prints the key that acts now. */
export function ActionButton({
  action,
  ...rest
}: Omit<ButtonProps, 'keyPrint' | 'onPress'> & { readonly action: ActionId }) {
  const keyPrint = useKeyPrint(action);
  return <Button {...rest} keyPrint={keyPrint} onPress={() => perform(action)} />;
}
