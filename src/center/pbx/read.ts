import { z } from 'zod';
import { pbxProfile } from '../../contract/record/pbx-profile.ts';
import { defaultPbxProfile, isRoomAddress, type PbxProfile } from '../../domain/pbx/pbx-profile.ts';

// Names that nobody knows are refused: a misspelt one would else be left out without a word.
const { headers, conference, ...fields } = pbxProfile.shape;
const headerNames = headers.unwrap().shape;

const ownRoom = z.string().min(1).max(300).refine(isRoomAddress, {
  error: 'has no {room}: in one room for everybody, customers of two agents would meet',
});

const pbxFile = z.strictObject({
  ...fields,
  format: z.literal('homeline-pbx/1'),
  conference: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('local') }),
      z.strictObject({ kind: z.literal('room'), address: ownRoom }),
    ])
    .default(defaultPbxProfile.conference),
  headers: z.strictObject(headerNames).default(defaultPbxProfile.headers),
});

type Reading =
  | { readonly ok: true; readonly value: PbxProfile }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads the content of a file that says how the PBX wants to be treated (docs/formats.md). */
export function readPbx(content: unknown): Reading {
  const parsed = pbxFile.safeParse(content);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join('.')}: ${message}`,
    );
    return { ok: false, errors };
  }
  const { format: _format, ...value } = parsed.data;
  return { ok: true, value };
}
