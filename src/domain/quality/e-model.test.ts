import { expect, test } from 'vitest';
import {
  delayImpairment,
  estimate,
  lossImpairment,
  meanOpinionScore,
  rating,
  strengthOf,
} from './e-model.ts';

test('with every parameter at its default the recommendation says 93.2, and 4.41', () => {
  expect(rating(0, 0, strengthOf('pcmu'))).toBeCloseTo(93.2, 5);
  expect(estimate(0, 0, 'pcmu')).toBeCloseTo(4.41, 2);
});

// G.107 Table B.1: lower limits of the five categories of satisfaction.
test.each([
  [90, 4.34],
  [80, 4.03],
  [70, 3.6],
  [60, 3.1],
  [50, 2.58],
])('a rating of %d is a score of %d', (r, score) => {
  expect(Math.abs(meanOpinionScore(r) - score)).toBeLessThan(0.011);
});

test('the score stays between 1 and 4.5, and never falls as the rating rises', () => {
  expect(meanOpinionScore(-5)).toBe(1);
  expect(meanOpinionScore(120)).toBe(4.5);
  const scores = Array.from({ length: 101 }, (_, r) => meanOpinionScore(r));
  for (const [index, score] of scores.entries()) {
    expect(score).toBeGreaterThanOrEqual(scores[index - 1] ?? 1);
  }
});

// G.113 Appendix I, G.711 with concealment and random loss: percent, Ie as tabulated.
test.each([
  [1, 5],
  [2, 7],
  [3, 10],
  [5, 15],
  [7, 20],
  [10, 25],
  [15, 35],
  [20, 45],
])('of G.711, %d percent lost cost about %d', (percent, tabulated) => {
  const computed = lossImpairment(percent / 100, strengthOf('pcmu'));
  expect(Math.abs(computed - tabulated)).toBeLessThan(3);
});

test('a delay up to 100 ms is free; 200 ms costs 3.0, and 400 ms 24', () => {
  expect(delayImpairment(100)).toBe(0);
  expect(delayImpairment(100.1)).toBeCloseTo(0, 3);
  expect(delayImpairment(200)).toBeCloseTo(3.04, 2);
  expect(delayImpairment(400)).toBeCloseTo(24.07, 2);
});

test('a codec that says less is worth less, and an unknown one counts as G.711', () => {
  expect(estimate(50, 0, 'g729')).toBeLessThan(estimate(50, 0, 'pcma'));
  expect(estimate(50, 0.02, 'who-knows')).toBe(estimate(50, 0.02, 'pcmu'));
});
