/** The parts of `RTCRtpSendParameters` that choose a codec (WebRTC Extensions §5.1), not yet in TypeScript's DOM. */
type Codec = RTCRtpCodecParameters;
type Encoding = RTCRtpEncodingParameters & { codec?: Codec };

/**
 * Doubles the sound that is sent (RFC 2198), or no longer, without renegotiating: both formats were
 * agreed on at the beginning, or the far end never offered it.
 *
 * @returns Whether redundancy is sent from now on.
 */
export async function setRedundancy(sender: RTCRtpSender, on: boolean): Promise<boolean> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings as Encoding[];
  const wanted = parameters.codecs.find(({ mimeType }) => isRed(mimeType) === on);
  const canChange = parameters.codecs.some(({ mimeType }) => isRed(mimeType));
  if (!encoding || !wanted || !canChange) return false;
  encoding.codec = wanted;
  await sender.setParameters(parameters);
  return on;
}

function isRed(mimeType: string): boolean {
  return mimeType.toLowerCase() === 'audio/red';
}
