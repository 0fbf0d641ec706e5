import { z } from 'zod';
import { type TimelineEntry, timelineKinds } from '../../domain/customer/timeline.ts';
import { instant } from './customer.ts';
import { personName } from './person-name.ts';

export const timelineKind = z.enum(timelineKinds);

export const timelineEntry = z.object({
  id: z.string().min(1).max(100),
  at: instant,
  kind: timelineKind,
  by: personName(500),
  title: z.string().max(500),
  text: z.string().max(25_000),
  facts: z.record(z.string().max(64), z.string().max(500)),
}) satisfies z.ZodType<TimelineEntry>;
