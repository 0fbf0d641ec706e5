import type { ExpressionBuilder } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * A condition on a customer or lead: not of a list that is still coming. Everything that reads
 * either for people has it; so a list is there all at once, or not at all.
 */
export function isSeen<Table extends 'customer' | 'lead'>(table: Table) {
  return (the: ExpressionBuilder<Tables, Table>) => {
    const other = the as unknown as ExpressionBuilder<Tables, 'customer'>;
    const own = `${table}.lead_list_id` as 'customer.lead_list_id';
    const organisation = `${table}.organisation_id` as 'customer.organisation_id';
    return other.or([
      other(own, 'is', null),
      other.not(
        other.exists(
          other
            .selectFrom('lead_list as coming')
            .select('coming.id')
            .whereRef('coming.organisation_id', '=', organisation)
            .whereRef('coming.id', '=', own)
            .where('coming.state', '=', 'coming'),
        ),
      ),
    ]);
  };
}
