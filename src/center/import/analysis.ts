import type {
  ImportAnalysis,
  ImportSettings,
  PreviewRow,
} from '../../contract/http/lead-import.ts';
import type { Center } from '../center.ts';
import { organisationCountry, readHabit } from '../db/import-habits.ts';
import { leadListByDigest } from '../db/lead-lists.ts';
import type { ImportSession } from './import-session.ts';
import type { Meaning, Shape } from './reader/file.ts';

/** Nothing is known: all of it is guessed. */
export const guessAll: ImportSettings = {
  encoding: null,
  delimiter: null,
  sheet: null,
  hasHeader: null,
  fields: null,
  country: null,
};

/** What a file seems to be, with what the asker already knows of it. */
export async function analyse(
  { db }: Pick<Center, 'db'>,
  session: ImportSession,
  settings: ImportSettings,
): Promise<ImportAnalysis> {
  const { organisationId } = session.caller;
  const shape = await session.reader.shape(settings);
  const habit =
    shape.signature === null ? null : await readHabit(db, organisationId, shape.signature);
  const fits = habit?.fields.length === shape.columns.length;
  const guessed = shape.columns.map(({ field }) => field);
  const asked = settings.fields?.length === shape.columns.length ? settings.fields : null;
  const fields = asked ?? (fits ? habit.fields : guessed);
  const country =
    settings.country ??
    (fits ? habit.country : null) ??
    (await organisationCountry(db, organisationId));
  session.shape = shape;
  session.meaning = { fields, country };
  const preview = await session.reader.preview(session.meaning);
  session.obstacle = obstacleOf(shape, session.meaning, preview);
  const { headers, signature, sheetIsOpen, columns, ...facts } = shape;
  return {
    importId: session.id,
    campaignId: session.campaignId,
    name: session.name,
    sizeBytes: session.sizeBytes,
    ...facts,
    country,
    columns: columns.map(({ field, confidence, samples }, place) => ({
      header: (headers[place] ?? '').slice(0, 200),
      field: fields[place] ?? 'ignore',
      guessed: field,
      confidence: asked || fits ? 1 : confidence,
      samples: [...samples],
    })),
    remembered: !asked && fits,
    preview: [...preview],
    sameFile: await leadListByDigest(db, organisationId, session.campaignId, session.digest),
    obstacle: session.obstacle,
  };
}

function obstacleOf(
  shape: Shape,
  meaning: Meaning,
  preview: readonly PreviewRow[],
): ImportAnalysis['obstacle'] {
  if (shape.rows === 0) return 'no-rows';
  if (shape.sheetIsOpen) return 'choose-sheet';
  if (!meaning.fields.includes('phone')) return 'no-phone-column';
  const lost = preview.filter(({ findings }) =>
    findings.some(({ code }) => code === 'unknown-country'),
  );
  return lost.length > preview.length / 2 ? 'no-country' : 'none';
}
