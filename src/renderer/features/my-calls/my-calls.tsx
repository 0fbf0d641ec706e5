import { Input, Label, TextField } from 'react-aria-components';
import { useMinute } from '../../app/store/clock.ts';
import { setOverlay, useDesk } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CallRow } from './call-row.tsx';
import { useCallSearch } from './use-call-search.ts';
import './my-calls.css';

/** Every call of this agent on this computer: found by name, number or outcome. */
export function MyCalls() {
  const { t } = useWords();
  const isOpen = useDesk((state) => state.overlay === 'my-calls');
  return (
    <Sheet
      className="my-calls-sheet"
      title={t('calls.title')}
      closeLabel={t('sheet.close')}
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'my-calls' : 'none')}
    >
      <Calls />
    </Sheet>
  );
}

function Calls() {
  const { t } = useWords();
  const { query, setQuery, found, shown, goOn, ...looking } = useCallSearch();
  const searched = useSearchedWords(query, found?.length ?? null, looking);
  return (
    <div className="my-calls">
      <TextField className="field" value={query} onChange={setQuery} autoFocus>
        <Label className="field-label">{t('calls.search')}</Label>
        <Input className="field-input" type="search" dir="auto" data-testid="calls-search" />
      </TextField>
      <p className="only-spoken" role="status">
        {looking.isLooking
          ? t('calls.looking')
          : found && `${t('calls.found', { count: found.length })} ${searched}`}
      </p>
      {searched !== '' && (
        <p className="my-calls-empty" data-testid="calls-searched" aria-busy={looking.isLooking}>
          {searched}
        </p>
      )}
      <ul className="past-calls" aria-busy={found === null && !looking.hasFailed}>
        {shown.map((row) => (
          <CallRow key={row.call.callId} {...row} />
        ))}
      </ul>
      {goOn && (
        <Button size="small" testId="calls-more" onPress={goOn}>
          {t(
            query.trim() === '' || shown.length < (found?.length ?? 0)
              ? 'calls.more'
              : 'calls.look-further',
          )}
        </Button>
      )}
    </div>
  );
}

/** What was looked through and what came of it: a part never passes for all of the calls. */
function useSearchedWords(
  query: string,
  found: number | null,
  looking: Pick<
    ReturnType<typeof useCallSearch>,
    'looked' | 'oldestAt' | 'isLooking' | 'hasFailed' | 'hasOlder'
  >,
): string {
  const { t, format } = useWords();
  const nowMs = useMinute();
  const { looked, oldestAt, isLooking, hasFailed, hasOlder } = looking;
  if (found === null) return hasFailed ? t('calls.unread') : '';
  const words: string[] = [];
  if (query.trim() === '') {
    if (found === 0) words.push(t('calls.empty'));
  } else {
    if (found === 0 && !isLooking) words.push(t(hasOlder ? 'calls.none-so-far' : 'calls.none'));
    if (isLooking) words.push(t('calls.looking'));
    if ((hasOlder || isLooking) && oldestAt !== null) {
      const day = format.day(oldestAt, nowMs);
      words.push(t('calls.looked', { calls: format.count(looked), day }));
    }
  }
  if (hasFailed) words.push(t('calls.unread'));
  return words.join(' ');
}
