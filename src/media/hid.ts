/** WebHID (WICG) as far as a headset needs it; TypeScript's DOM does not know it yet. */

export type HidItem = {
  readonly isAbsolute?: boolean;
  readonly isArray?: boolean;
  readonly isConstant?: boolean;
  readonly isRange?: boolean;
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly usageMaximum?: number;
  readonly reportSize?: number;
  readonly reportCount?: number;
  readonly logicalMinimum?: number;
};

export type HidReport = { readonly reportId?: number; readonly items?: readonly HidItem[] };

export type HidCollectionInfo = {
  readonly usagePage?: number;
  readonly usage?: number;
  readonly inputReports?: readonly HidReport[];
  readonly outputReports?: readonly HidReport[];
};

export type HidDevice = EventTarget & {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly HidCollectionInfo[];
  open(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
};

export type HidInputReportEvent = Event & { readonly reportId: number; readonly data: DataView };

/** `navigator.hid`. Tells of devices that were granted, and those main grants without a prompt. */
export type Hid = EventTarget & { getDevices(): Promise<readonly HidDevice[]> };

export function systemHid(): Hid | null {
  return (navigator as Navigator & { readonly hid?: Hid }).hid ?? null;
}
