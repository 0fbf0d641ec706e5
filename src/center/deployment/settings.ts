import { z } from 'zod';

/** How a center is deployed. Everything else is in its store. */
const fields = {
  /** Folder of the embedded store; this or `database`. */
  data: z.string().min(1).optional(),
  /** A PostgreSQL server, 15 or newer: `postgres://user:password@host:port/database`. */
  database: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/.+/, 'give an address such as postgres://user@host:5432/homeline')
    .optional(),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 for any free port. */
  port: z.int().min(0).max(65_535).default(7_420),
  /** PEM files; both or none. */
  tlsKey: z.string().min(1).optional(),
  tlsCertificate: z.string().min(1).optional(),
  /** That a proxy in front of the center speaks TLS with the desks, and the center plain http with it. */
  trustProxy: z.boolean().default(false),
  /** How long an unreachable database is waited for at the start. */
  databaseWaitSeconds: z.int().min(0).max(86_400).default(60),
  databaseConnections: z.int().min(1).max(200).default(10),
  /** With it `GET /metrics` may be asked from elsewhere than this machine (`Authorization: Bearer`). */
  metricsToken: z.string().min(16).max(200).optional(),
  /** STUN and TURN servers between commas, for every desk; TURN needs `turnSecret`. */
  turnUrls: z
    .string()
    .regex(
      /^(?:stuns?|turns?):[^\s,]+(?:,(?:stuns?|turns?):[^\s,]+)*$/,
      'give addresses such as turn:turn.example:3478?transport=udp, with commas between them',
    )
    .optional(),
  /** What the TURN server shares with the center (coturn: `static-auth-secret`). */
  turnSecret: z.string().min(16).max(200).optional(),
  /** How long credentials for TURN are good for. */
  turnSeconds: z.int().min(600).max(604_800).default(86_400),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
};

export const settingsSchema = z
  .strictObject(fields)
  .refine((all) => (all.data === undefined) !== (all.database === undefined), {
    error: 'give either data (a folder) or database (a PostgreSQL address)',
  })
  .refine((all) => (all.tlsKey === undefined) === (all.tlsCertificate === undefined), {
    error: 'tlsKey and tlsCertificate belong together',
  })
  .refine((all) => !/(?:^|,)turns?:/.test(all.turnUrls ?? '') || all.turnSecret !== undefined, {
    error: 'turnUrls with a TURN server need turnSecret',
  })
  .refine((all) => isLoopback(all.host) || all.tlsKey !== undefined || all.trustProxy, {
    error:
      'desks elsewhere need TLS: give tlsKey and tlsCertificate, or trustProxy when a proxy in ' +
      'front of the center speaks TLS, or listen on 127.0.0.1',
  });

export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof typeof fields;

export const settingNames = Object.keys(fields) as SettingName[];
export const wholeNumbers: ReadonlySet<string> = new Set<SettingName>([
  'port',
  'databaseWaitSeconds',
  'databaseConnections',
  'turnSeconds',
]);
export const switches: ReadonlySet<string> = new Set<SettingName>(['trustProxy']);

/** `tlsKey` → `tls-key`. */
export function optionOf(name: SettingName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
