import type { HeadsetCollections } from '../contract/ipc/headset-device.ts';
import type { MediaEvent } from '../contract/ipc/media-api.ts';
import { telephonyPage } from '../domain/headset/usage.ts';
import type { Hid, HidCollectionInfo, HidDevice, HidInputReportEvent, HidReport } from './hid.ts';

/** The headsets that are plugged in: opens them, passes reports on, understands none of them. */
export type Headsets = {
  /** Opens them: until then another page may hold them. */
  start(): void;
  /** False when the device is gone or would not take it. */
  send(deviceId: string, reportId: number, bytes: readonly number[]): Promise<boolean>;
};

/**
 * Not every system tells of every plugging, and Windows may bring a device back without its
 * telephony collection for a moment: so the list is also looked at.
 */
const pollMs = 2_000;

type Open = {
  readonly deviceId: string;
  readonly device: HidDevice;
  /** The last report sent: reports of one device go out one after another. */
  sending: Promise<unknown>;
  close(): void;
};

export function createHeadsets(hid: Hid | null, report: (event: MediaEvent) => void): Headsets {
  const open = new Map<HidDevice, Open>();
  let made = 0;
  let looking: Promise<void> = Promise.resolve();

  async function look(source: Hid): Promise<void> {
    const present = (await source.getDevices()).filter(isHeadset);
    for (const [device, known] of open) {
      if (!present.includes(device)) forget(device, known);
    }
    for (const device of present) {
      // Another program may hold it: the next look tries again.
      if (!open.has(device) && (await opens(device))) adopt(device);
    }
  }

  function adopt(device: HidDevice): void {
    made += 1;
    const deviceId = `headset-${made}`;
    const onInput = (event: Event) => {
      const { reportId, data } = event as HidInputReportEvent;
      const bytes = [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
      report({ event: 'headset.input', deviceId, reportId, bytes });
    };
    device.addEventListener('inputreport', onInput);
    open.set(device, {
      deviceId,
      device,
      sending: Promise.resolve(),
      close: () => device.removeEventListener('inputreport', onInput),
    });
    report({
      event: 'headset.connected',
      deviceId,
      name: device.productName.slice(0, 200),
      collections: describe(device.collections),
    });
  }

  function forget(device: HidDevice, known: Open): void {
    open.delete(device);
    known.close();
    report({ event: 'headset.disconnected', deviceId: known.deviceId });
  }

  function lookAgain(source: Hid): void {
    // A list that cannot be read now is read with the next look.
    looking = looking.then(() => look(source)).catch(() => undefined);
  }

  function start(): void {
    if (hid === null) return;
    hid.addEventListener('connect', () => lookAgain(hid));
    hid.addEventListener('disconnect', (event) => {
      const { device } = event as Event & { readonly device: HidDevice };
      const known = open.get(device);
      if (known !== undefined) forget(device, known);
      lookAgain(hid);
    });
    setInterval(() => lookAgain(hid), pollMs);
    lookAgain(hid);
  }

  return {
    start,
    async send(deviceId, reportId, bytes) {
      const known = [...open.values()].find((one) => one.deviceId === deviceId);
      if (known === undefined) return false;
      const sent = known.sending.then(() =>
        known.device.sendReport(reportId, new Uint8Array(bytes)).then(
          () => true,
          () => false,
        ),
      );
      known.sending = sent;
      return sent;
    },
  };
}

function isHeadset(device: HidDevice): boolean {
  return device.collections.some(({ usagePage }) => usagePage === telephonyPage);
}

async function opens(device: HidDevice): Promise<boolean> {
  if (device.opened) return true;
  return device.open().then(
    () => true,
    () => false,
  );
}

/** What main needs of the collections, as plain data: the browser's own objects do not travel. */
function describe(collections: readonly HidCollectionInfo[]): HeadsetCollections {
  return collections.map((collection) => ({
    usagePage: collection.usagePage ?? 0,
    usage: collection.usage ?? 0,
    inputReports: describeReports(collection.inputReports),
    outputReports: describeReports(collection.outputReports),
  }));
}

function describeReports(
  reports: readonly HidReport[] = [],
): HeadsetCollections[number]['inputReports'] {
  return reports.map(({ reportId = 0, items = [] }) => ({
    reportId,
    items: items.map((item) => ({
      isAbsolute: item.isAbsolute ?? true,
      isArray: item.isArray ?? false,
      isConstant: item.isConstant ?? false,
      isRange: item.isRange ?? false,
      usages: [...(item.usages ?? [])],
      usageMinimum: item.usageMinimum ?? 0,
      usageMaximum: item.usageMaximum ?? 0,
      reportSize: item.reportSize ?? 0,
      reportCount: item.reportCount ?? 0,
      logicalMinimum: item.logicalMinimum ?? 0,
    })),
  }));
}
