import { describe, expect, it } from '@jest/globals';
import { demoName } from './demo-names.js';

describe('a name of the demo', () => {
  it('is of letters alone, and of nobody else', () => {
    const names = Array.from({ length: 10_000 }, (_, number) => [demoName(number, 0), demoName(number, 1)]).flat();
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[A-Z][a-z]+ Demo [A-Z][a-z]{5}$/.test(name))).toEqual([]);
  });
});
