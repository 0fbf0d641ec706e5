import { spawnSync } from 'node:child_process';

/** A cable between this machine and one network namespace, with an address on each end. */
export type Wire = {
  /** The far end's address, `10.77.N.1`. */
  readonly far: string;
  /** Ours, `10.77.N.2`. */
  readonly near: string;
  /** Name of our interface. */
  readonly name: string;
  /** Pulls the cable out or puts it back, at our end; addresses stay. */
  set(state: 'up' | 'down'): void;
};

const mostWires = 200;

/**
 * Lays a cable into the network namespace of that process. The kernel takes it away together with
 * the namespace. The first free number is ours: making an interface fails when its name is taken.
 */
export function layWire(processId: number): Wire {
  for (let number = 0; number < mostWires; number += 1) {
    const name = `homeline${number}`;
    const peer = ['peer', 'name', 'eth0', 'netns', String(processId)];
    const made = run('ip', ['link', 'add', name, 'type', 'veth', ...peer]);
    if (made.status !== 0) {
      if (/File exists/.test(made.stderr)) continue;
      throw new Error(made.stderr);
    }
    const [far, near] = [`10.77.${number}.1`, `10.77.${number}.2`];
    const inside = ['--target', String(processId), '--net', 'ip'];
    must('nsenter', [...inside, 'addr', 'add', `${far}/30`, 'dev', 'eth0']);
    must('nsenter', [...inside, 'link', 'set', 'eth0', 'up']);
    must('ip', ['addr', 'add', `${near}/30`, 'dev', name]);
    must('ip', ['link', 'set', name, 'up']);
    return { far, near, name, set: (state) => must('ip', ['link', 'set', name, state]) };
  }
  throw new Error(`all of ${mostWires} wires are in use`);
}

function run(program: string, parameters: readonly string[]) {
  return spawnSync(program, parameters, { encoding: 'utf8' });
}

function must(program: string, parameters: readonly string[]): void {
  const { status, stderr } = run(program, parameters);
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')}: ${stderr}`);
}
