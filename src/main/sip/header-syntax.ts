/** Syntax of the headers a call is built on (RFC 3261 §25.1), as far as it decides a verdict. */

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const token = String.raw`[A-Za-z0-9\-.!%*_+\`'~]+`;
const host = String.raw`(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._]+)`;
const parameter = String.raw`\s*;\s*${token}(?:\s*=\s*(?:${quoted}|[^\s;,"]+))?`;

const via = new RegExp(
  String.raw`^\s*SIP\s*/\s*2\.0\s*/\s*${token}\s+${host}(?:\s*:\s*\d{1,5})?(?:${parameter})*\s*$`,
);
const named = new RegExp(
  String.raw`^\s*(?:${quoted}|${token}(?:\s+${token})*)?\s*<([A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"]+)>(?:${parameter})*\s*$`,
);
/** Without brackets a URI has no parameters, headers or commas of its own (§20). */
const bare = new RegExp(
  String.raw`^\s*([A-Za-z][A-Za-z0-9+.\-]*:[^\s<>",;?]+)(?:${parameter})*\s*$`,
);

/** Splits a header at its commas, those in quotes and brackets left alone (§7.3.1). */
export function splitList(value: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  let inQuotes = false;
  let inBrackets = false;
  for (let index = 0; index < value.length; index += 1) {
    const character = value[index];
    if (inQuotes) {
      if (character === '\\') index += 1;
      else if (character === '"') inQuotes = false;
    } else if (character === '"') inQuotes = true;
    else if (character === '<') inBrackets = true;
    else if (character === '>') inBrackets = false;
    else if (character === ',' && !inBrackets) {
      parts.push(value.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, value.slice(from)];
}

/** Whether every value of a Via header is one. */
export function isVia(value: string): boolean {
  return splitList(value).every((part) => via.test(part));
}

/** The branch of the topmost Via; null where there is none (RFC 2543 had none). */
export function branchOf(value: string): string | null {
  return /;\s*branch\s*=\s*([^\s;,]+)/i.exec(splitList(value)[0] ?? '')?.[1] ?? null;
}

/** The URI of a From, To or single Contact; null when the header is not one. */
export function addressIn(value: string): string | null {
  return (named.exec(value) ?? bare.exec(value))?.[1] ?? null;
}

/** Whether it is a Contact header: addresses, or the asterisk of a REGISTER. */
export function isContact(value: string): boolean {
  return value.trim() === '*' || splitList(value).every((part) => addressIn(part) !== null);
}

/** Lower case, parameters and white space left out: `application/sdp`. */
export function mediaType(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}
