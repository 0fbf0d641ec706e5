/** An IPv6 address stands for its network: within it RFC 8981 changes addresses every day. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
}

/** The networks of this computer as they matter for a way, in one text that can be compared. */
export function networksKey(addresses: readonly string[]): string {
  return [...new Set(addresses.map(networkOf))].sort().join(' ');
}

export function networksIn(key: string): readonly string[] {
  return key === '' ? [] : key.split(' ');
}

/**
 * Whether the network that a socket was opened on has been there all along. One on the loopback does
 * not tell where its messages go on from here: for that, any network that stayed will do.
 */
export function isStillHere(
  ownAddress: string | null,
  before: readonly string[],
  now: readonly string[],
): boolean {
  if (ownAddress === null) return false;
  const stayed = before.filter((network) => now.includes(network));
  return isLoopback(ownAddress) ? stayed.length > 0 : stayed.includes(networkOf(ownAddress));
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./i.test(address);
}
