import type { ReactNode } from 'react';
import { useSnapshot } from '../../app/store/desk-store.ts';
import { useWords } from '../../messages/use-words.ts';
import { CallButtons } from './call-buttons.tsx';
import { CallState } from './call-state.tsx';
import { CallWho } from './call-who.tsx';
import { shownState } from './desk-state.ts';
import './call-bar.css';

export function CallBar({ floorSwitch }: { readonly floorSwitch?: ReactNode }) {
  const { t } = useWords();
  const kind = useSnapshot((snapshot) => shownState(snapshot).kind);
  return (
    <header className="call-bar" data-state={kind}>
      <h1 className="only-spoken">{t('app.name')}</h1>
      {floorSwitch}
      <CallState />
      <CallWho />
      <div className="call-buttons">
        <CallButtons />
      </div>
    </header>
  );
}
