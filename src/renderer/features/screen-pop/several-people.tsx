import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useCustomers } from '../../app/store/customer.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import { MakeKnown } from './make-known.tsx';
import { usePainted } from './painted.ts';
import { PersonList } from './person-list.tsx';
import { WhyThisCall } from './why-this-call.tsx';

/** Several people have this number: the agent asks, and chooses. */
export function SeveralPeople(props: {
  readonly work: WorkView;
  readonly customerIds: readonly string[];
}) {
  const { work, customerIds } = props;
  const { t } = useWords();
  const people = useCustomers(customerIds);
  usePainted(work.workId, people !== undefined);
  return (
    <div className="person">
      <div className="person-head">
        <h2 className="person-name" data-testid="person-name">
          {work.number === null ? t('person.number-withheld') : phoneNumber(work.number)}
        </h2>
        <p className="person-quiet">{t('person.several', { count: customerIds.length })}</p>
      </div>
      <PersonList workId={work.workId} people={people ?? []} label={t('person.choose')} />
      <MakeKnown work={work} />
      <WhyThisCall lead={null} customer={null} />
    </div>
  );
}
