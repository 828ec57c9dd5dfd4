import { describe, expect, it } from '@jest/globals';
import { secondsAsked } from './retry-after.rules.js';

const now = Date.parse('1994-11-06T08:49:37Z');

describe('when a receiver asks to be tried again', () => {
  it.each([
    ['120', 120],
    ['0', 0],
    ['Sun, 06 Nov 1994 08:51:37 GMT', 120],
    ['Sunday, 06-Nov-94 08:51:37 GMT', 120],
    ['Sun Nov  6 08:51:37 1994', 120],
    ['Sun, 06 Nov 1994 08:49:36 GMT', 0],
  ])('%s is in %i s', (said, seconds) => {
    expect(secondsAsked(said, now)).toBe(seconds);
  });

  it.each([undefined, '', '-1', '1.5', 'soon', '1994-11-06T08:51:37Z', 'Sun, 06 Nov 1994 08:51:37 +0100', '1e3'])(
    '%s says nothing',
    (said) => {
      expect(secondsAsked(said, now)).toBeUndefined();
    },
  );
});
