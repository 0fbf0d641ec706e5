import { ChooseFile } from './choose-file.tsx';
import { History } from './history.tsx';
import { ImportPanel } from './import-panel.tsx';
import { useImport } from './import-store.ts';

/** Lists: bring one in, and what came in before. */
export function ListsTab() {
  const importing = useImport(({ step, trouble }) => step !== 'none' || trouble !== null);
  return (
    <div className="lists-tab">
      {importing ? <ImportPanel /> : <ChooseFile />}
      <History />
    </div>
  );
}
