import { ChevronDown } from 'lucide-react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { comes, comesReason, isBusy, reasonLabel } from '../../app/store/agent.ts';
import { ask, present, setOverlay, useDesk, useSnapshot } from '../../app/store/desk-store.ts';
import { useKeyPrint } from '../../app/store/use-key-print.ts';
import { KeyCap } from '../../design/key-cap.tsx';
import { StateMark } from '../../design/state-badge.tsx';
import { standingWords } from '../../messages/standing-words.ts';
import { useWords } from '../../messages/use-words.ts';
import './agent-state.css';

/** What the agent is; in a call and its wrap-up, what comes after it. */
export function AgentStateMenu() {
  const { t } = useWords();
  const isOpen = useDesk(({ overlay }) => overlay === 'agent-state');
  const busy = useSnapshot(isBusy);
  const shown = comes(useSnapshot((snapshot) => snapshot.agent));
  const reason = useSnapshot(comesReason);
  const keyPrint = useKeyPrint('agent-state');
  const label = busy ? t('agent.after') : t('agent.now');
  return (
    <div className="agent-state">
      <p className="group-label agent-state-label" aria-hidden="true">
        {label}
      </p>
      <MenuTrigger
        isOpen={isOpen}
        onOpenChange={(open) => setOverlay(open ? 'agent-state' : 'none')}
      >
        <Button className="agent-state-button" data-testid="agent-state" data-kind={shown.kind}>
          <span className="only-spoken">{label}: </span>
          <StateMark shape={shown.kind === 'ready' ? 'dot' : 'slash'} />
          <span className="agent-state-word" dir="auto">
            {standingWords(t, shown, reason)}
          </span>
          <KeyCap>{keyPrint}</KeyCap>
          <ChevronDown aria-hidden="true" />
        </Button>
        <Popover className="popover" placement="bottom start">
          <StandingMenu label={label} />
        </Popover>
      </MenuTrigger>
    </div>
  );
}

function StandingMenu({ label }: { readonly label: string }) {
  const { t } = useWords();
  const agent = useSnapshot((snapshot) => snapshot.agent);
  const shown = comes(agent);
  const chosen =
    shown.kind === 'not-ready'
      ? reasonLabel(agent, shown.reasonId) === null
        ? 'not-ready'
        : `reason:${shown.reasonId}`
      : shown.kind;
  return (
    <Menu
      className="options agent-state-options"
      aria-label={label}
      selectionMode="single"
      selectedKeys={[chosen]}
      disabledKeys={agent.moved ? ['ready'] : []}
      onAction={(key) => choose(String(key))}
    >
      <MenuItem id="ready" className="option" data-testid="agent-state-ready">
        {t('state.ready')}
      </MenuItem>
      <MenuSection>
        <Header className="group-label agent-state-head">{t('state.not-ready')}</Header>
        {agent.reasons.map((reason) => (
          <MenuItem
            key={reason.id}
            id={`reason:${reason.id}`}
            className="option"
            textValue={reason.label}
            data-testid={`agent-state-${reason.id}`}
          >
            <bdi>{reason.label}</bdi>
          </MenuItem>
        ))}
        <MenuItem id="not-ready" className="option" data-testid="agent-state-not-ready">
          {t('agent.no-reason')}
        </MenuItem>
      </MenuSection>
      <MenuItem id="sign-out" className="option agent-state-out" data-testid="agent-state-sign-out">
        {t('settings.sign-out')}
      </MenuItem>
    </Menu>
  );
}

function choose(key: string): void {
  const busy = isBusy(present(useDesk.getState()));
  const reasonId = key.startsWith('reason:') ? key.slice('reason:'.length) : null;
  if (key !== 'sign-out') ask({ kind: 'set-ready', ready: key === 'ready', reasonId });
  else if (busy) ask({ kind: 'set-next', next: { kind: 'sign-out' } });
  else ask({ kind: 'sign-out' });
}
