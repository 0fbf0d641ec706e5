import { execFileSync } from 'node:child_process';

/**
 * An agent's computer with two networks, and a PBX that is reached by either: two network
 * namespaces with two pairs of veth between them. Linux, root and iproute2 only.
 */
export type Namespaces = {
  readonly agent: string;
  readonly pbx: string;
  remove(): void;
};

/** The PBX's own address, whichever way leads there. */
export const pbxAddress = '10.81.0.1';

/** Null where this machine does not let us; the reason is for people. */
export function makeNamespaces(): Namespaces | { readonly reason: string } {
  if (process.platform !== 'linux') return { reason: 'network namespaces are of Linux' };
  if (process.getuid?.() !== 0) return { reason: 'network namespaces need root' };
  const agent = `homeline-agent-${process.pid}`;
  const pbx = `homeline-pbx-${process.pid}`;
  const remove = () => {
    for (const name of [agent, pbx]) {
      try {
        ip('netns', 'del', name);
      } catch {
        // It was never made.
      }
    }
  };
  try {
    ip('netns', 'add', agent);
    ip('netns', 'add', pbx);
    ip('-n', agent, 'link', 'set', 'lo', 'up');
    ip('-n', pbx, 'link', 'set', 'lo', 'up');
    ip('-n', pbx, 'addr', 'add', `${pbxAddress}/32`, 'dev', 'lo');
    for (const way of ['1', '2'] as const) {
      ip(
        '-n',
        agent,
        'link',
        'add',
        nameOf(way),
        'type',
        'veth',
        'peer',
        'name',
        `far${way}`,
        'netns',
        pbx,
      );
      ip('-n', agent, 'addr', 'add', `10.81.${way}.2/24`, 'dev', nameOf(way));
      ip('-n', pbx, 'addr', 'add', `10.81.${way}.1/24`, 'dev', `far${way}`);
      ip('-n', pbx, 'link', 'set', `far${way}`, 'up');
    }
  } catch (error) {
    remove();
    return { reason: `this machine makes none: ${String(error).slice(0, 200)}` };
  }
  return { agent, pbx, remove };
}

export type Way = '1' | '2';

const nameOf = (way: Way) => `way${way}`;

/** Within the agent's namespace: this network comes up and is the way to everywhere. */
export function comesUp(way: Way): void {
  ip('link', 'set', nameOf(way), 'up');
  ip('route', 'replace', 'default', 'via', `10.81.${way}.1`, 'dev', nameOf(way));
}

/** Within the agent's namespace: the cable is out. */
export function goesDown(way: Way): void {
  ip('link', 'set', nameOf(way), 'down');
}

function ip(...words: string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
