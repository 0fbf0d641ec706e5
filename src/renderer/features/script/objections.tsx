import { Button } from 'react-aria-components';
import type { ScriptRunView } from '../../../contract/ipc/desk-snapshot.ts';
import type { Script } from '../../../domain/script/script.ts';
import { perform } from '../../app/store/actions.ts';
import { ask } from '../../app/store/desk-store.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { useWords } from '../../messages/use-words.ts';

/** What the customer may throw in, reachable from every page; and the way to any page. */
export function Objections(props: {
  readonly script: Script;
  readonly run: ScriptRunView;
  readonly workId: string;
}) {
  const { script, run, workId } = props;
  const { t } = useWords();
  const jumpKey = useKeyPrint('jump');
  const objections = script.nodes.filter((node) => node.kind === 'objection');
  return (
    <div className="objections">
      {objections.length > 0 && (
        <>
          <span className="objections-head" id="objections-head">
            {t('script.they-say')}
          </span>
          <ul className="objections-list" aria-labelledby="objections-head">
            {objections.map((node) => (
              <li key={node.id}>
                <Button
                  className="objection"
                  data-testid={`objection-${node.id}`}
                  data-current={node.id === run.nodeId}
                  onPress={() => ask({ kind: 'script-jump', workId, nodeId: node.id })}
                >
                  <span dir="auto">{node.label || node.title}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Button className="jump" data-testid="script-jump" onPress={() => perform('jump')}>
        <KeyCap>{jumpKey}</KeyCap>
        {t('script.jump')}
      </Button>
    </div>
  );
}
