import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { encodePcmu } from '../../domain/audio/pcmu.ts';
import { parseWav } from '../../domain/audio/wav.ts';
import { linesOf, type Scenario, scenario } from './scenario.ts';

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** The recordings that are said, as µ-law bytes (8000 a second), by file name. */
  readonly recordings: ReadonlyMap<string, Uint8Array>;
}

export type LoadResult =
  | { readonly ok: true; readonly loaded: LoadedScenario }
  /** `detail` names the file, the place in it and the fault, for the one who wrote it. */
  | { readonly ok: false; readonly detail: string };

const sampleRateHz = 8000;

async function read(path: string): Promise<Buffer | string> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return `${basename(path)}: ${code === 'ENOENT' ? 'there is no such file' : code}`;
  }
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; detail: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'not JSON' };
  }
}

/** Reads a scenario file and every recording it names. All or nothing. */
export async function loadScenario(path: string): Promise<LoadResult> {
  const file = basename(path);
  const bytes = await read(path);
  if (typeof bytes === 'string') return { ok: false, detail: bytes };
  const json = parseJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  if (!json.ok) return { ok: false, detail: `${file}: ${json.detail}` };
  const parsed = scenario.safeParse(json.value);
  if (!parsed.success) return { ok: false, detail: `${file}: ${z.prettifyError(parsed.error)}` };
  const recordings = new Map<string, Uint8Array>();
  const lines = [...parsed.data.anyone.lines, ...parsed.data.customers.flatMap(linesOf)];
  for (const line of lines) {
    if (line.kind !== 'say' || recordings.has(line.file)) continue;
    const wav = await read(join(dirname(path), parsed.data.voices, line.file));
    if (typeof wav === 'string') return { ok: false, detail: `${file}: ${wav}` };
    const result = parseWav(wav);
    if (!result.ok)
      return { ok: false, detail: `${line.file}: ${result.error.kind} (mono, 16 bits)` };
    if (result.recording.sampleRateHz !== sampleRateHz) {
      return { ok: false, detail: `${line.file}: ${result.recording.sampleRateHz} Hz, not 8000` };
    }
    recordings.set(line.file, encodePcmu(result.recording.samples));
  }
  return { ok: true, loaded: { scenario: parsed.data, recordings } };
}
