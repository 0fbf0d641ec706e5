/** Words for each code with which a center refuses an entry of the outbox. */
const rejections = {
  'other-center': 'rejection.other-center',
  'other-agent': 'rejection.other-agent',
  'unknown-campaign': 'rejection.unknown-campaign',
  'unknown-customer': 'rejection.unknown-customer',
  'unknown-promise': 'rejection.unknown-promise',
  'already-settled': 'rejection.already-settled',
  conflict: 'rejection.conflict',
  'id-taken': 'rejection.taken',
  'key-reused': 'rejection.taken',
  'revision-taken': 'rejection.taken',
  'unknown-callback': 'rejection.unknown-callback',
  closed: 'rejection.closed',
  'taken-by-other': 'rejection.taken-by-other',
  malformed: 'rejection.malformed',
  unstorable: 'rejection.unstorable',
} as const;

type RejectionWords = (typeof rejections)[keyof typeof rejections];

/** Where the words for a center's reason are; null for a code of a newer center, shown as it came. */
export function rejectionWords(reason: string): RejectionWords | null {
  return Object.hasOwn(rejections, reason) ? rejections[reason as keyof typeof rejections] : null;
}
