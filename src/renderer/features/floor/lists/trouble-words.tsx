import { TriangleAlert } from 'lucide-react';
import { useWords } from '../../../messages/use-words.ts';
import type { Trouble } from './import-store.ts';
import { refusalKey } from './refusal-words.ts';

/** What happened, what is safe, what to do. */
export function TroubleWords({ trouble }: { readonly trouble: Trouble }) {
  return (
    <div className="import-trouble" role="alert" data-testid={`import-trouble-${trouble.kind}`}>
      <TriangleAlert aria-hidden="true" />
      {trouble.kind === 'refused' ? <Refused trouble={trouble} /> : <Plain kind={trouble.kind} />}
    </div>
  );
}

function Plain({ kind }: { readonly kind: Exclude<Trouble['kind'], 'refused'> }) {
  const { t } = useWords();
  const words = {
    unreachable: 'import.trouble-unreachable',
    'started-anew': 'import.trouble-started-anew',
    'too-large': 'import.trouble-too-large',
    'file-gone': 'import.trouble-file-gone',
    'not-now': 'import.trouble-not-now',
    invalid: 'import.trouble-failed',
    failed: 'import.trouble-failed',
  } as const;
  return <p>{t(words[kind])}</p>;
}

/** In the catalogue's words; in the center's own only where that has none. */
function Refused({ trouble }: { readonly trouble: Extract<Trouble, { kind: 'refused' }> }) {
  const { t } = useWords();
  const key = refusalKey(trouble);
  if (key) return <p data-testid={`refused-${trouble.reason || trouble.problem}`}>{t(key)}</p>;
  return (
    <p>
      {t('import.trouble-refused')}
      {trouble.detail !== '' && (
        <span className="import-detail">
          {t('import.center-says')} <q lang="en">{trouble.detail}</q>
        </span>
      )}
    </p>
  );
}
