/** A rectangle on the desktop in device-independent pixels; displays may lie at negative places. */
export type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A display as the operating system names it; `workArea` is what task bars leave of it. */
export type Display = { readonly id: string; readonly workArea: Bounds };

/** Where a window was: last of all, and last on each display. Null: never shown yet. */
export type WindowPlaces = {
  readonly last: Bounds | null;
  readonly byDisplay: Readonly<Record<string, Bounds>>;
  readonly maximized: boolean;
};

export const noPlaces: WindowPlaces = { last: null, byDisplay: {}, maximized: false };

/** So many displays are remembered: a home, an office, a dock, and some more. */
const mostDisplays = 8;
/** This much of a window's upper edge must be in sight to be taken hold of. */
const graspWidth = 120;
const graspHeight = 32;

/**
 * Where a window opens: where it was; when that display is gone, where it was on the first
 * display; and never where it could not be seen and moved.
 *
 * @param displays - The first is the primary one; there is always one.
 * @param anchor - Where a window opens that was never shown.
 */
export function placeWindow(options: {
  readonly places: WindowPlaces;
  readonly displays: readonly [Display, ...Display[]];
  readonly size: { readonly width: number; readonly height: number };
  readonly anchor: 'center' | 'top-end';
}): Bounds {
  const { places, displays, size, anchor } = options;
  const [primary] = displays;
  if (places.last && isReachable(places.last, displays)) return places.last;
  const known = places.byDisplay[primary.id] ?? places.last;
  if (known) return fitInto(known, primary.workArea);
  const { workArea: area } = primary;
  const centered = {
    ...size,
    x: area.x + Math.round((area.width - size.width) / 2),
    y: area.y + Math.round((area.height - size.height) / 2),
  };
  const cornered = { ...size, x: area.x + area.width - size.width - 24, y: area.y + 24 };
  return fitInto(anchor === 'center' ? centered : cornered, area);
}

/** Where a window goes when a display went or changed; null when it can stay. */
export function rescueWindow(
  bounds: Bounds,
  places: WindowPlaces,
  displays: readonly [Display, ...Display[]],
): Bounds | null {
  if (isReachable(bounds, displays)) return null;
  const [primary] = displays;
  const known = places.byDisplay[primary.id] ?? bounds;
  return fitInto({ ...known, width: bounds.width, height: bounds.height }, primary.workArea);
}

/** Remembers where a window has come to rest, on its display and as the last place of all. */
export function rememberPlace(
  places: WindowPlaces,
  bounds: Bounds,
  displays: readonly [Display, ...Display[]],
): WindowPlaces {
  const { id } = displayOf(bounds, displays);
  const others = Object.entries(places.byDisplay).filter(([other]) => other !== id);
  const kept = others.slice(Math.max(0, others.length - (mostDisplays - 1)));
  return { ...places, last: bounds, byDisplay: { ...Object.fromEntries(kept), [id]: bounds } };
}

/** Whole pixels, no larger than the area, and wholly inside it. */
export function fitInto(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(Math.round(bounds.width), area.width);
  const height = Math.min(Math.round(bounds.height), area.height);
  return {
    width,
    height,
    x: clamp(Math.round(bounds.x), area.x, area.x + area.width - width),
    y: clamp(Math.round(bounds.y), area.y, area.y + area.height - height),
  };
}

/** Whether enough of the upper edge is on some display to take hold of the window. */
function isReachable(bounds: Bounds, displays: readonly Display[]): boolean {
  const edge = { ...bounds, height: Math.min(graspHeight, bounds.height) };
  return displays.some(({ workArea }) => {
    const { width, height } = overlap(edge, workArea);
    return width >= Math.min(graspWidth, bounds.width) && height >= edge.height;
  });
}

/** The display most of it is on; one that is nowhere counts to the primary. */
function displayOf(bounds: Bounds, displays: readonly [Display, ...Display[]]): Display {
  const size = ({ workArea }: Display) => {
    const { width, height } = overlap(bounds, workArea);
    return width * height;
  };
  return displays.reduce((best, display) => (size(display) > size(best) ? display : best));
}

function overlap(one: Bounds, other: Bounds): { width: number; height: number } {
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  return {
    width: Math.max(0, right - Math.max(one.x, other.x)),
    height: Math.max(0, bottom - Math.max(one.y, other.y)),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
