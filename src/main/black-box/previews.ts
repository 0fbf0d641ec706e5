export type PreviewedReport = { readonly reportId: string; readonly text: string };

/** The one report that is on the screen: only what was seen can be sent, byte for byte. */
export function createPreviews() {
  let shown: PreviewedReport | null = null;
  return {
    keep(report: PreviewedReport): PreviewedReport {
      shown = report;
      return report;
    },
    take(reportId: string): PreviewedReport | null {
      if (shown?.reportId !== reportId) return null;
      const taken = shown;
      shown = null;
      return taken;
    },
  };
}
