import { expect, test } from 'vitest';
import { pinyinOf } from '../../../domain/customer/pinyin.ts';
import { nameFits } from './name-fits.ts';

test.each([
  ['', ['Jonas Weber']],
  ['  ', ['Jonas Weber']],
  ['web', ['Jonas Weber']],
  ['ebe', ['Jonas Weber']],
  ['weber jonas', ['Jonas Weber']],
  ['tran lan', ['Trần Thị Lan']],
  ['TRẦN', ['Trần Thị Lan']],
  ['dang', ['Đặng Văn Minh']],
  ['李', ['李伟']],
  ['liwei', ['李伟']],
  ['lw', ['李伟']],
  ['obrien', ['Maeve O’Brien']],
  ['7q2', ['李伟', 'DESKTOP-7Q2']],
  ['weber pc', ['Jonas Weber', 'jonas-pc']],
])('%j fits %j', (wanted, names) => {
  expect(nameFits(names, wanted, pinyinOf)).toBe(true);
});

test.each([
  ['lan', ['Jonas Weber']],
  ['weber lan', ['Jonas Weber']],
  ['wei', ['Jonas Weber']],
  ['+', ['Jonas Weber']],
])('%j does not fit %j', (wanted, names) => {
  expect(nameFits(names, wanted, pinyinOf)).toBe(false);
});
