import { TriangleAlert } from 'lucide-react';
import type { FloorError } from '../../../contract/ipc/floor-api.ts';
import { useWords } from '../../messages/use-words.ts';

/** Why a table is not of this moment, and from when it is. */
export function AnswerTrouble(props: {
  readonly trouble: FloorError | null;
  /** When the table shown came; 0 when there is none. */
  readonly atMs: number;
}) {
  const { t, format } = useWords();
  const { trouble, atMs } = props;
  if (!trouble) return null;
  return (
    <div className="import-trouble" role="status" data-testid={`floor-trouble-${trouble.kind}`}>
      <TriangleAlert aria-hidden="true" />
      <p>
        {trouble.kind === 'unreachable' && t('floor.trouble-unreachable')}
        {trouble.kind === 'not-now' && t('import.trouble-not-now')}
        {trouble.kind === 'refused' && t('floor.trouble-refused')}
        {(trouble.kind === 'invalid' || trouble.kind === 'failed') && t('floor.trouble-failed')}
        {atMs > 0 && ` ${t('floor.as-of', { time: format.clock(atMs) })}`}
      </p>
    </div>
  );
}
