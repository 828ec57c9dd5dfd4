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
    ['"12"', [12]],
    [' "0" ', [0]],
    [etag(7), [7]],
    ['"12", "999"', [12, 999]],
    ['"12","abc" , W/"13"', [12]],
    [', "12" ,, "13",', [12, 13]],
    ['"a,b", "4"', [4]],
    ['*', 'any'],
    ['', undefined],
    [undefined, undefined],
  ])('%j means %j', (header, meant) => {
    expect(ifMatch(header)).toEqual(meant);
  });

  it.each(['W/"12"', '"abc"', '"012"', '"-1"', '"1234567890123456"', '"a", W/"12"'])(
    '%s matches no version: 412',
    (header) => {
      expect(statusOf(header)).toBe(412);
    },
  );

  it.each(['12', '"12', '"1" "2"', '"1", 2', 'W/12', ',', '*, "1"'])('%s is no ETag: 400', (header) => {
    expect(statusOf(header)).toBe(400);
  });
});
