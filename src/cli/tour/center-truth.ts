import type { TourSession } from './session.ts';

export async function centerTruth(session: TourSession, dataFolder: string): Promise<void> {
  void session;
  void dataFolder;
}
