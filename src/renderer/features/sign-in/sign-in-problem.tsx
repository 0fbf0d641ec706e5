import type { SignInProblem } from '../../../contract/ipc/desk-snapshot.ts';
import { useWords } from '../../messages/use-words.ts';
import { practiceFailure } from './practice-failure.ts';
import { setUpFault } from './set-up-fault.ts';

/** What happened, and beneath it what is safe and what to do. */
export function SignInProblemText({ problem }: { readonly problem: SignInProblem }) {
  const { t } = useWords();
  const facts = {
    address: '',
    code: '',
    ours: '',
    theirs: '',
    path: '',
    reason: '',
    file: '',
    ...problem,
  };
  if (problem.kind === 'provisioning') facts.reason = t(setUpFault(problem.reason));
  return (
    <div className="sign-in-problem" role="alert" data-testid={`sign-in-problem-${problem.kind}`}>
      <p className="sign-in-problem-title" dir="auto">
        {t(`problem.${problem.kind}`, facts)}
      </p>
      <p dir="auto">{t(`problem.${problem.kind}-text`, facts)}</p>
      {problem.kind === 'practice-failed' && <PracticeFailure reason={problem.reason} />}
    </div>
  );
}

/** What to do about it, and beneath it what the other process said, in English. */
function PracticeFailure({ reason }: { readonly reason: string }) {
  const { t } = useWords();
  const { words, detail } = practiceFailure(reason);
  return (
    <>
      <p dir="auto">{t(words)}</p>
      {detail !== '' && (
        <p className="sign-in-problem-detail" dir="auto" lang="en">
          {detail}
        </p>
      )}
    </>
  );
}
