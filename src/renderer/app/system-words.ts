import { useEffect } from 'react';
import type { SystemWords } from '../../contract/ipc/preferences.ts';
import { useWords } from '../messages/use-words.ts';
import { useCustomer } from './store/customer.ts';
import { send, useSnapshot } from './store/desk-store.ts';
import { settledCustomerId } from './store/work.ts';

/**
 * What main shows outside this page (tray, notifications) is told to it in the agent's language,
 * and so is the name of who is on the line: words and records are the page's.
 */
export function useSystemWords(): void {
  const { t } = useWords();
  // Of two conversations the one that rings is named.
  const work = useSnapshot(({ work: front, other }) =>
    other?.call?.signalling === 'alerting' ? other.work : front,
  );
  const name = useCustomer(settledCustomerId(work))?.name.full ?? '';
  const workId = work?.workId ?? null;

  useEffect(() => {
    const words: SystemWords = {
      ready: t('state.ready'),
      notReady: t('state.not-ready'),
      onCall: t('state.on-call'),
      ringing: t('state.ringing'),
      wrapUp: t('state.wrap-up'),
      offline: t('state.no-line'),
      signedOut: t('system.signed-out'),
      openDesk: t('compact.open-desk'),
      getReady: t('ready.start'),
      takeBreak: t('ready.stop'),
      compactBar: t('action.compact'),
      quit: t('system.quit'),
      incomingCall: t('system.incoming-call'),
      missedCall: t('system.missed-call'),
      callbackDue: t('system.callback-due'),
      somebody: t('system.somebody'),
    };
    void send({ kind: 'tell-words', words });
  }, [t]);

  useEffect(() => {
    if (workId !== null && name !== '') void send({ kind: 'name-person', workId, name });
  }, [workId, name]);
}
