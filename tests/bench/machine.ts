import { cpus, freemem, loadavg, totalmem } from 'node:os';

/** What the figures were measured on, in one line. */
export function machineState(): string {
  const [first] = cpus();
  const gibibytes = (bytes: number) => (bytes / 1_073_741_824).toFixed(1);
  return [
    new Date().toISOString(),
    `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}`,
    `load ${loadavg()
      .map((load) => load.toFixed(2))
      .join(' ')}`,
    `${gibibytes(freemem())} of ${gibibytes(totalmem())} GiB free`,
    `Node ${process.versions.node}`,
    process.platform,
  ].join(', ');
}
