import { z } from 'zod';
import { shownName } from '../../domain/customer/shown-name.ts';

/**
 * The name of a person or an organisation, from outside: parsed, it is safe to be shown. On the wire
 * it is any text.
 *
 * @param longest - In UTF-16 code units, as written.
 */
export function personName(longest: number) {
  return z.string().max(longest).overwrite(shownName);
}
