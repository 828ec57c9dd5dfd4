import { describe, expect, it } from '@jest/globals';
import { etag, ifMatch } from './if-match.js';

const statusOf = (header: string): number => {
  try {
    ifMatch(header);
    return 200;
  } catch (error) {
    return (error as { getStatus(): number }).getStatus();
  }
};

describe('If-Match', () => {
  it.each([
    ['"12"', 12],
    [' "0" ', 0],
    [etag(7), 7],
    ['*', 'any'],
    ['', undefined],
    [undefined, undefined],
  ])('%j means %j', (header, meant) => {
    expect(ifMatch(header)).toBe(meant);
  });

  it.each(['W/"12"', '"abc"', '"012"', '"-1"', '"1234567890123456"'])('%s matches no version: 412', (header) => {
    expect(statusOf(header)).toBe(412);
  });

  it.each(['12', '"12', '"1", "2"', 'W/12'])('%s is no ETag: 400', (header) => {
    expect(statusOf(header)).toBe(400);
  });
});
