import type {
  PracticeCallTarget,
  PracticeCommand,
  PracticeError,
  PracticeReport,
} from '../contract/process/practice-process.ts';
import type { CustomerCall } from './customers/customer-call.ts';
import { type CustomerPhone, createCustomerPhone } from './customers/customer-phone.ts';
import { createPacer } from './customers/pacer.ts';
import { createWeriftJsSip } from './customers/web-rtc.ts';
import { type Exchange, startExchange } from './exchange/exchange.ts';
import type { LoadedScenario } from './scenario/load.ts';
import type { ScenarioCustomer } from './scenario/scenario.ts';

type StartCommand = Extract<PracticeCommand, { kind: 'start' }>;

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: PracticeError };

/** A running exchange and its simulated customers. */
export interface Floor {
  readonly exchange: Exchange;
  readonly customers: readonly ScenarioCustomer[];
  addToDirectory(entries: Readonly<Record<string, string>>): void;
  /** A customer calls an agent; the value is the Call-ID and the customer's number. */
  ring(
    number: string | undefined,
    agent: string | undefined,
  ): Promise<Outcome<{ callId: string; number: string }>>;
  findCall(target: PracticeCallTarget): CustomerCall | null;
  /** The phone that a target names, made where it names a number nobody called yet. */
  findPhone(target: PracticeCallTarget): CustomerPhone | null;
  stop(): Promise<void>;
}

const domain = 'practice.homeline.invalid';
/** Numbers outside the scenario get a phone when called; the oldest idle ones make room. */
const mostPhones = 256;

const sameDigits = (left: string, right: string) =>
  left.replace('+', '') === right.replace('+', '');

export async function openFloor(
  command: StartCommand,
  { scenario, recordings }: LoadedScenario,
  report: (report: PracticeReport) => void,
): Promise<Floor> {
  const jssip = createWeriftJsSip();
  const pacer = createPacer();
  const phones = new Map<string, CustomerPhone>();
  const directory = new Map(Object.entries(command.directory ?? {}));
  const registered = new Set<string>();
  let lastRung = -1;

  const exchange = await startExchange({
    host: command.host,
    port: command.port,
    domain,
    accounts: command.agents,
    findCustomer: (user) => phoneOf(user)?.linkId ?? null,
    onRegistration(agent, isRegistered) {
      if (isRegistered) registered.add(agent);
      else registered.delete(agent);
      report({ kind: 'registration', agent, registered: isRegistered });
    },
    onFault: (what) => report({ kind: 'refused-message', what }),
  });

  function customerOf(number: string): ScenarioCustomer {
    const known = scenario.customers.find((customer) => sameDigits(customer.number, number));
    return known ?? { ...scenario.anyone, number, name: number, language: 'en' };
  }

  /** The phone with that number, made at its first call. Null where it is no number. */
  function phoneOf(dialled: string): CustomerPhone | null {
    if (!/^\+?\d{2,20}$/.test(dialled)) return null;
    const customer = customerOf(dialled);
    const existing = phones.get(customer.number);
    if (existing) return existing;
    makeRoom();
    const phone = createCustomerPhone({
      jssip,
      exchange,
      customer,
      customerId: () => directory.get(customer.number) ?? customer.customerId,
      recordings,
      pacer,
      report,
    });
    phones.set(customer.number, phone);
    return phone;
  }

  function makeRoom(): void {
    if (phones.size < mostPhones) return;
    const idle = [...phones].find(([, phone]) => phone.call === null);
    if (idle === undefined) return;
    phones.delete(idle[0]);
    idle[1].stop();
  }

  /** The customer with that number, else the next who calls in and is not on the phone. */
  function nextCaller(number: string | undefined): ScenarioCustomer | undefined {
    if (number !== undefined) return customerOf(number);
    const { customers } = scenario;
    for (let step = 1; step <= customers.length; step += 1) {
      const index = (lastRung + step) % customers.length;
      const customer = customers[index];
      if (!customer?.inbound || phones.get(customer.number)?.call) continue;
      lastRung = index;
      return customer;
    }
    return undefined;
  }

  return {
    exchange,
    customers: scenario.customers,
    addToDirectory(entries) {
      for (const [number, customerId] of Object.entries(entries)) directory.set(number, customerId);
    },
    async ring(number, agent) {
      const to = agent ?? [...registered][0];
      if (to === undefined || !registered.has(to)) {
        return { ok: false, error: { kind: 'agent-not-registered' } };
      }
      const caller = nextCaller(number);
      const phone = caller && phoneOf(caller.number);
      if (!phone) return { ok: false, error: { kind: 'no-such-customer' } };
      const result = await phone.ring(to);
      return result.ok
        ? { ok: true, value: { callId: result.callId, number: caller.number } }
        : result;
    },
    findCall(target) {
      if ('number' in target) return phones.get(customerOf(target.number).number)?.call ?? null;
      return [...phones.values()].find(({ call }) => call?.callId === target.callId)?.call ?? null;
    },
    findPhone(target) {
      if ('number' in target) return phoneOf(target.number);
      return [...phones.values()].find(({ call }) => call?.callId === target.callId) ?? null;
    },
    async stop() {
      for (const phone of phones.values()) phone.stop();
      // The customers' BYEs go out before the sockets close.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await exchange.stop();
    },
  };
}
