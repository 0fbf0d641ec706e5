/** Everything that can stand in a customer's history. */
export const timelineKinds = [
  'call',
  'callback',
  'visit',
  'letter',
  'quote',
  'note',
  'order',
  'ticket',
  'promise',
  'do-not-call',
  'correction',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that happened between us and a customer, as the center knows it. */
export type TimelineEntry = {
  readonly id: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly kind: TimelineKind;
  /** Who did it; empty when nobody wrote it down. */
  readonly by: string;
  readonly title: string;
  readonly text: string;
  /** Codes and figures that the desk has words for, such as `direction`, `talkMs`, `status`. */
  readonly facts: Readonly<Record<string, string>>;
};
