import { describe, expect, it } from '@jest/globals';
import { isProvenSince } from './proven-since.js';

describe('whoever ended their sessions', () => {
  it.each([
    ['before', 1_000, [false, false]],
    ['in the same second', 1_001, [false, true]],
    ['after', 1_002, [true, true]],
    ['at a time that the provider does not say', undefined, [false, true]],
  ])('and proved who they are %s is in by that only where it counts', (_, provenAt, isIn) => {
    expect([false, true].map((fresh) => isProvenSince(1_001_500, provenAt, { fresh }))).toEqual(isIn);
  });
});
