import { ask, useSnapshot } from '../../app/store/desk-store.ts';
import { BrandMark } from '../../design/brand-mark.tsx';
import { Button } from '../../design/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { SignInForm } from './sign-in-form.tsx';
import { SignInProblemText } from './sign-in-problem.tsx';
import './sign-in.css';

/** The door: practice for whoever is new, the center's address for whoever works here. */
export function SignIn() {
  const { t } = useWords();
  const session = useSnapshot((snapshot) => snapshot.session);
  const problem = session.state === 'signed-out' ? session.problem : null;
  const busy = session.state === 'signing-in';
  const waiting = session.state === 'signed-out' ? session.waiting : 0;
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <header className="sign-in-head">
          <BrandMark />
          <h1 className="sign-in-title">{t('app.name')}</h1>
          <p className="sign-in-claim">{t('sign-in.claim')}</p>
        </header>
        {problem?.kind === 'practice-failed' && <SignInProblemText problem={problem} />}
        <section className="sign-in-practice">
          <div>
            <h2 className="sign-in-way">{t('sign-in.practice-title')}</h2>
            <p className="sign-in-hint">{t('sign-in.practice-hint')}</p>
          </div>
          <Button
            tone="primary"
            testId="sign-in-practice"
            isDisabled={busy}
            onPress={() => ask({ kind: 'sign-in-to-practice' })}
          >
            {busy && session.practice ? t('sign-in.practice-starting') : t('sign-in.practice')}
          </Button>
          <Button
            tone="quiet"
            size="small"
            testId="sign-in-practice-manager"
            isDisabled={busy}
            onPress={() => ask({ kind: 'sign-in-to-practice-as-manager' })}
          >
            {t('sign-in.practice-manager')}
          </Button>
        </section>
        <section className="sign-in-center" aria-labelledby="sign-in-center">
          <h2 className="sign-in-way" id="sign-in-center">
            {t('sign-in.center-title')}
          </h2>
          {problem && problem.kind !== 'practice-failed' && <SignInProblemText problem={problem} />}
          <SignInForm />
        </section>
        {waiting > 0 && (
          <p className="sign-in-waiting" data-testid="waiting">
            {t('sign-in.waiting', { count: waiting })}
          </p>
        )}
      </div>
    </main>
  );
}
