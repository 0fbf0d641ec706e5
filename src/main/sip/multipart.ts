import { mediaType } from './header-syntax.ts';

const mostParts = 16;
const deepest = 3;

/**
 * The session description within a multipart body (RFC 5621 §3): gateways put the signalling of
 * the telephone network, or a place, beside it. Nested bodies are looked into, within bounds.
 *
 * @param contentType - Value of the Content-Type header.
 * @returns The description, or null when there is none.
 */
export function sessionDescriptionIn(contentType: string, body: string, depth = 0): string | null {
  if (depth > deepest || !mediaType(contentType).startsWith('multipart/')) return null;
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) return null;
  const parts = `\r\n${body}`.split(`\r\n--${mark}`).slice(1, mostParts + 1);
  for (const part of parts) {
    if (part.startsWith('--')) break;
    const end = part.indexOf('\r\n\r\n');
    if (end === -1) continue;
    const type =
      /^content-type\s*:\s*(.*)$/im.exec(part.slice(0, end))?.[1]?.trim() ?? 'text/plain';
    const content = part.slice(end + 4);
    if (mediaType(type) === 'application/sdp') {
      return content.endsWith('\r\n') ? content : `${content}\r\n`;
    }
    const inner = sessionDescriptionIn(type, content, depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}
