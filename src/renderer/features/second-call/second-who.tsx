import type { OtherView } from '../../../contract/ipc/desk-snapshot.ts';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { useSecondName } from './second-name.ts';

/** Who rings beside the call, in two lines; always there, so that it is spoken when they come. */
export function SecondWho() {
  const other = useSnapshot((snapshot) => snapshot.other);
  const rings = other?.call?.signalling === 'alerting';
  return <div role="status">{rings && <Lines other={other} />}</div>;
}

function Lines({ other }: { readonly other: OtherView }) {
  const { t } = useWords();
  const { name, beside } = useSecondName(other);
  const facts = [t('second.ringing'), beside === name ? '' : beside];
  return (
    <div className="call-who" data-testid="second-who">
      <p className="call-who-name">
        <bdi>{name}</bdi>
      </p>
      <p className="call-who-facts">{facts.filter((fact) => fact !== '').join(' · ')}</p>
    </div>
  );
}
