import { expect, test } from 'vitest';
import { redundantFormat, reorder } from './redundancy.ts';

const sdp = [
  'v=0',
  'm=audio 50000 UDP/TLS/RTP/SAVPF 111 63 0 8 110',
  'a=setup:actpass',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  '',
].join('\r\n');

test('the redundant format goes first or last, and nothing else changes', () => {
  expect(reorder(sdp, true)).toBe(sdp.replace('111 63 0 8 110', '63 111 0 8 110'));
  expect(reorder(sdp, false)).toBe(sdp.replace('111 63 0 8 110', '111 0 8 110 63'));
  expect(redundantFormat(sdp)).toBe('63');
});

test('a far end that never offered it is left as it is', () => {
  expect(reorder(sdp.replace('red/48000', 'PCMU/8000'), true)).toBeNull();
});
