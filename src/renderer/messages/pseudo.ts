import { en } from './en.ts';

const accented: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aàeéiîoöuûAÀEÉIÎOÖUÛnñcç'].reduce<[string, string][]>((pairs, letter, index, all) => {
    if (index % 2 === 0) pairs.push([letter, all[index + 1] ?? letter]);
    return pairs;
  }, []),
);

/** Longer, accented, in brackets; placeholders stay as they are. */
export function pseudoText(text: string): string {
  const body = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) =>
      part.startsWith('{{') ? part : [...part].map((letter) => accented[letter] ?? letter).join(''),
    )
    .join('');
  return `⟦${body}${'·'.repeat(Math.ceil(text.length * 0.3))}⟧`;
}

/** English made strange, to see which words do not come from the catalogue and what has no room. */
export const pseudo = Object.fromEntries(
  Object.entries(en).map(([key, text]) => [key, pseudoText(text)]),
) as Readonly<Record<keyof typeof en, string>>;
