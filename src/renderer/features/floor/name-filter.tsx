import { Button, Input, Label, SearchField } from 'react-aria-components';
import { searchTextLimit } from '../../../domain/customer/search-key.ts';
import { useWords } from '../../messages/use-words.ts';
import type { useTable } from './use-table.ts';

/** Leaves those rows of a table whose name fits, and says how many of how many these are. */
export function NameFilter(props: {
  readonly label: string;
  readonly filter: ReturnType<typeof useTable>['filter'];
  readonly testId: string;
}) {
  const { t, format } = useWords();
  const { wanted, setWanted, shown, all } = props.filter;
  const isFiltered = wanted.trim() !== '';
  return (
    <div className="floor-filter">
      <SearchField className="field" value={wanted} onChange={setWanted}>
        <Label className="field-label">{props.label}</Label>
        <Input
          className="field-input"
          dir="auto"
          maxLength={searchTextLimit}
          data-testid={`filter-${props.testId}`}
        />
        {/* The library would name it, in the languages it knows: Vietnamese is none of them. */}
        <Button className="only-spoken" aria-label={t('timeline.clear')} />
      </SearchField>
      <p className="floor-filter-count" role="status" data-testid={`shown-${props.testId}`}>
        {isFiltered && t('floor.shown', { shown: format.count(shown), all: format.count(all) })}
        {isFiltered && shown === 0 && ` ${t('floor.none-fits')}`}
      </p>
    </div>
  );
}
