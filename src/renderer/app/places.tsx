import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { StateMark } from '../design/state-badge.tsx';
import { AgentStateMenu } from '../features/agent-state/agent-state-menu.tsx';
import { LeadList } from '../features/lists/lead-list.tsx';
import { Notices } from '../features/notices/notices.tsx';
import { PracticePanel } from '../features/practice-panel/practice-panel.tsx';
import { Person } from '../features/screen-pop/person.tsx';
import { ScriptPane } from '../features/script/script-pane.tsx';
import { SecondCall } from '../features/second-call/second-call.tsx';
import { Today } from '../features/today/today.tsx';
import { TransferCard } from '../features/transfer/transfer-card.tsx';
import { WrapUp } from '../features/wrap-up/wrap-up.tsx';
import { useWords } from '../messages/use-words.ts';
import { Guide } from './guide.tsx';
import { singleKeyPane } from './keyboard.ts';
import { useSideBySide } from './layout.ts';
import { useDesk, useSnapshot } from './store/desk-store.ts';
import { waitsIn } from './tab-attention.ts';
import { type PlaceId, useTabFor } from './tabs.ts';

/** The places that never move: side by side, or as tabs in the same order. */
export function Places() {
  const sideBySide = useSideBySide();
  const working = useSnapshot(({ work }) => work !== null);
  const lookingAt = useDesk((state) => state.lookingAt !== null);
  const ids: readonly PlaceId[] = working
    ? ['today', 'person', 'script', 'summary']
    : ['today', lookingAt ? 'person' : 'list', 'guide'];
  return sideBySide ? <Columns ids={ids} /> : <TabbedPlaces ids={ids} />;
}

function Columns({ ids }: { readonly ids: readonly PlaceId[] }) {
  const { t } = useWords();
  return (
    <main className="places" data-places={ids.length}>
      {ids.map((id) => (
        <section
          key={id}
          className={`place place-${id}`}
          aria-label={t(`place.${id}`)}
          {...paneMark(id)}
        >
          {contents[id]}
          {id === 'today' && <Corner />}
        </section>
      ))}
    </main>
  );
}

function TabbedPlaces({ ids }: { readonly ids: readonly PlaceId[] }) {
  const { t } = useWords();
  const [selected, select] = useTabFor(ids);
  return (
    <main className="tabs-frame">
      <Tabs
        className="tabs"
        selectedKey={selected}
        onSelectionChange={(key) => select(key as PlaceId)}
      >
        <TabList className="tab-list" data-testid="tab-list" aria-label={t('place.all')}>
          {ids.map((id) => (
            <Tab key={id} id={id} className="tab" data-testid={`tab-${id}`}>
              {t(`place.${id}`)}
              {id !== selected && <Waits place={id} />}
            </Tab>
          ))}
        </TabList>
        {ids.map((id) => (
          <TabPanel key={id} id={id} className="tab-panel">
            <div className={`place place-${id}`} {...paneMark(id)}>
              {contents[id]}
              {id === 'today' && <PracticePanel />}
            </div>
          </TabPanel>
        ))}
      </Tabs>
      <div className="tabs-notices">
        <TransferCard />
        <SecondCall />
        <Notices />
      </div>
    </main>
  );
}

/** The mark of a place where something waits: a shape, and a word for those who hear it. */
function Waits({ place }: { readonly place: PlaceId }) {
  const { t } = useWords();
  const waits = useSnapshot((snapshot) => waitsIn(snapshot, place));
  if (!waits) return null;
  return (
    <span className="tab-waits" data-testid={`tab-waits-${place}`}>
      <StateMark shape="triangle" />
      <span className="only-spoken">{t('place.waits')}</span>
    </span>
  );
}

/** The lower corner of *today*: what came up, above what practice offers. */
function Corner() {
  return (
    <div className="corner">
      <TransferCard />
      <SecondCall />
      <Notices />
      <PracticePanel />
    </div>
  );
}

/**
 * Single keys are alive in the script alone, and it can hold the focus itself. The record scrolls
 * and has no control of its own, so the keyboard reaches the place.
 */
function paneMark(id: PlaceId) {
  if (id === 'script') return { [singleKeyPane]: '', tabIndex: -1 };
  return id === 'person' ? { tabIndex: 0 } : {};
}

const contents: Readonly<Record<PlaceId, ReactNode>> = {
  today: (
    <div className="today-scroll">
      <AgentStateMenu />
      <Today />
    </div>
  ),
  person: <Person />,
  script: <ScriptPane />,
  summary: <WrapUp />,
  list: <LeadList />,
  guide: <Guide />,
};
