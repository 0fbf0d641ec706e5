import { KeyCap } from '../design/key-cap.tsx';
import { ReceiptList } from '../features/status/receipts.tsx';
import { useWords } from '../messages/use-words.ts';
import { type ActionId, chordLabel } from './store/keys.ts';
import { useKeyTable } from './store/use-key-print.ts';

const steps = [
  { id: 'answer', text: 'guide.answer' },
  { id: 'go-to-script', text: 'guide.script' },
  { id: 'go-to-note', text: 'guide.note' },
  { id: 'next', text: 'guide.next' },
  { id: 'key-sheet', text: 'guide.keys' },
] as const satisfies readonly { id: ActionId; text: string }[];

/** Between calls the last column teaches how a call goes, and shows what the center has. */
export function Guide() {
  const { t } = useWords();
  const table = useKeyTable();
  return (
    <div className="guide">
      <section>
        <h2 className="group-label">{t('guide.title')}</h2>
        <ol className="guide-steps">
          {steps.map((step) => (
            <li key={step.id} className="guide-step">
              <span>{t(step.text)}</span>
              <KeyCap spoken>{chordLabel(table[step.id].chord)}</KeyCap>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className="group-label">{t('receipts.title')}</h2>
        <ReceiptList />
      </section>
    </div>
  );
}
