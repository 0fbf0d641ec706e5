/** @vitest-environment happy-dom */
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import { idle } from '../../../../../tests/pictures/fixtures/snapshot.ts';
import { drawDesk, find } from '../../../../../tests/support/drawn-desk.tsx';
import { startMessages } from '../../../messages/messages.ts';
import { vi } from '../../../messages/vi.ts';
import { zhCn } from '../../../messages/zh-cn.ts';
import { TroubleWords } from './trouble-words.tsx';

const detail = 'This is an old .xls workbook. Save it as .xlsx or CSV and try again.';

async function drawn(language: Parameters<typeof startMessages>[0], reason: string) {
  const trouble = { kind: 'refused', problem: 'unsupported-format', reason, detail } as const;
  await drawDesk(
    <I18nextProvider i18n={startMessages(language)}>
      <TroubleWords trouble={trouble} />
    </I18nextProvider>,
    idle,
  );
  return find('import-trouble-refused')?.textContent ?? '';
}

test.each([
  ['vi', vi],
  ['zh-CN', zhCn],
] as const)('why a file was not taken is said in %s, and in it alone', async (language, words) => {
  expect(await drawn(language, 'old-workbook')).toBe(words['import.refused-old-workbook']);
});

test('what nobody has words for is shown as what the center says', async () => {
  const text = await drawn('vi', 'moon-phase');
  expect(text).toContain(vi['import.trouble-refused']);
  expect(text).toContain(`${vi['import.center-says']} ${detail}`);
});
