import { useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { CustomerRecord } from './customer-record.tsx';
import { LookedAt } from './looked-at.tsx';
import { SeveralPeople } from './several-people.tsx';
import { UnknownPerson } from './unknown-person.tsx';
import './person.css';

/** Who is on the line: the record, a choice of people, or plainly nobody we know. */
export function Person() {
  const work = useSnapshot((snapshot) => snapshot.work);
  const lookingAt = useDesk((state) => state.lookingAt);
  const isOther =
    lookingAt !== null &&
    (work?.person.match !== 'customer' || work.person.customerId !== lookingAt);
  if (isOther) {
    return (
      <>
        <LookedAt customerId={lookingAt} work={work} />
        <CustomerRecord work={null} customerId={lookingAt} />
      </>
    );
  }
  if (!work) return null;
  switch (work.person.match) {
    case 'customer':
      return <CustomerRecord work={work} customerId={work.person.customerId} />;
    case 'several':
      return <SeveralPeople work={work} customerIds={work.person.customerIds} />;
    case 'looking':
    case 'unknown':
      return <UnknownPerson work={work} />;
  }
}
