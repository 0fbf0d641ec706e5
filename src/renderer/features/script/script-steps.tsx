import { ArrowLeft, ArrowRight, CornerUpLeft } from 'lucide-react';
import type { ScriptNode } from '../../../domain/script/script.ts';
import { ActionButton } from '../../app/store/action-button.tsx';
import { useAvailable } from '../../app/store/actions.ts';
import { useWords } from '../../messages/use-words.ts';

/** Onwards and back. */
export function ScriptSteps({ node }: { readonly node: ScriptNode }) {
  const { t } = useWords();
  const goesBack = useAvailable('script-back');
  const goesOn = useAvailable('script-next');
  const isObjection = node.kind === 'objection';
  return (
    <div className="script-steps">
      {node.kind === 'end' && <p className="script-end">{t('script.end')}</p>}
      {goesOn && (
        <ActionButton
          action="script-next"
          icon={isObjection ? CornerUpLeft : ArrowRight}
          size="small"
          testId="script-next"
        >
          {isObjection ? t('script.return') : t('script.next')}
        </ActionButton>
      )}
      {goesBack && !isObjection && (
        <ActionButton
          action="script-back"
          icon={ArrowLeft}
          tone="quiet"
          size="small"
          testId="script-back"
        >
          {t('script.back')}
        </ActionButton>
      )}
    </div>
  );
}
