import type { QualityView } from '../../../contract/ipc/quality-view.ts';

type Cause = QualityView['warnings'][number];

/** What is wrong, and what the agent can do about it. */
export const warningWords = {
  'nothing-arrives': 'voice.nothing-arrives',
  'microphone-other': 'voice.microphone-other',
  'microphone-silent': 'voice.microphone-silent',
  'loss-here': 'voice.loss-here',
  'loss-there': 'voice.loss-there',
  'computer-slow': 'voice.computer-slow',
  delay: 'voice.late',
  jitter: 'voice.uneven',
  'customer-silent': 'voice.customer-silent',
} as const satisfies Record<Cause, string>;
