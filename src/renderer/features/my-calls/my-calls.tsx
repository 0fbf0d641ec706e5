import { useEffect, useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import type { PastCall } from '../../../contract/ipc/desk-api.ts';
import { useCustomers } from '../../app/store/customer.ts';
import { send, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { Button } from '../../design/button.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CallRow } from './call-row.tsx';
import { matches } from './matches.ts';
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
  const { calls, more } = usePastCalls();
  const [query, setQuery] = useState('');
  const campaigns = useSnapshot((snapshot) => snapshot.campaigns);
  const ids = [...new Set(calls?.flatMap(({ customerId }) => customerId ?? []))];
  const customers = useCustomers(ids);
  const byId = new Map(customers?.map((customer) => [customer.id, customer]));
  const rows = calls?.map((call) => ({
    call,
    name: byId.get(call.customerId ?? '')?.name.full ?? call.withWhom,
    outcome:
      campaigns
        .find(({ id }) => id === call.campaignId)
        ?.dispositions.find(({ id }) => id === call.dispositionId)?.label ?? '',
  }));
  const found = rows?.filter((row) => matches(row, query));
  return (
    <div className="my-calls">
      <TextField className="field" value={query} onChange={setQuery} autoFocus>
        <Label className="field-label">{t('calls.search')}</Label>
        <Input className="field-input" type="search" dir="auto" data-testid="calls-search" />
      </TextField>
      <p className="only-spoken" role="status">
        {found && t('calls.found', { count: found.length })}
      </p>
      {found?.length === 0 && (
        <p className="my-calls-empty">{t(query === '' ? 'calls.empty' : 'calls.none')}</p>
      )}
      <ul className="past-calls" aria-busy={calls === null}>
        {found?.map((row) => (
          <CallRow key={row.call.callId} {...row} />
        ))}
      </ul>
      {more && (
        <Button size="small" testId="calls-more" onPress={more}>
          {t('calls.more')}
        </Button>
      )}
    </div>
  );
}

/** As many as main opens of the journal at a time. */
const partSize = 200;

/** The newest calls; the reader asks for older ones. */
function usePastCalls() {
  const [calls, setCalls] = useState<readonly PastCall[] | null>(null);
  const [before, setBefore] = useState<string | null>(null);
  const [hasMore, setHasMore] = useState(false);
  useEffect(() => {
    let isGone = false;
    void send({ kind: 'list-calls', before }).then((reply) => {
      if (isGone || !reply.ok) return;
      const part = reply.calls ?? [];
      setCalls((known) => (before === null ? part : [...(known ?? []), ...part]));
      setHasMore(part.length >= partSize);
    });
    return () => {
      isGone = true;
    };
  }, [before]);
  const oldest = calls?.at(-1)?.startedAt;
  return { calls, more: hasMore && oldest ? () => setBefore(oldest) : null };
}
