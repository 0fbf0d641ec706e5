import { TriangleAlert } from 'lucide-react';
import { useWords } from '../../../messages/use-words.ts';
import type { Trouble } from './import-store.ts';

/** What happened, what is safe, what to do. */
export function TroubleWords({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useWords();
  const words = {
    unreachable: 'import.trouble-unreachable',
    'started-anew': 'import.trouble-started-anew',
    'too-large': 'import.trouble-too-large',
    'file-gone': 'import.trouble-file-gone',
    'not-now': 'import.trouble-not-now',
    invalid: 'import.trouble-failed',
    failed: 'import.trouble-failed',
    refused: 'import.trouble-refused',
  } as const;
  return (
    <div className="import-trouble" role="alert" data-testid={`import-trouble-${trouble.kind}`}>
      <TriangleAlert aria-hidden="true" />
      <p>
        {t(words[trouble.kind])}
        {trouble.kind === 'refused' && (
          <span className="import-detail" lang="en">
            {trouble.detail}
          </span>
        )}
      </p>
    </div>
  );
}
