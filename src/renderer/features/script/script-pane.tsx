import { useSnapshot } from '../../app/store/desk-store.ts';
import { Promised } from '../../app/store/promised.tsx';
import { scriptNode } from '../../app/store/work.ts';
import { useWords } from '../../messages/use-words.ts';
import { Objections } from './objections.tsx';
import { ScriptAnswer } from './script-answer.tsx';
import { ScriptChoices } from './script-choices.tsx';
import { ScriptSteps } from './script-steps.tsx';
import { ScriptText } from './script-text.tsx';
import { ScriptTrail } from './script-trail.tsx';
import './script.css';

/** What to say now, and where it can go on. */
export function ScriptPane() {
  const { t } = useWords();
  const node = useSnapshot(scriptNode);
  const script = useSnapshot((snapshot) => snapshot.script);
  const work = useSnapshot((snapshot) => snapshot.work);
  if (!work) return null;
  if (!script || !work.script || !node) {
    return (
      <div className="script">
        <p className="script-none">{t('script.none')}</p>
      </div>
    );
  }
  return (
    <div className="script">
      <ScriptTrail script={script} run={work.script} node={node} />
      <div className="script-page" key={`page ${node.id}`} aria-live="polite">
        <ScriptText node={node} run={work.script} />
        {node.hint !== '' && (
          <p className="script-hint" dir="auto">
            {node.hint}
          </p>
        )}
      </div>
      {node.kind === 'ask' && (
        <ScriptAnswer
          workId={work.workId}
          node={node}
          run={work.script}
          key={`answer ${work.workId} ${node.id}`}
        />
      )}
      {node.kind === 'callback' && (
        <div className="script-callback">
          <Promised work={work} />
        </div>
      )}
      {node.kind === 'choice' && <ScriptChoices script={script} node={node} run={work.script} />}
      <ScriptSteps node={node} />
      <Objections script={script} run={work.script} workId={work.workId} />
    </div>
  );
}
