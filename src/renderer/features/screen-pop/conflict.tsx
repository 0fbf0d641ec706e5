import type { FieldConflict } from '../../../domain/customer/correction.ts';
import type { CustomerEdit } from '../../../domain/customer/edit.ts';
import { useMinute } from '../../app/store/clock.ts';
import { ask } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { phoneNumber } from '../../design/format.ts';
import { useWords } from '../../messages/use-words.ts';
import { fieldLabels } from './field-words.ts';

/** Two people wrote the same field: both values side by side, and the agent decides. */
export function Conflict(props: { readonly edit: CustomerEdit; readonly conflict: FieldConflict }) {
  const { edit, conflict } = props;
  const { field, theirs, by, at } = conflict;
  const { t, format } = useWords();
  const now = useMinute();
  const mine = edit.typed[field] ?? '';
  const shown = (value: string | null) =>
    value === null || value === ''
      ? t('edit.empty')
      : value.startsWith('+')
        ? phoneNumber(value)
        : value;
  const keep = (side: 'mine' | 'theirs') =>
    ask({ kind: 'resolve-edit', editId: edit.editId, field, keep: side });
  return (
    <section className="conflict" data-testid={`conflict-${field}`} aria-label={t('edit.conflict')}>
      <p className="conflict-title">
        {t(fieldLabels(field))}: {t('edit.conflict')}
      </p>
      <div className="conflict-sides">
        <div className="conflict-side">
          <p className="conflict-who">{t('edit.mine')}</p>
          <p className="conflict-value" dir="auto" data-testid="conflict-mine">
            {shown(mine)}
          </p>
          <Button size="small" testId="keep-mine" onPress={() => keep('mine')}>
            {t('edit.keep-mine')}
          </Button>
        </div>
        <div className="conflict-side">
          <p className="conflict-who">
            <bdi>{by === '' ? t('edit.somebody') : by}</bdi>
            {at !== null && `, ${format.day(at, now)} ${format.clock(at)}`}
          </p>
          <p className="conflict-value" dir="auto" data-testid="conflict-theirs">
            {shown(theirs)}
          </p>
          <Button size="small" testId="keep-theirs" onPress={() => keep('theirs')}>
            {t('edit.keep-theirs')}
          </Button>
        </div>
      </div>
    </section>
  );
}
