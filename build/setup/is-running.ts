import { readFileSync } from 'node:fs';

/** Whether a process runs; not so a zombie: it has ended, only nobody has asked for its exit code. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // No such process, or it went while we looked.
    return false;
  }
}
