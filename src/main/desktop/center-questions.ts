import type { DeskCommand, DeskReply } from '../../contract/ipc/desk-api.ts';
import type { Customer } from '../../domain/customer/customer.ts';
import type { Center } from '../sync/center.ts';

/** What the page asks the center through main: answered when the center has answered. */
export type CenterQuestion = Extract<
  DeskCommand,
  { kind: 'find-customers' | 'fetch-customer' | 'load-timeline' | 'list-colleagues' }
>;

const away: DeskReply = { ok: false, error: { kind: 'center-away' } };

/** Looks people and histories up at the center. Nothing here is needed to work on. */
export function createCenterQuestions(options: {
  readonly center: () => Center;
  readonly accessToken: () => Promise<string | 'refused' | 'unreachable'>;
  readonly onRecords: (customers: readonly Customer[]) => void;
}) {
  return async function ask(question: CenterQuestion): Promise<DeskReply> {
    const token = await options.accessToken();
    if (token === 'refused' || token === 'unreachable') return away;
    const center = options.center();
    switch (question.kind) {
      case 'find-customers': {
        const found = await center.findCustomers(question.text, token);
        return found ? { ok: true, found } : away;
      }
      case 'list-colleagues': {
        const colleagues = await center.colleagues(token);
        return colleagues ? { ok: true, colleagues } : away;
      }
      case 'fetch-customer': {
        const customer = await center.customer(question.customerId, token);
        if (customer === 'unknown') return { ok: false, error: { kind: 'unknown' } };
        if (!customer) return away;
        options.onRecords([customer]);
        return { ok: true };
      }
      case 'load-timeline': {
        const timeline = await center.timeline(question, token);
        return timeline ? { ok: true, timeline } : away;
      }
    }
  };
}
