import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCustomer, useLead } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';
import { History } from './history.tsx';
import { Orders } from './orders.tsx';
import { usePainted } from './painted.ts';
import { PersonHead } from './person-head.tsx';
import { Promises } from './promises.tsx';
import { SwitchPerson } from './switch-person.tsx';
import { Tickets } from './tickets.tsx';
import { WhyThisCall } from './why-this-call.tsx';

/** All that is known of one customer, the first two seconds' worth on top. */
export function CustomerRecord(props: { readonly work: WorkView; readonly customerId: string }) {
  const { work, customerId } = props;
  const { t } = useWords();
  const customer = useCustomer(customerId);
  const lead = useLead(work.leadId);
  usePainted(work.workId, customer != null);
  if (!customer) {
    return (
      <div className="person" aria-busy="true">
        {customer === null && <p className="person-quiet">{t('person.record-coming')}</p>}
      </div>
    );
  }
  return (
    <div className="person">
      <PersonHead customer={customer} />
      {work.person.match === 'customer' && work.person.others.length > 0 && (
        <SwitchPerson work={work} />
      )}
      <WhyThisCall lead={lead ?? null} customer={customer} />
      <Promises promises={customer.promises} />
      <Tickets tickets={customer.tickets} />
      <Orders orders={customer.orders} />
      <History entries={customer.history} />
    </div>
  );
}
