import { describe, expect, it } from '@jest/globals';
import { activated, given, rulebook } from '../../../../test/support/given.js';
import { caseOpened, joined, recordedAt } from '../../../../test/support/facts.js';
import { recordingTime } from './recording-time.rules.js';

const opened = (at: string) => given(recordedAt(caseOpened('2026-01-15T10:00:00Z'), at));

describe('something is recorded', () => {
  it.each([
    ['an hour after what is on the case', '2026-02-16T01:00:00.000Z', '2026-02-16T01:00:00.000Z'],
    ['at the same instant', '2026-02-16T00:00:00.000Z', '2026-02-16T00:00:00.000Z'],
    ['an hour before', '2026-02-15T23:00:00.000Z', '2026-02-16T00:00:00.000Z'],
    ['a day before', '2026-02-15T00:00:00.000Z', '2026-02-16T00:00:00.000Z'],
    ['more than a day before', '2026-02-14T23:59:59.999Z', '2026-02-14T23:59:59.999Z'],
  ])('by a clock that shows an instant %s', (_, now, expected) => {
    expect(recordingTime(now, rulebook, opened('2026-02-16T00:00:00.000Z'))).toBe(expected);
  });

  it('not before the latest of all that is on several cases, in whichever order it was recorded', () => {
    const late = joined('vic', '2026-01-15T10:00:00Z');
    const one = given(
      recordedAt(caseOpened('2026-01-15T10:00:00Z'), '2026-02-16T00:30:00.000Z'),
      recordedAt(late, '2026-02-16T00:10:00.000Z'),
    );
    const cases = [one, opened('2026-02-16T00:20:00.000Z')];
    expect(recordingTime('2026-02-16T00:00:00.000Z', rulebook, ...cases)).toBe('2026-02-16T00:30:00.000Z');
  });

  it('not before the last activation, however far ahead that is', () => {
    const book = activated(rulebook, '2026-03-05T10:00:00.000Z', { to: 'new-only' }, {});
    expect(recordingTime('2026-02-16T00:00:00.000Z', book)).toBe('2026-03-05T10:00:00.000Z');
  });
});
