import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCustomer, useIsUnsent } from '../../app/store/customer.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useLead } from '../../local-db/use-records.ts';
import { useWords } from '../../messages/use-words.ts';
import { EditForm } from './edit-form.tsx';
import { OwedCall } from './owed-call.tsx';
import { usePainted } from './painted.ts';
import { PersonHead } from './person-head.tsx';
import { PersonTools } from './person-tools.tsx';
import { Promises } from './promises.tsx';
import { Reach } from './reach.tsx';
import { SwitchPerson } from './switch-person.tsx';
import { Tickets } from './tickets.tsx';
import { Timeline } from './timeline.tsx';
import { WhyThisCall } from './why-this-call.tsx';

/** All that is known of one customer, the first two seconds' worth on top. */
export function CustomerRecord(props: {
  /** Null when the record is only looked at. */
  readonly work: WorkView | null;
  readonly customerId: string;
}) {
  const { work, customerId } = props;
  const { t } = useWords();
  const customer = useCustomer(customerId);
  const lead = useLead(work?.leadId ?? null);
  const edits = useSnapshot((snapshot) => snapshot.edits);
  const isUnsent = useIsUnsent(customerId);
  usePainted(work?.workId ?? null, customer != null);
  const own = edits.filter((edit) => edit.customerId === customerId);
  if (!customer) {
    return (
      <div className="person" aria-busy="true">
        {own.map((edit) => (
          <EditForm key={edit.editId} edit={edit} />
        ))}
        {customer === null && own.length === 0 && (
          <p className="person-quiet">{t('person.record-coming')}</p>
        )}
      </div>
    );
  }
  return (
    <div className="person">
      <PersonHead customer={customer} />
      {work?.person.match === 'customer' && work.person.others.length > 0 && (
        <SwitchPerson work={work} />
      )}
      {own.map((edit) => (
        <EditForm key={edit.editId} edit={edit} />
      ))}
      {work && <WhyThisCall lead={lead ?? null} customer={customer} />}
      {work && <OwedCall work={work} />}
      <Promises customerId={customer.id} promises={customer.promises} />
      <PersonTools isUnsent={isUnsent} />
      <Tickets tickets={customer.tickets} />
      <Reach customer={customer} />
      <Timeline customer={customer} />
    </div>
  );
}
