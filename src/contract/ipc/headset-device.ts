import { z } from 'zod';

/**
 * A HID device as the media page describes it to main. Counts are bounded: whatever is plugged in
 * has written them.
 */

export const headsetId = z.string().min(1).max(64);

const usage = z.int().min(0).max(0xffff_ffff);

const item = z.object({
  isAbsolute: z.boolean(),
  isArray: z.boolean(),
  isConstant: z.boolean(),
  isRange: z.boolean(),
  usages: z.array(usage).max(256),
  usageMinimum: usage,
  usageMaximum: usage,
  reportSize: z.int().min(0).max(4_096),
  reportCount: z.int().min(0).max(4_096),
  logicalMinimum: z.int(),
});

const report = z.object({ reportId: z.int().min(0).max(255), items: z.array(item).max(256) });

const collection = z.object({
  usagePage: z.int().min(0).max(0xffff),
  usage: z.int().min(0).max(0xffff),
  inputReports: z.array(report).max(64),
  outputReports: z.array(report).max(64),
});

export const headsetCollections = z.array(collection).max(32);
export type HeadsetCollections = z.infer<typeof headsetCollections>;

/** The bytes of a report, without its id. */
export const reportBytes = z.array(z.int().min(0).max(255)).max(1_024);
