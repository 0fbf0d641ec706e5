/**
 * What a device says about its reports, as far as WebHID's `device.collections` tells it and a
 * headset needs it. Reports of a collection hold every item of the collections within it too.
 * Usages have their page in the upper 16 bits.
 */
export type ReportItem = {
  readonly isAbsolute: boolean;
  readonly isArray: boolean;
  readonly isConstant: boolean;
  readonly isRange: boolean;
  readonly usages: readonly number[];
  readonly usageMinimum: number;
  readonly usageMaximum: number;
  /** Bits of one field. */
  readonly reportSize: number;
  /** Fields of this kind, one after the other. */
  readonly reportCount: number;
  readonly logicalMinimum: number;
};

export type ReportDescription = {
  /** 0 where the device does not number its reports. */
  readonly reportId: number;
  readonly items: readonly ReportItem[];
};

/** One top-level collection. */
export type HidCollection = {
  readonly usagePage: number;
  readonly usage: number;
  readonly inputReports: readonly ReportDescription[];
  readonly outputReports: readonly ReportDescription[];
};
