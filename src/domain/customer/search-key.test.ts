import { describe, expect, test } from 'vitest';
import type { E164 } from './customer.ts';
import { pinyinOf } from './pinyin.ts';
import { type Findable, matchOf, ranked, readQuery, searchKeys } from './search-key.ts';

function person(full: string, further: { number?: string; order?: string } = {}): Findable {
  const { number, order } = further;
  return {
    name: { full, given: '', family: '', title: '', say: '' },
    phones: number ? [{ number: number as E164, kind: 'home' }] : [],
    orders: order ? [{ reference: order }] : [],
    tickets: [],
  };
}

const finds = (one: Findable, text: string) =>
  matchOf(searchKeys(one, pinyinOf), readQuery(text)) !== null;

describe('names', () => {
  test.each([
    ['Nguyễn Thị Hà', 'nguyen'],
    ['Nguyễn Thị Hà', 'NGUYỄN'],
    ['Nguyễn Thị Hà', 'ha nguyen'],
    ['Nguyễn Thị Hà', 'ngu ha'],
    ['Nguyễn Thị Hà', 'nguyenthiha'],
    ['Nguyen Thi Ha', 'Nguyễn Hà'],
    ['Đặng Văn Đức', 'dang duc'],
    ['Đặng Văn Đức', 'Đăng'],
    ["Margaret O'Brien", 'obrien'],
    ["Margaret O'Brien", "o'brien"],
    ["Margaret O'Brien", 'O’Brien'],
    ["Margaret O'Brien", 'oʼbrien'],
    ["Margaret O'Brien", 'o brien'],
    ["Margaret O'Brien", 'brien'],
    ['Margaret O’Brien', "marg o'b"],
    ['Björn Åkesson', 'akesson bjorn'],
    ['欧阳若曦', '欧阳'],
    ['欧阳若曦', '若曦'],
    ['欧阳若曦', 'ouyang'],
    ['欧阳若曦', 'ou yang ruo xi'],
    ['欧阳若曦', 'ouyangruo'],
    ['欧阳若曦', 'oyrx'],
    ['欧阳若曦', 'oy'],
    ['欧阳若曦', 'rx'],
    ['欧阳若曦', 'ruoxi ouyang'],
    ['歐陽若曦', 'oyrx'],
    ['曾国强', 'zengguoqiang'],
    ['单雪', 'sx'],
    ['吕布', 'lv bu'],
    ['吕布', 'lubu'],
    ['吕布', 'Lü'],
    ['张伟', 'ｚｈａｎｇ'],
  ])('%s is found by %s', (name, text) => {
    expect(finds(person(name), text)).toBe(true);
  });

  test.each([
    ['Nguyễn Thị Hà', 'guyen'],
    ['Nguyễn Thị Hà', 'nguyen lan'],
    ['欧阳若曦', '阳若兮'],
    ['欧阳若曦', 'w'],
    ['张伟', 'zhw'],
    ["Margaret O'Brien", ''],
    ["Margaret O'Brien", ' ’ '],
    ["Margaret O'Brien", '+'],
  ])('%s is not found by %j', (name, text) => {
    expect(finds(person(name), text)).toBe(false);
  });
});

describe('numbers and references', () => {
  test.each([
    ['+15035550142', '+1 503 555 0142'],
    ['+15035550142', '(503) 555-0142'],
    ['+15035550142', '503.555.0142'],
    ['+15035550142', '0142'],
    ['+15035550142', '００１ ５０３ ５５５ ０１４２'],
    ['+442079460123', '020 7946 0123'],
    ['+442079460123', '0044 20 7946 0123'],
    ['+442079460123', '+44 (0)20 7946 0123'],
    ['+442079460123', '011 44 20 7946 0123'],
  ])('%s is found by %s', (number, text) => {
    expect(finds(person('A', { number }), text)).toBe(true);
  });

  test.each(['4711', 'inv-4711', 'INV 4711', 'inv4711', 'Inv-47'])(
    'order INV-4711 is found by %s',
    (text) => expect(finds(person('A', { order: 'INV-4711' }), text)).toBe(true),
  );

  test('a name and the last digits together', () => {
    const ruth = person('Ruth Abara', { number: '+15035550124' });
    expect(finds(ruth, 'abara 0124')).toBe(true);
    expect(finds(ruth, 'abara 0125')).toBe(false);
  });

  test.each([
    ['+15035550142', '5550'],
    ['+15035550142', '42'],
  ])('%s is not found by its middle or by two digits: %s', (number, text) => {
    expect(finds(person('A', { number }), text)).toBe(false);
  });
});

test('whole words come first, then the very letters typed, then the name, then the id', () => {
  const found = ['Hạ Vy', 'Hải Yến', 'Hà Anh', 'Hà Anh'].map((name, place) => ({
    id: `${9 - place}`,
    name,
    keys: searchKeys(person(name), pinyinOf),
  }));
  expect(ranked(found, 'hà').map(({ id }) => id)).toEqual(['6', '7', '9', '8']);
  expect(ranked(found.toReversed(), 'hà').map(({ id }) => id)).toEqual(['6', '7', '9', '8']);
});

test('a name of many words fills no index', () => {
  const endless = Array.from({ length: 400 }, (_, place) => `w${'x'.repeat(place)}`).join(' ');
  const keys = searchKeys(person(endless), pinyinOf);
  expect(keys.length).toBeLessThanOrEqual(120);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(64);
});
