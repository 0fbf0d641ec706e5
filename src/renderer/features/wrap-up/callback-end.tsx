import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { WorkView } from '../../../contract/ipc/desk-snapshot.ts';
import { ask } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';

const ends = ['kept', 'open', 'cancelled'] as const;

/** What becomes of the callback this conversation was opened for: by rule, unless the agent says. */
export function CallbackEnd({ work }: { readonly work: WorkView }) {
  const { t } = useWords();
  const { callback } = work;
  if (!callback) return null;
  return (
    <div className="field">
      <span className="field-label" id="callback-end-label">
        {t('callback.end')}
        {callback.end === null && <span className="field-source">{t('callback.end-by-rule')}</span>}
      </span>
      <ToggleButtonGroup
        className="callback-ends"
        aria-labelledby="callback-end-label"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[callback.comesTo]}
        onSelectionChange={(keys) => {
          const end = ends.find((one) => keys.has(one));
          if (end) ask({ kind: 'end-callback', workId: work.workId, end });
        }}
      >
        {ends.map((end) => (
          <ToggleButton key={end} id={end} className="outcome" data-testid={`callback-end-${end}`}>
            {t(`callback.end-${end}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
