import { describe, expect, it } from '@jest/globals';
import type { Rulebook } from '@kept-informed/commitments';
import { lived, only } from '../../../../test/support/given.js';
import {
  caseOpened,
  closedAs,
  contact,
  instant,
  joined,
  milestone,
  reopened,
  transferred,
  type PastFact,
} from '../../../../test/support/facts.js';
import { excused, mergedInto, on, struckOut } from '../../../../test/support/rulings.js';
import { obligationView } from './open-obligations.js';

const start = '2026-03-02T10:00:00Z';
const later = '2026-06-01T10:00:00Z';

/** How what is owed on a case stands, and whether it is still to be done. */
function shown(book: Rulebook, now: string, ...told: PastFact[]): string[] {
  const state = lived([caseOpened(start), joined('vic', start), ...told], book, instant(now));
  return [...state.obligations.values()]
    .map((one) => obligationView(one, state, instant(now)))
    .map(({ dueOn, status, toBeDone, dischargedAt }) =>
      [`${dueOn} ${status}`, toBeDone && 'to be done', dischargedAt && `done ${dischargedAt.slice(0, 10)}`]
        .filter(Boolean)
        .join(', '),
    );
}

describe('what is still to be done (rules.md, Excusals)', () => {
  const arrests = only('VC20-ARREST');
  const arrest = milestone('suspect-arrested', start);
  const { milestoneId } = arrest.fact.data;
  const excusal = excused(on('VC20-ARREST', 'vic', milestoneId), '2026-03-06T10:00:00Z');
  const call = contact('vic', '2026-04-01T10:00:00Z', { tells: ['suspect-arrested'] });

  it.each([
    ['open', [], '2026-03-06T09:59:59Z', '2026-03-09 open, to be done'],
    ['excused', [excusal], '2026-03-06T10:00:00Z', '2026-03-09 excused, to be done'],
    ['excused, the moment before it is done', [excusal], '2026-04-01T09:59:59Z', '2026-03-09 excused, to be done'],
    ['excused and done', [excusal, call], '2026-04-01T10:00:00Z', '2026-03-09 excused, done 2026-04-01'],
    [
      'excused, and what had done it struck out',
      [excusal, call, struckOut(call.fact.data.contactId, '2026-04-02T10:00:00Z')],
      '2026-04-02T10:00:00Z',
      '2026-03-09 excused, to be done',
    ],
    ['met', [call], later, '2026-03-09 met-late, done 2026-04-01'],
  ])('given that it is %s, then it says so', (_, told, now, expected) => {
    expect(shown(arrests, now, arrest, ...(told as PastFact[]))).toEqual([expected]);
  });

  it.each([
    ['closed', [closedAs('resolved', '2026-03-10T10:00:00Z')], true],
    ['closed as cancelled', [closedAs('cancelled', '2026-03-10T10:00:00Z')], false],
    [
      'closed as cancelled and opened again',
      [closedAs('cancelled', '2026-03-10T10:00:00Z'), reopened('2026-03-11T10:00:00Z')],
      true,
    ],
    ['transferred to another force', [transferred('2026-03-10T10:00:00Z')], false],
    ['merged into another', [mergedInto('c2', '2026-03-10T10:00:00Z')], false],
  ])(
    'given its case is %s, then what was excused is to be done only where it is followed up',
    (_, told, isToBeDone) => {
      expect(shown(arrests, later, arrest, excusal, ...(told as PastFact[]))).toEqual([
        `2026-03-09 excused${isToBeDone ? ', to be done' : ''}`,
      ]);
    },
  );

  const monthly = only('QOS-UPDATE');
  const excusedMonth = excused(on('QOS-UPDATE', 'vic', 'c1'), '2026-03-28T10:00:00Z');

  it('given a month that was excused, then an update before the next takes over does it', () => {
    const update = contact('vic', '2026-04-02T22:59:59Z');
    expect(shown(monthly, '2026-04-02T22:59:59Z', excusedMonth)).toEqual(['2026-04-02 excused, to be done']);
    expect(shown(monthly, '2026-04-02T22:59:59Z', excusedMonth, update)).toEqual([
      '2026-04-02 excused, done 2026-04-02',
      '2026-05-02 open, to be done',
    ]);
  });

  it('given that the next has taken over, then that is to be done in its place', () => {
    expect(shown(monthly, '2026-04-02T23:00:00Z', excusedMonth)).toEqual([
      '2026-04-02 excused',
      '2026-05-02 open, to be done',
    ]);
  });
});
