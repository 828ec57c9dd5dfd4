import { describe, expect, it } from '@jest/globals';
import { processBehaviour } from './process-behaviour.js';

const any = [-Infinity, Infinity] as const;

describe('a chart of individual values', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches; mean 50.81, mean moving range 1.8778.
  const flowRates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

  it('has the published mean and limits, and no signal where there is none', () => {
    const found = processBehaviour(flowRates, any)!;
    expect(found.centre).toBeCloseTo(50.81, 4);
    expect(found.lower).toBeCloseTo(45.8151, 2);
    expect(found.upper).toBeCloseTo(55.8049, 2);
    expect(found.signals.every((signal) => signal === null)).toBe(true);
  });

  it('says nothing of five values, and something of six', () => {
    expect(processBehaviour([1, 2, 1, 2, 1], any)).toBeNull();
    expect(processBehaviour([1, 2, 1, 2, 1, 2], any)).not.toBeNull();
  });

  it('signals a value outside the limits, and not one within', () => {
    const usual = [0.8, 0.82, 0.79, 0.81, 0.8, 0.82, 0.79, 0.81];
    expect(processBehaviour([...usual, 0.55], [0, 1])!.signals.at(-1)).toBe('outside-limits');
    expect(processBehaviour([...usual, 0.78], [0, 1])!.signals.at(-1)).toBeNull();
  });

  it('signals eight in succession on one side, and not seven', () => {
    const swing = (count: number, around: number) =>
      Array.from({ length: count }, (_, n) => around + (n % 2 ? 1 : -1) * 4);
    const low = (count: number) => [
      ...swing(8, 50),
      ...Array.from({ length: count }, (_, n) => 53 + (n % 2 ? 0.5 : 0)),
    ];
    const isRun = (count: number) =>
      processBehaviour(low(count), any)!.signals.filter((one) => one === 'run-of-eight').length;
    expect(isRun(6)).toBe(0);
    // The last of those that swing is above as well.
    expect(isRun(7)).toBe(8);
  });

  it('signals three of four nearer to a limit than to the mean, and not two', () => {
    const noise = [0, 1, -1, 1, -1, 0, 1, -1, 1, -1, 0, 0];
    const with3 = processBehaviour([...noise, 3, 3, 0, 3], any)!;
    expect(with3.signals.slice(-4)).toEqual([
      'three-of-four-near-limit',
      'three-of-four-near-limit',
      null,
      'three-of-four-near-limit',
    ]);
    expect(processBehaviour([...noise, 3, 0, 0, 3], any)!.signals.every((one) => one === null)).toBe(true);
  });

  it('knows no limit that a rate cannot reach', () => {
    const found = processBehaviour([0.99, 0.95, 1, 0.97, 1, 0.96], [0, 1])!;
    expect(found.upper).toBe(1);
  });
});
