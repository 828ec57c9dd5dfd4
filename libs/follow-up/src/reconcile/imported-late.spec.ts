import { describe, expect, it } from '@jest/globals';
import { importer } from '@kept-informed/decisions';
import { lived, only, settledAt, standings } from '../../../../test/support/given.js';
import { caseOpened, closed, instant, joined, type PastFact } from '../../../../test/support/facts.js';
import { advance, type FollowUp } from './follow-up.state.js';

// A victim of Monday 5 January 2026 hears nothing: the months end on 5 February, 5 March and 5 April.
const book = only('QOS-UPDATE');
const opened = [caseOpened('2026-01-05T10:00:00Z'), joined('vic', '2026-01-05T10:00:00Z')];
const now = instant('2026-04-20T12:00:00Z');
const silent = () =>
  lived(opened, book, now, ...['2026-02-06T00:00:00Z', '2026-03-06T00:00:00Z', '2026-04-06T00:00:00Z'].map(instant));

function recordedBy(by: string, state: FollowUp, { fact }: PastFact): FollowUp {
  advance(state, [fact], { by, requestId: 'spec', recorded: now });
  settledAt(state, book, now);
  return state;
}

describe('a closure of before, after the worker has let months arise', () => {
  const closure = closed('2026-01-20T10:00:00Z');

  it('given it is imported, then the months after it never were missed, also as of the day before the import', () => {
    const state = recordedBy(importer, silent(), closure);
    for (const at of [instant('2026-04-19T12:00:00Z'), now])
      expect(standings(state, at)).toEqual([
        'QOS-UPDATE vic due 2026-02-05: missed',
        'QOS-UPDATE vic due 2026-03-05: superseded',
        'QOS-UPDATE vic due 2026-04-05: superseded',
      ]);
    expect(state.disputes.raised.size).toBe(0);
  });

  it('given somebody records it, then they stay missed until a supervisor confirms it', () => {
    const state = recordedBy('pc-1', silent(), closure);
    expect(standings(state, now)).toEqual([
      'QOS-UPDATE vic due 2026-02-05: missed',
      'QOS-UPDATE vic due 2026-03-05: missed for good',
      'QOS-UPDATE vic due 2026-04-05: missed for good',
    ]);
    expect(state.disputes.raised.size).toBe(2);
  });
});
