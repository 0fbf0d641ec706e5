import { describe, expect, test } from 'vitest';
import { LeadFile } from '../../../src/center/import/reader/file.ts';
import type { ImportSettings } from '../../../src/contract/http/lead-import.ts';
import { workbook, zip } from '../../support/workbook.ts';

const guessAll: ImportSettings = {
  encoding: null,
  delimiter: null,
  sheet: null,
  hasHeader: null,
  fields: null,
  country: null,
};

async function read(content: Buffer, settings: Partial<ImportSettings> = {}, country = 'US') {
  const file = new LeadFile(content);
  const shape = await file.shape({ ...guessAll, ...settings });
  const fields = settings.fields ?? shape.columns.map((column) => column.field);
  const rows = file.readAll({ fields, country }, () => undefined);
  return { shape, fields, rows: file.slice(0, rows) };
}

const names = (rows: Awaited<ReturnType<typeof read>>['rows']) =>
  rows.map(({ draft }) => draft?.name.full ?? '');
const codes = (rows: Awaited<ReturnType<typeof read>>['rows']) =>
  rows.map(({ row, findings }) => `${row} ${findings.map(({ code }) => code).join(' ')}`.trim());

const people = [
  ["Margaret O'Brien", '5035550142'],
  ['Nguyễn Thị Hà', '5035550117'],
  ['欧阳若曦', '2065550107'],
] as const;

describe('separators and quotes', () => {
  test.each([',', ';', '\t', '|'] as const)('cells separated by %j', async (separator) => {
    const lines = ['Name,Phone', ...people.map((cells) => cells.join(','))];
    const text = lines.join('\r\n').replaceAll(',', separator);
    const { shape, fields, rows } = await read(Buffer.from(text));
    expect(shape.delimiter?.used).toBe(separator);
    expect(fields).toEqual(['full-name', 'phone']);
    expect(names(rows)).toEqual(people.map(([name]) => name));
  });

  test('quotes, separators, quotes in quotes and line breaks in cells; rows as an editor counts', async () => {
    const text = [
      'Name;Phone;Address;Notes',
      '"O\'Brien, Margaret";5035550142;"48 Birch Lane\nApt 4";"says ""call me"""',
      '"Ní Dhomhnaill; Siobhán";5035550143;2 High Street;',
    ].join('\r\n');
    const { rows } = await read(Buffer.from(text));
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
    expect(rows[0]?.draft?.name).toMatchObject({ full: "Margaret O'Brien", family: "O'Brien" });
    expect(rows[0]?.draft?.address.street).toBe('48 Birch Lane, Apt 4');
    expect(rows[0]?.draft?.detail).toBe('says "call me"');
  });

  test('a quote that nobody closes swallows no rows', async () => {
    const text = 'name,phone\n"Bob the roof,5035550142\nAnn Lee,5035550143\n';
    const { rows } = await read(Buffer.from(text));
    expect(rows.map(({ draft }) => draft?.number)).toEqual(['+15035550142', '+15035550143']);
  });
});

describe('encodings', () => {
  /** `姓名,手机\n欧阳若曦,2065550107\n王小明,2065550108` in GBK. */
  const gbk = Buffer.from(
    'd0d5c3fb2cca d6bbfa0ac5b7d1f4c8f4ead82c323036353535303130370acdf5d0a1c3f72c323036353535303130380a'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
  /** Windows-1258 writes Nguyễn as ê and a combining tilde. */
  const vietnamese = Buffer.concat([
    Buffer.from('ten,phone\n'),
    Buffer.from([0x4e, 0x67, 0x75, 0x79, 0xea, 0xde, 0x6e, 0x20, 0x54, 0x68, 0x69, 0xf2, 0x20]),
    Buffer.from([0x48, 0x61, 0xcc]),
    Buffer.from(',5035550117\n'),
  ]);

  test('GBK is guessed, and its names come in', async () => {
    const { shape, fields, rows } = await read(gbk);
    expect(shape.encoding).toMatchObject({ used: 'gb18030', guessed: 'gb18030' });
    expect(fields).toEqual(['full-name', 'phone']);
    expect(names(rows)).toEqual(['欧阳若曦', '王小明']);
    expect(rows[0]?.draft?.name.family).toBe('欧阳');
  });

  test('Windows-1258 is guessed, and its letters are whole', async () => {
    const { shape, rows } = await read(vietnamese);
    expect(shape.encoding?.guessed).toBe('windows-1258');
    expect(names(rows)[0]).toBe('Nguyễn Thị Hà');
    expect(names(rows)[0]).toBe(names(rows)[0]?.normalize('NFC'));
  });

  test.each([
    [
      'UTF-8 with a byte order mark',
      Buffer.from('\ufeffname,phone\nNguyễn Thị Hà,5035550117\n'),
      'utf-8',
    ],
    ['UTF-16', Buffer.from('\ufeffname,phone\nNguyễn Thị Hà,5035550117\n', 'utf16le'), 'utf-16le'],
    [
      'UTF-16 without a mark',
      Buffer.from('name,phone\nNguyễn Thị Hà,5035550117\n', 'utf16le'),
      'utf-16le',
    ],
  ])('%s', async (_what, content, encoding) => {
    const { shape, rows } = await read(content);
    expect(shape.encoding?.used).toBe(encoding);
    expect(shape.headers[0]).toBe('name');
    expect(names(rows)).toEqual(['Nguyễn Thị Hà']);
  });

  test('another encoding can be chosen, and what is lost is said', async () => {
    const { rows } = await read(gbk, {
      encoding: 'utf-8',
      hasHeader: true,
      fields: ['full-name', 'phone'],
    });
    expect(codes(rows)[0]).toContain('lost-letters');
  });

  test('letters that somebody spoiled before are put right, and said so', async () => {
    const spoiled = Buffer.from('Nguyễn', 'utf8')
      .toString('latin1')
      .replace('\u0085', '…')
      .replace('\u0083', 'ƒ');
    const { rows } = await read(Buffer.from(`name,phone\n${spoiled} Ha,5035550117\n`));
    expect(names(rows)).toEqual(['Nguyễn Ha']);
    expect(codes(rows)).toEqual(['2 mojibake-mended']);
  });
});

describe('cells', () => {
  test.each<[string, string, string | null, string[]]>([
    ['rounded', '4.41E+11', null, ['scientific-notation']],
    ['several joined', '5035550142 ::: 5035550143', '+15035550142', ['several-numbers']],
    ['several with a slash', '503-555-0142 / 503-555-0143', '+15035550142', ['several-numbers']],
    ['an N11 exchange', '5034110142', null, ['n11-exchange']],
    ['an extension', '(503) 555-0142 ext. 7', '+15035550142', ['extension']],
    ['full-width digits', '５０３５５５０１４２', '+15035550142', ['full-width']],
    ['a zero width space', '503555\u200b0142', '+15035550142', ['invisible-characters']],
    ['no-break spaces', '503\u00a0555\u00a00142', '+15035550142', ['invisible-characters']],
    ['direction marks', '\u202a5035550142\u202c', '+15035550142', ['invisible-characters']],
    ['a text mark', "'5035550142", '+15035550142', []],
    ['a formula that is a text', '="5035550142"', '+15035550142', []],
    ['a tel: link', 'tel:+1-503-555-0142', '+15035550142', []],
    ['a word before it', 'mobile: 503 555 0142', '+15035550142', []],
  ])('a number with %s', async (_what, written, number, expected) => {
    const quoted = `"${written.replaceAll('"', '""')}"`;
    const text = `name,phone\nAnn Lee,${quoted}\nBob Ray,5035550144\n`;
    const { rows } = await read(Buffer.from(text));
    expect(rows[0]?.draft?.number ?? null).toBe(number);
    expect(rows[0]?.findings.map(({ code }) => code)).toEqual(expected);
  });

  test('what a spreadsheet would compute stays a text, and is said', async () => {
    const { rows } = await read(
      Buffer.from('name,phone,notes\nAnn Lee,5035550142,=1+1\n@Bob,5035550143,-2\n'),
    );
    expect(rows[0]?.draft?.detail).toBe('=1+1');
    expect(rows[0]?.findings).toEqual([{ code: 'formula-text', column: 'notes', value: '=1+1' }]);
    expect(codes(rows)[1]).toBe('3 formula-text');
  });

  test('dates whose order cannot be told are kept as written, until one tells it', async () => {
    const list = (second: string) =>
      Buffer.from(
        `name,phone,due date\nAnn Lee,5035550142,03/04/2026\nBob Ray,5035550143,${second}\n`,
      );
    const open = await read(list('05/06/2026'));
    expect(codes(open.rows)).toEqual(['2 ambiguous-date', '3 ambiguous-date']);
    const told = await read(list('25/06/2026'));
    expect(told.rows.map(({ draft }) => draft?.detail)).toEqual([
      'due date: 2026-04-03',
      'due date: 2026-06-25',
    ]);
  });

  test('rows: repeated header, empty, cut, too long, twice, shared', async () => {
    const text = [
      'name,phone,town',
      'Ann Lee,5035550142,Portland',
      '',
      'name,phone,town',
      'Bob',
      'Cy Poe,5035550143,Salem,more',
      'LEE ANN,(503) 555-0142,',
      'Dee Lee,5035550142,Salem',
    ].join('\n');
    const { shape, rows } = await read(Buffer.from(text));
    expect(shape.emptyRows).toBeGreaterThan(0);
    expect(codes(rows)).toEqual([
      '2',
      '4 header-repeated',
      '5 too-few-columns',
      '6 too-many-columns',
      '7 duplicate-in-list',
      '8 shared-number',
    ]);
  });

  test('national numbers without a country ask for one', async () => {
    const { rows } = await read(Buffer.from('name,phone\nAnn Lee,020 7946 0123\n'), {}, '');
    expect(codes(rows)).toEqual(['2 unknown-country']);
    const chosen = await read(Buffer.from('name,phone\nAnn Lee,020 7946 0123\n'), {}, 'GB');
    expect(chosen.rows[0]?.draft?.number).toBe('+442079460123');
  });
});

describe('columns are guessed', () => {
  test.each([
    [
      'English',
      'First Name,Last Name,Mobile Phone,E-mail,Postcode,Notes',
      ['given-name', 'family-name', 'phone', 'email', 'postal-code', 'detail'],
    ],
    [
      'Chinese',
      '姓,名,手机号码,邮箱,邮编,备注',
      ['family-name', 'given-name', 'phone', 'email', 'postal-code', 'detail'],
    ],
    [
      'Vietnamese',
      'Họ,Tên,Số điện thoại,Email,Mã bưu điện,Ghi chú',
      ['family-name', 'given-name', 'phone', 'email', 'postal-code', 'detail'],
    ],
  ])('from %s names', async (_what, header, expected) => {
    const { fields } = await read(
      Buffer.from(`${header}\nAnn,Lee,5035550142,ann@example.com,97205,x\n`),
    );
    expect(fields).toEqual(expected);
  });

  test('from what is in them, where nothing names them', async () => {
    const text = 'Ann Lee,ann@example.com,5035550142\nBob Ray,bob@example.com,5035550143\n';
    const { shape, fields } = await read(Buffer.from(text));
    expect(shape.hasHeader).toBe(false);
    expect(fields).toEqual(['full-name', 'email', 'phone']);
    expect(shape.columns[0]?.confidence).toBeLessThan(0.7);
  });

  test('a name that its content belies is not believed', async () => {
    const { shape } = await read(
      Buffer.from('Phone,Contact no\nAnn Lee,5035550142\nBob Ray,5035550143\n'),
    );
    expect(shape.columns.map(({ field }) => field)[1]).toBe('phone');
    expect(shape.columns[0]?.confidence).toBeLessThan(0.7);
  });
});

describe('workbooks', () => {
  test('numbers keep their digits, formulas their value, and what is lost is said', async () => {
    const content = workbook({
      List: [
        ['Name', 'Phone', 'Notes'],
        [
          "Margaret O'Brien",
          { digits: '5035550142' },
          { formula: 'A1&amp;B1', value: 'made by a formula' },
        ],
        ['欧阳若曦', '2065550107', { digits: '12' }],
        ['Nguyễn Thị Hà', { digits: '4.41E+11' }, ''],
        ['Ann Lee', { digits: '4.42079460123E+11' }, ''],
      ],
    });
    const { rows } = await read(content, {}, 'GB');
    expect(rows[0]?.draft?.detail ?? rows[0]?.findings).toBeTruthy();
    const us = await read(content);
    expect(us.rows[0]?.draft).toMatchObject({
      number: '+15035550142',
      detail: 'made by a formula',
    });
    expect(codes(us.rows)).toEqual([
      '2 stored-as-number',
      '3',
      '4 scientific-notation',
      expect.stringMatching(/^5 /),
    ]);
    expect(names(us.rows).slice(0, 2)).toEqual(["Margaret O'Brien", '欧阳若曦']);
  });

  test('of several sheets one is asked for', async () => {
    const content = workbook({
      Notes: [['nothing'], ['to see']],
      List: [
        ['Name', 'Phone'],
        ['Ann Lee', '5035550142'],
      ],
    });
    const open = await read(content);
    expect(open.shape.sheetIsOpen).toBe(true);
    const chosen = await read(content, { sheet: 'List' });
    expect(chosen.shape).toMatchObject({ sheet: 'List', sheetIsOpen: false });
    expect(names(chosen.rows)).toEqual(['Ann Lee']);
  });

  test('an archive that unpacks to too much is refused before it is', async () => {
    const big = zip({ 'xl/workbook.xml': Buffer.alloc(1_024) }, 400 * 1_048_576);
    await expect(read(big)).rejects.toThrow('more than 256 MB');
    const liar = zip({ 'xl/workbook.xml': Buffer.alloc(8 * 1_048_576) }, 10);
    await expect(read(liar)).rejects.toThrow('more than 256 MB');
    await expect(read(zip({ 'a.txt': 'no workbook' }))).rejects.toThrow('cannot be read');
  });

  test('a file that the directory of the archive does not list is not unpacked', async () => {
    const rows = (name: string) => [
      ['Name', 'Phone'],
      [name, '5035550142'],
    ];
    const listed = workbook({ List: rows('Ann Lee') });
    const directoryAt = listed.length - 22 + 16;
    const place = listed.readUInt32LE(directoryAt);
    const other = workbook({ List: rows('Nobody') });
    const hidden = other.subarray(0, other.readUInt32LE(other.length - 22 + 16));
    const content = Buffer.concat([listed.subarray(0, place), hidden, listed.subarray(place)]);
    content.writeUInt32LE(place + hidden.length, directoryAt + hidden.length);
    expect(names((await read(content)).rows)).toEqual(['Ann Lee']);
  });
});

describe('cells and lines of megabytes are read like all others', () => {
  const rest = ',5035550142,ann@example.com\nBob Ray,5035550143,bob@example.com\n';
  test.each([
    ['a quoted cell', `Name,Phone,Email\n"${'a'.repeat(16_000_000)}"${rest}`],
    ['a quote that nobody closes', `Name,Phone,Email\n"${'a'.repeat(16_000_000)}${rest}`],
    ['a formula that keeps a text', `Name,Phone,Email\n="${'a'.repeat(16_000_000)}"${rest}`],
    [
      'no e-mail address',
      `Name,Phone,Email\nAnn,5035550142,a@${'.'.repeat(400_000)}@\n${rest.slice(28)}`,
    ],
    [
      'a picture on a card',
      ['Ann', 'Bob']
        .map(
          (name) =>
            `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTEL:+15035550142\r\n` +
            `PHOTO;ENCODING=b;TYPE=JPEG:${'A'.repeat(4_000_000).replaceAll(/.{74}/g, '$&\r\n ')}\r\nEND:VCARD\r\n`,
        )
        .join(''),
    ],
  ])('%s', async (_what, text) => {
    const { rows } = await read(Buffer.from(text));
    expect(rows.map(({ draft }) => draft !== null)).toEqual([true, true]);
  });
});

describe('vCards', () => {
  const card = (lines: readonly string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n');

  test('2.1, 3.0 and 4.0: folded, quoted-printable, several numbers, preferred first', async () => {
    const content = [
      card([
        'VERSION:3.0',
        "N:O'Brien;Margaret;;Ms;",
        "FN:Margaret O'Brien",
        'TEL;TYPE=HOME:+1 503 555 0143',
        'TEL;TYPE=CELL,PREF:+1 503 555',
        ' -0142',
        'ADR;TYPE=home:;;48 Birch Lane\\, Apt 4;Portland;OR;97205;US',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ',
        ' SkZJRg==',
      ]),
      card([
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nguy=E1=BB=85n;H=C3=A0;Th=E1=BB=8B;;',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nguy=E1=BB=85n Th=E1=BB=8B=',
        ' H=C3=A0',
        'TEL;CELL;PREF:+15035550117',
        'TEL;FAX:+15035550199',
      ]),
      card([
        'VERSION:4.0',
        'FN:欧阳若曦',
        'N:欧阳;若曦;;;',
        'TEL;VALUE=uri;PREF=2:tel:+1-206-555-0108',
        'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+1-206-555-0107;ext=5',
        'EMAIL:ruoxi@example.com',
        'NOTE:two\\nlines',
      ]),
    ].join('\r\n');
    const { shape, rows } = await read(Buffer.from(content), {}, '');
    expect(shape.format).toBe('cards');
    expect(names(rows)).toEqual(["Margaret O'Brien", 'Nguyễn Thị Hà', '欧阳若曦']);
    expect(rows.map(({ draft }) => draft?.number)).toEqual([
      '+15035550142',
      '+15035550117',
      '+12065550107',
    ]);
    expect(rows.map(({ draft }) => draft?.phones.length)).toEqual([2, 1, 2]);
    expect(rows[0]?.draft?.address).toMatchObject({
      street: '48 Birch Lane, Apt 4',
      town: 'Portland',
    });
    expect(rows[1]?.draft?.name.family).toBe('Nguyễn');
    expect(rows[2]?.draft).toMatchObject({
      email: 'ruoxi@example.com',
      detail: expect.stringContaining('two · lines'),
    });
  });

  test('a broken card is one row, the others come in', async () => {
    const content = [
      card(['VERSION:3.0', 'FN:Ann Lee', 'TEL:+15035550142']),
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:Half a card',
      card(['VERSION:3.0', 'FN:Bob Ray', 'TEL:+15035550143']),
    ].join('\r\n');
    const { rows } = await read(Buffer.from(content), {}, '');
    expect(codes(rows)[1]).toContain('broken-card');
    expect(names(rows)).toEqual(['Ann Lee', '', 'Bob Ray']);
  });
});
