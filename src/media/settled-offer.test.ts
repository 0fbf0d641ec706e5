import { expect, test } from 'vitest';
import { asAnswer } from './settled-offer.ts';

const sdp = ['v=0', 'm=audio 50000 UDP/TLS/RTP/SAVPF 111', 'a=setup:actpass', ''].join('\r\n');

test('as an answer it has the role we have not', () => {
  expect(asAnswer(sdp, 'a=setup:active\r\n')).toContain('a=setup:passive');
  expect(asAnswer(sdp, 'a=setup:passive\r\n')).toContain('a=setup:active');
});
