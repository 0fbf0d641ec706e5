import type { Customer, CustomerId, E164 } from '../../domain/customer/customer.ts';
import type { DesktopEvent } from '../../domain/desktop/event.ts';
import type { Center } from '../sync/center.ts';

type LookUp = {
  readonly number: E164;
  /** What the desk's cache knows; null until it has answered. */
  cache: readonly CustomerId[] | null;
  center: 'asked' | 'failed';
};

/**
 * Finds out who is on the line: the desk's cache answers at once, the center has the last word,
 * and while the center is away the cache's answer stands until it is back.
 */
export function createPeople(options: {
  readonly center: () => Center;
  readonly accessToken: () => Promise<string | 'refused' | 'unreachable'>;
  readonly onRecords: (customers: readonly Customer[]) => void;
  readonly dispatch: (event: DesktopEvent) => void;
  readonly onProblem: (error: unknown) => void;
}) {
  const lookUps = new Map<string, LookUp>();

  function tell(workId: string, customerIds: readonly CustomerId[], final: boolean): void {
    if (final) lookUps.delete(workId);
    options.dispatch(found(workId, customerIds, final));
  }

  async function token(): Promise<string | null> {
    const answer = await options.accessToken();
    return answer === 'refused' || answer === 'unreachable' ? null : answer;
  }

  async function byNumber(workId: string, number: E164): Promise<void> {
    const lookUp: LookUp = { number, cache: lookUps.get(workId)?.cache ?? null, center: 'asked' };
    lookUps.set(workId, lookUp);
    const accessToken = await token();
    const customers = accessToken ? await options.center().customersOn(number, accessToken) : null;
    if (customers) {
      options.onRecords(customers);
      tell(
        workId,
        customers.map((customer) => customer.id),
        true,
      );
      return;
    }
    lookUp.center = 'failed';
    tellFromCache(workId, lookUp);
  }

  /** Without the center's word nobody is called unknown: it is asked again when it is back. */
  function tellFromCache(workId: string, { cache }: LookUp): void {
    if (cache && cache.length > 0) options.dispatch(found(workId, cache, false));
  }

  async function byId(workId: string, customerId: CustomerId): Promise<void> {
    const accessToken = await token();
    const customer = accessToken ? await options.center().customer(customerId, accessToken) : null;
    if (customer === 'unknown') {
      options.dispatch({ type: 'person-missing', workId, customerId });
    } else if (customer) {
      options.onRecords([customer]);
    }
  }

  return {
    lookUp(workId: string, number: E164 | null, customerId: CustomerId | null): Promise<void> {
      if (customerId !== null) return byId(workId, customerId);
      if (number !== null) return byNumber(workId, number);
      tell(workId, [], true);
      return Promise.resolve();
    },

    cacheAnswered(workId: string, customerIds: readonly CustomerId[]): void {
      const lookUp = lookUps.get(workId);
      if (lookUp) lookUp.cache = customerIds;
      if (customerIds.length > 0) tell(workId, customerIds, false);
    },

    /** The center is back: what it could not answer is asked once more. */
    askAgain(): void {
      for (const [workId, lookUp] of lookUps) {
        if (lookUp.center !== 'failed') continue;
        byNumber(workId, lookUp.number).catch(options.onProblem);
      }
    },

    /** Conversations that are over need no answer any more. */
    forgetOthers(workIds: readonly string[]): void {
      for (const known of lookUps.keys()) if (!workIds.includes(known)) lookUps.delete(known);
    },
  };
}

function found(
  workId: string,
  customerIds: readonly CustomerId[],
  final: boolean,
): Extract<DesktopEvent, { type: 'people-found' }> {
  return { type: 'people-found', workId, customerIds, final };
}
