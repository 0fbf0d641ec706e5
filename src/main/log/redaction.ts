/**
 * Keeps telephone numbers and secrets out of the log. Redaction works on the finished line, so
 * that no code path can forget it.
 */
const secretNames =
  '(?:password|passwd|secret|token|accessToken|refreshToken|authorization|proxy-authorization|credential|response|nonce)';
const secretInJson = new RegExp(`("${secretNames}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi');
// A line is JSON, so quotes of a header stand there as \" and its end as \r.
const secretInHeader = /\b((?:Proxy-)?Authorization\s*:\s*)(?:[^"\\]|\\[^rn])+/gi;
const bearer = /\b(Bearer\s+)[\w.~+/=-]+/gi;
const jsonWebToken = /\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g;
// A plus and seven digits or more, grouped in any way people write numbers; or the user of a
// sip:, sips: or tel: address when it is digits.
const internationalNumber = /\+\d(?:[\s().-]{0,3}\d){6,14}/g;
const numberInAddress = /\b((?:sips?|tel):)\+?\d[\d().-]{2,}/gi;
// Plain runs of ten digits and more, but not inside ids, hex or decimals.
const plainNumber = /(?<![\w.-])\d{10,15}(?![\w.-])/g;

export function redact(line: string): string {
  return line
    .replaceAll(secretInJson, '$1"[secret]"')
    .replaceAll(secretInHeader, '$1[secret]')
    .replaceAll(bearer, '$1[secret]')
    .replaceAll(jsonWebToken, '[secret]')
    .replaceAll(numberInAddress, '$1[number]')
    .replaceAll(internationalNumber, '[number]')
    .replaceAll(plainNumber, '[number]');
}
