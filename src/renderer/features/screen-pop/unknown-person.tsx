import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { networkClaim } from '../../app/store/work.ts';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import { MakeKnown } from './make-known.tsx';
import { OwedCall } from './owed-call.tsx';
import { usePainted } from './painted.ts';
import { WhyThisCall } from './why-this-call.tsx';

/** A number nobody here knows (yet). What the network claims is shown as a claim. */
export function UnknownPerson({ work }: { readonly work: WorkView }) {
  const { t } = useWords();
  const claim = useSnapshot(networkClaim);
  const said = claim !== '' && (
    <>
      {t('person.network-says')} <bdi>{claim}</bdi>
    </>
  );
  const looking = work.person.match === 'looking';
  usePainted(work.workId, !looking);
  return (
    <div className="person" aria-busy={looking}>
      <div className="person-head">
        <h2 className="person-name" data-testid="person-name">
          {work.number === null ? said || t('person.number-withheld') : phoneNumber(work.number)}
        </h2>
        <p className="person-quiet">{looking ? t('person.looking') : t('person.unknown')}</p>
        {work.number !== null && said && <p className="person-quiet">{said}</p>}
        <ul className="person-chips">
          <li className="chip" data-testid="local-time">
            {t('person.local-time-unknown')}
          </li>
        </ul>
      </div>
      <MakeKnown work={work} />
      <OwedCall work={work} />
      <WhyThisCall lead={null} customer={null} />
    </div>
  );
}
