import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useWords } from '../../messages/use-words.ts';
import { CampaignsTab } from './campaigns/campaigns-tab.tsx';
import { DesksTab } from './desks/desks-tab.tsx';
import { ListsTab } from './lists/lists-tab.tsx';
import { UsersTab } from './users/users-tab.tsx';
import './floor.css';

/** The floor manager's screens. One more is a line here and its name `floor.tab-…` in the catalogues. */
const tabs = {
  lists: <ListsTab />,
  desks: <DesksTab />,
  campaigns: <CampaignsTab />,
  users: <UsersTab />,
} as const satisfies Record<string, ReactNode>;

const ids = Object.keys(tabs) as readonly (keyof typeof tabs)[];

/** The place of whoever runs the floor; the call bar above stays the agent's own. */
export function Floor() {
  const { t } = useWords();
  return (
    <main className="floor">
      <Tabs className="floor-tabs">
        <TabList className="tab-list floor-tab-list" aria-label={t('floor.title')}>
          {ids.map((id) => (
            <Tab key={id} id={id} className="tab" data-testid={`floor-tab-${id}`}>
              {t(`floor.tab-${id}`)}
            </Tab>
          ))}
        </TabList>
        {ids.map((id) => (
          <TabPanel key={id} id={id} className="floor-panel">
            {tabs[id]}
          </TabPanel>
        ))}
      </Tabs>
    </main>
  );
}
