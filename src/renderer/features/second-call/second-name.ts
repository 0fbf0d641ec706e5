import type { OtherView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCustomer } from '../../app/store/customer.ts';
import { settledCustomerId } from '../../app/store/work.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';

/** What to call whoever is in the second conversation, and what else there is to say of them. */
export function useSecondName({ work, call }: OtherView): {
  readonly name: string;
  /** The number beside a known name, else what the network says; may be empty. */
  readonly beside: string;
} {
  const { t } = useWords();
  const customer = useCustomer(settledCustomerId(work));
  const number = work.number ?? call?.number ?? null;
  const printed = number === null ? '' : phoneNumber(number);
  const claim = call && call.displayName !== '' ? `“${call.displayName}”` : '';
  const name = customer?.name.full || printed || claim || t('person.number-withheld');
  return { name, beside: customer ? printed : claim };
}
