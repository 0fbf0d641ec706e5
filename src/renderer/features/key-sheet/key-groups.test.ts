import { expect, test } from 'vitest';
import { actionIds } from '../../app/store/keys.ts';
import { keyGroups } from './key-groups.ts';

test('every command stands on the sheet once', () => {
  const shown = keyGroups.flatMap(({ ids }): readonly string[] => ids);
  expect(shown.toSorted()).toEqual(actionIds.toSorted());
});
