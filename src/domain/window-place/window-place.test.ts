import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bounds,
  type Display,
  fitInto,
  noPlaces,
  placeWindow,
  rememberPlace,
  rescueWindow,
} from './window-place.ts';

const laptop: Display = { id: '1', workArea: { x: 0, y: 0, width: 1440, height: 860 } };
const wide: Display = { id: '2', workArea: { x: 1440, y: -200, width: 2560, height: 1400 } };
const size = { width: 1440, height: 900 };
const at = (x: number, y: number, width = 800, height = 600): Bounds => ({ x, y, width, height });
const opened = (places = noPlaces, displays: readonly [Display, ...Display[]] = [laptop]) =>
  placeWindow({ places, displays, size, anchor: 'center' });

describe('a window opens', () => {
  test('for the first time in the middle, no larger than there is room', () => {
    expect(opened(noPlaces, [wide])).toEqual({ x: 2000, y: 50, width: 1440, height: 900 });
    expect(opened()).toEqual({ x: 0, y: 0, width: 1440, height: 860 });
  });

  test('for the first time in the upper corner, when that is its place', () => {
    const bar = { width: 640, height: 72 };
    const place = placeWindow({
      places: noPlaces,
      displays: [laptop],
      size: bar,
      anchor: 'top-end',
    });
    expect(place).toEqual({ x: 776, y: 24, width: 640, height: 72 });
  });

  test('where it was, on whichever display', () => {
    const places = rememberPlace(noPlaces, at(1600, -100), [laptop, wide]);
    expect(opened(places, [laptop, wide])).toEqual(at(1600, -100));
  });

  test('where it was on the first display, when the other is gone', () => {
    const here = rememberPlace(noPlaces, at(40, 30), [laptop, wide]);
    const there = rememberPlace(here, at(1600, -100), [laptop, wide]);
    expect(opened(there, [laptop])).toEqual(at(40, 30));
  });

  test('inside the first display, when it was never there', () => {
    const there = rememberPlace(noPlaces, at(3000, 900), [laptop, wide]);
    expect(opened(there, [laptop])).toEqual(at(640, 260));
  });

  test('partly beyond an edge, as the agent left it, while it can be taken hold of', () => {
    const places = { ...noPlaces, last: at(1300, 700) };
    expect(opened(places)).toEqual(at(1300, 700));
    expect(opened({ ...noPlaces, last: at(1400, 700) })).toEqual(at(640, 260));
    expect(opened({ ...noPlaces, last: at(100, -40) })).toEqual(at(100, 0));
  });
});

describe('a display that goes', () => {
  test('takes no window with it', () => {
    const here = rememberPlace(noPlaces, at(40, 30), [laptop, wide]);
    expect(rescueWindow(at(1600, 100), here, [laptop])).toEqual(at(40, 30));
    expect(rescueWindow(at(1600, 100), noPlaces, [laptop])).toEqual(at(640, 100));
  });

  test('moves no window of another', () => {
    expect(rescueWindow(at(200, 100), noPlaces, [laptop])).toBeNull();
  });
});

test('eight displays are remembered, the oldest is forgotten', () => {
  let places = noPlaces;
  for (let index = 0; index < 10; index += 1) {
    const display = { id: `d${index}`, workArea: at(index * 1000, 0, 1000, 800) };
    places = rememberPlace(places, at(index * 1000, 0), [display]);
  }
  expect(Object.keys(places.byDisplay)).toEqual(['d2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9']);
});

const numbers = fc.integer({ min: -6_000, max: 6_000 });
const sizes = fc.integer({ min: 1, max: 4_000 });
const boundsOf = fc.record({ x: numbers, y: numbers, width: sizes, height: sizes });

test('whatever was stored, a window is whole in the area it is fitted into', () => {
  fc.assert(
    fc.property(boundsOf, boundsOf, (bounds, area) => {
      const fit = fitInto(bounds, area);
      expect(fit.x).toBeGreaterThanOrEqual(area.x);
      expect(fit.y).toBeGreaterThanOrEqual(area.y);
      expect(fit.x + fit.width).toBeLessThanOrEqual(area.x + area.width);
      expect(fit.y + fit.height).toBeLessThanOrEqual(area.y + area.height);
    }),
  );
});

test('whatever was stored, a window that has been rescued needs no rescue', () => {
  fc.assert(
    fc.property(boundsOf, boundsOf, (bounds, area) => {
      const displays: readonly [Display] = [{ id: '1', workArea: area }];
      const rescued = rescueWindow(bounds, noPlaces, displays);
      if (rescued) expect(rescueWindow(rescued, noPlaces, displays)).toBeNull();
    }),
  );
});
