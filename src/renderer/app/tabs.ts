import { create } from 'zustand';

/** The places of the desk: the last two are there only between calls. */
export type PlaceId = 'today' | 'person' | 'script' | 'summary' | 'list' | 'guide';

/** The tab the agent chose last; the desk also turns to where the caret must go. */
const useChosenTab = create<{ readonly chosen: PlaceId | null }>()(() => ({ chosen: null }));

export function turnTo(place: PlaceId): void {
  useChosenTab.setState({ chosen: place });
}

/** The tab shown among those there are: the chosen one, else who and what it is about. */
export function useTabFor(ids: readonly PlaceId[]): readonly [PlaceId, (place: PlaceId) => void] {
  const chosen = useChosenTab((state) => state.chosen);
  const fallback: PlaceId = ids.includes('person') ? 'person' : 'list';
  return [chosen !== null && ids.includes(chosen) ? chosen : fallback, turnTo];
}
