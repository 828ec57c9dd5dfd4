import { describe, expect, it } from '@jest/globals';
import { caseOpened, contact, joined, planned, type PastFact } from '../../../../test/support/facts.js';
import { only } from '../../../../test/support/given.js';
import { optedBackIn, optedOut } from '../../../../test/support/rulings.js';
import { Matter } from './matter.fixture.js';

/*
 * Opened on Monday 5 January 2026; updates every fortnight, agreed on Tuesday 6 January. Of an update of Monday 12 January the
 * fortnight is over with 26 January; without one of 6 January that is missed with 20 January.
 */
const agreed = only('VC20-PERIODIC', 'QOS-UPDATE');
const opened = '2026-01-05T10:00:00Z';
const opening = (caseId: string, who: string, at = opened) => [
  caseOpened(at, 'crime', { caseId, reference: caseId }),
  joined(who, at, 'victim', 'standard'),
];
const plan = (who: string, frequency = 'P14D', at = '2026-01-06T10:00:00Z', until?: string) =>
  planned(who, frequency, at, until);
const call = (who: string, at: string) => contact(who, at, { contactId: `k-${at}` });
const asSame = { participants: { her: 'vic' } };
const merger = '2026-02-12T10:00:00Z';

/** What both cases owe as agreed once the one is merged into the other: first what goes on, then what gave way. */
function owed(from: readonly PastFact[], into: readonly PastFact[], at = merger, more: readonly PastFact[] = []) {
  const matter = new Matter(agreed, at, [...opening('c2', 'her'), ...from], [...opening('c1', 'vic'), ...into])
    .merge('c2', 'c1', at, asSame)
    .record('c1', ...more);
  const on = more.at(-1)?.recorded ?? at;
  return { here: matter.owes('c1', on), there: matter.owes('c2', on), matter };
}

describe('a plan that a merger brought', () => {
  it('given periods that were over, then these stay where they were, and what is current goes on from where it was', () => {
    const { here, there } = owed([plan('her'), call('her', '2026-01-12T10:00:00Z')], []);
    expect(there).toEqual([
      'her 2026-01-19: met',
      'her 2026-01-26: missed for good',
      'her 2026-02-09: superseded, stood missed',
    ]);
    expect(here).toEqual(['vic 2026-02-05: met', 'vic 2026-02-09: missed']);
  });

  it('given it is of the case that goes on, then its periods are counted there once as well', () => {
    const { here, there } = owed([], [plan('vic'), call('vic', '2026-01-12T10:00:00Z')]);
    expect(there).toEqual(['her 2026-02-05: superseded, stood missed']);
    expect(here).toEqual([
      'vic 2026-01-19: met',
      'vic 2026-01-26: missed for good',
      'vic 2026-02-05: met',
      'vic 2026-02-09: missed',
    ]);
  });

  it('given an update in the other case since what is current began, then it meets that, and the next counts from it', () => {
    const { here } = owed([plan('her')], [call('vic', '2026-01-14T10:00:00Z')], '2026-01-19T10:00:00Z');
    expect(here).toEqual(['vic 2026-01-19: met', 'vic 2026-01-28: open', 'vic 2026-02-05: met']);
  });

  it('given it ends by its last day, then the month applies again, and nothing is due later for that', () => {
    const until = plan('her', 'P14D', '2026-01-06T10:00:00Z', '2026-02-15');
    const at = '2026-02-16T00:00:00.000Z';
    const { here } = owed([until, call('her', '2026-01-20T10:00:00Z')], [], '2026-02-02T10:00:00Z', [
      call('vic', '2026-02-03T12:00:00Z'),
      contact('vic', at, { contactId: 'none', outcome: 'no-answer' }),
    ]);
    expect(here).toEqual(['vic 2026-02-03: met', 'vic 2026-02-05: met', 'vic 2026-02-17: open']);
  });

  it('given she did not want to be told at the merger, then once she does again it goes on in the other case', () => {
    const wish = optedOut('her', 'all', '2026-01-12T10:00:00Z', { optOutId: 'wish' });
    const back = optedBackIn('wish', '2026-02-20T10:00:00Z');
    const { here, there } = owed([plan('her'), wish], [], '2026-02-01T10:00:00Z', [back]);
    expect(there).toEqual(['her 2026-01-19: waived']);
    expect(here).toContain('vic 2026-03-06: open');
    expect(here).not.toContain('vic 2026-01-19: waived');
  });

  it.each([
    ['of the case that gave way', [plan('her', 'P7D')], [plan('vic', 'P14D', '2026-01-07T10:00:00Z')], true],
    ['of the case that goes on', [plan('her', 'P14D', '2026-01-07T10:00:00Z')], [plan('vic', 'P7D')], false],
  ])(
    'given two, the shorter %s, then that holds from the merger on, and each is counted once',
    (_, from, into, isBrought) => {
      const { here, there } = owed(from, into, '2026-01-13T10:00:00Z');
      expect(here).toEqual(['vic 2026-01-12: missed for good', 'vic 2026-01-19: open']);
      expect(there).toEqual(isBrought ? ['her 2026-01-12: superseded, stood missed'] : []);
    },
  );
});
