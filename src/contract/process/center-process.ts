import { z } from 'zod';
import { provisioning, role } from '../record/provisioning.ts';

/** The `sip` block of a provisioning, as the practice exchange gave it out. */
const sipBlock = provisioning.shape.sip;

/** A person who may sign in to a practice center, with the password of this start. */
const practiceUser = z.object({
  loginName: z.string().min(1).max(200),
  name: z.string().min(1).max(500),
  password: z.string().min(8).max(1_000),
  extension: z.string().max(40),
  role,
  /** Where this person's phone registers. */
  sip: sipBlock,
});

/** What is put into a practice center that is still empty. */
const practiceSample = z.object({
  /** Folder with `campaigns.json`, `people.json`, the scripts and the lead file. */
  folder: z.string().min(1),
  /** A lead file to import instead of the sample's own, or null. */
  leadListPath: z.string().min(1).nullable(),
  /** A script file that takes the place of the outbound campaign's script, or null. */
  scriptPath: z.string().min(1).nullable(),
});

/** The first message to a center's process: all it needs to know. Nothing comes by argument or file. */
export const centerStart = z.object({
  kind: z.literal('start'),
  /** Folder of the store; made when it is not there. One process at a time. */
  dataFolder: z.string().min(1),
  /** Folder in which a ready-made empty store is kept, so that a fresh start takes no initdb. */
  templateFolder: z.string().min(1),
  /** A loopback literal: plain http is spoken nowhere else. */
  host: z.enum(['127.0.0.1', '::1']),
  /** 0 for any free port. */
  port: z.int().min(0).max(65_535),
  /** The center's name as people read it. */
  name: z.string().min(1).max(200),
  /** ISO 3166-1 alpha-2 of the organisation: numbers without a plus are read as its own. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  practice: z
    .object({ users: z.array(practiceUser).min(1).max(20), sample: practiceSample })
    .nullable(),
});
export type CenterStart = z.infer<typeof centerStart>;
export type PracticeUser = z.infer<typeof practiceUser>;

/** Close everything, release the store, and end. The end of the parent means the same. */
export const centerStop = z.object({ kind: z.literal('stop') });

/** Everything a parent may say to a center's process. */
export const centerOrder = z.discriminatedUnion('kind', [centerStart, centerStop]);
export type CenterOrder = z.infer<typeof centerOrder>;

/** Why a center did not start. `detail` says in plain English what to do. */
export const centerFailure = z.object({
  kind: z.enum([
    /** The start message was not understood. */
    'malformed',
    /** Another process holds the data folder. */
    'folder-in-use',
    /** The folder cannot be written, is not a store, or does not keep what is written. */
    'store',
    /** A newer version of the program made the store. */
    'newer',
    /** The port is taken. */
    'port',
    /** The lead file was refused; nothing of it was imported. */
    'lead-list',
    /** The script file was refused. */
    'script',
    /** The sample folder is missing or broken. */
    'sample',
    'internal',
  ]),
  detail: z.string(),
});
export type CenterFailure = z.infer<typeof centerFailure>;

/** Everything a center's process may say to its parent. */
export const centerReport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('listening'),
    /** Such as `http://127.0.0.1:41573`, without a slash at the end. */
    url: z.string(),
    centerId: z.string(),
    /** Milliseconds from the start message to this one. */
    startedInMs: z.number().nonnegative(),
    /** The list a practice center works on; its report is at `GET /v1/lead-lists/:id/report`. */
    leadListId: z.string().nullable(),
  }),
  z.object({ kind: z.literal('failed'), error: centerFailure }),
  z.object({ kind: z.literal('stopped') }),
]);
export type CenterReport = z.infer<typeof centerReport>;
