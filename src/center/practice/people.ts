import type { NewCustomer } from '../db/new-customer.ts';
import { timeZoneOf } from '../place/time-zone.ts';
import { uuidV7 } from '../uuid.ts';
import type { SamplePerson } from './sample.ts';

const dayMs = 86_400_000;

/**
 * A person of the sample as a customer: what happened so many days ago is put on the calendar of
 * the day the center is set up, by the clock of where the person lives (UTC when unknown).
 */
export function customerOf(person: SamplePerson, nowMs: number): NewCustomer {
  const timeZone = timeZoneOf(person.address);
  const past = ({ daysAgo, at }: { daysAgo: number; at: string }) =>
    new Date(Math.min(instantAt(nowMs - daysAgo * dayMs, at, timeZone), nowMs)).toISOString();
  return {
    id: uuidV7(nowMs),
    name: person.name,
    language: person.language,
    phones: person.phones,
    email: person.email,
    address: person.address,
    timeZone,
    vip: person.vip,
    note: person.note,
    history: person.history.map(({ daysAgo, at, ...entry }) => ({
      ...entry,
      id: uuidV7(nowMs),
      at: past({ daysAgo, at }),
    })),
    orders: person.orders.map(({ daysAgo, at, ...order }) => ({
      ...order,
      id: uuidV7(nowMs),
      at: past({ daysAgo, at }),
    })),
    tickets: person.tickets.map(({ daysAgo, at, ...ticket }) => ({
      ...ticket,
      id: uuidV7(nowMs),
      openedAt: past({ daysAgo, at }),
    })),
    promises: person.promises.map(({ daysAgo, at, by, dueInDays, dueAt, ...promise }) => ({
      ...promise,
      id: uuidV7(nowMs),
      madeAt: past({ daysAgo, at }),
      madeBy: by,
      dueAt:
        dueInDays === null || dueAt === null
          ? null
          : new Date(instantAt(nowMs + dueInDays * dayMs, dueAt, timeZone)).toISOString(),
    })),
  };
}

/** The instant of a wall-clock time on the day that an instant falls on, in a zone. */
function instantAt(dayMsEpoch: number, time: string, timeZone: string | null): number {
  const { year, month, day } = wallOf(dayMsEpoch, timeZone);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const wall = wallOf(asUtc, timeZone);
  const offsetMs = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - asUtc;
  return asUtc - offsetMs;
}

/** One format for each zone: to make one takes a hundred times as long as to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function wallOf(instant: number, timeZone: string | null) {
  const zone = timeZone ?? 'UTC';
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  formats.set(zone, format);
  const parts = format.formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
  };
}
