import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import {
  assigned,
  caseOpened,
  contact,
  instant,
  joined,
  putRight,
  recordedAt,
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';
import { acted, lived, only, refusalOf } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';
import { decideDispute } from '../dispute/dispute.decide.js';
import { isWaiting, marksOf } from '../dispute/dispute.state.js';
import { arrest, arrestCase, feedbackCase, reply, replyDuty, shownAt, start } from './disputed.fixture.js';
import type { FollowUp } from './follow-up.state.js';

const [recorded, undoneAt, later] = ['2026-03-16T12:00:00Z', '2026-03-17T12:00:00Z', '2026-03-20T12:00:00Z'];

const late = (fact: PastFact, at = recorded) => recordedAt(fact, at);
const waived = late(ruled.waived(replyDuty, '2026-03-11T10:00:00Z'));
const waiverId = (waived.fact.data as { rulingId: string }).rulingId;
const undone = ruled.undone(waiverId, undoneAt);
const wish = late(ruled.optedOut('ann', 'QOS-FB-REPLY', '2026-03-10T10:00:00Z'));
const wishId = (wish.fact.data as { optOutId: string }).optOutId;

const livedTo = (book: Rulebook, story: readonly PastFact[], at: string = later) => lived(story, book, instant(at));
const shown = (state: FollowUp, at: string = later) => shownAt(state, at);
/** Each by how it stood and would, and whether it waits. */
const disputesOf = ({ disputes }: FollowUp) =>
  [...disputes.raised.values()].map(
    ({ stood, would, disputeId }) => `${stood}: ${would}${isWaiting(disputes, disputeId) ? '' : ', over'}`,
  );
const marks = (state: FollowUp) => marksOf([...state.disputes.raised.values()][0]!.obligationId, state.disputes);
const decide = (state: FollowUp, confirmed: boolean, at: string) => {
  const [{ disputeId }] = [...state.disputes.raised.values()] as unknown as [{ disputeId: string }];
  return acted(state, reply, instant(at), decideDispute(state, { disputeId, confirmed, by: 'sgt-1' }, instant(at)));
};

describe('a dispute whose cause is undone', () => {
  it.each<[string, Rulebook, readonly PastFact[], string[], string]>([
    ['a waiver', reply, [...feedbackCase, waived, undone], ['due 2026-03-12: missed'], 'missed: waived, over'],
    [
      'a wish, which was nobody’s',
      reply,
      [...feedbackCase, wish, ruled.optOutVoided(wishId, undoneAt)],
      ['due 2026-03-12: missed for good', 'due 2026-03-27: open'],
      'missed: waived, over',
    ],
    [
      'a correction to have been in time, of a call that was none',
      arrest,
      [
        ...arrestCase,
        contact('vic', '2026-03-11T10:00:00Z', { contactId: 'k', tells: ['suspect-arrested'] }),
        ruled.corrected('k', 'vic', '2026-03-06T10:00:00Z', recorded, { tells: ['suspect-arrested'] }),
        ruled.struckOut('k', undoneAt),
      ],
      ['due 2026-03-09: missed'],
      'met-late: met, over',
    ],
    [
      'a handover of before, by another of between',
      reply,
      [
        ...feedbackCase,
        assigned('pc-1', start),
        late(assigned('pc-2', '2026-03-06T10:00:00Z')),
        late(assigned('pc-1', '2026-03-07T10:00:00Z'), undoneAt),
      ],
      ['due 2026-03-12: missed'],
      'missed: other-owner, over',
    ],
    [
      'a kind that was put right, and put right back',
      only('QOS-FB-REPLY', 'QOS-UPDATE'),
      [
        caseOpened('2026-01-05T10:00:00Z', 'enquiry'),
        joined('ann', '2026-01-05T10:00:00Z', 'enquirer'),
        putRight({ openedAt: instant('2026-01-25T10:00:00Z') }, '2026-02-10T10:00:00Z', ['ann']),
        putRight({ openedAt: instant('2026-01-05T10:00:00Z') }, '2026-02-11T10:00:00Z', ['ann']),
      ],
      ['due 2026-02-05: missed for good', 'due 2026-03-05: missed'],
      'missed: due-later, over',
    ],
  ])('given %s, then it ends, and the miss stands as it stood', (_, book, story, stands, dispute) => {
    const state = livedTo(book, story);
    expect(shown(state)).toEqual(stands);
    expect(disputesOf(state)).toEqual([dispute]);
    expect(marks(state)).toEqual({ disputed: false, stood: null, reattributedTo: null });
  });

  it('given nobody has undone it the moment before, then it waits', () => {
    const state = livedTo(reply, [...feedbackCase, waived, undone], '2026-03-17T11:59:59.999Z');
    expect(disputesOf(state)).toEqual(['missed: waived']);
    expect(marks(state).disputed).toBe(true);
  });

  it('given something that undoes nothing, then it waits', () => {
    const state = livedTo(reply, [
      ...feedbackCase,
      waived,
      contact('ann', undoneAt, { purpose: 'chase', direction: 'inbound' }),
    ]);
    expect(disputesOf(state)).toEqual(['missed: waived']);
  });

  it('given another of the same obligation, then that one waits', () => {
    const other = late(withdrawn('2026-03-11T10:00:00Z'), '2026-03-16T13:00:00Z');
    const state = livedTo(reply, [...feedbackCase, waived, other, undone]);
    expect(disputesOf(state)).toEqual(['missed: waived, over', 'missed: voided']);
    expect(marks(state).disputed).toBe(true);
    expect(shown(state)).toEqual(['due 2026-03-12: missed for good']);
  });

  it('given it is done again, then that is a dispute of its own', () => {
    const again = late(ruled.waived(replyDuty, '2026-03-10T10:00:00Z'), '2026-03-18T12:00:00Z');
    const state = livedTo(reply, [...feedbackCase, waived, undone, again]);
    expect(disputesOf(state)).toEqual(['missed: waived, over', 'missed: waived']);
    expect(shown(state)).toEqual(['due 2026-03-12: missed for good']);
  });

  it('given it had been refused, then that stays so', () => {
    const state = livedTo(reply, [...feedbackCase, waived], recorded);
    decide(state, false, '2026-03-16T13:00:00Z');
    acted(state, reply, instant(undoneAt), [undone.fact] as never);
    expect(state.disputes.ended.size).toBe(0);
    expect(shown(state)).toEqual(['due 2026-03-12: missed']);
  });

  it('given it had been confirmed, then that has lost its ground, and nothing is changed after due', () => {
    const state = livedTo(reply, [...feedbackCase, waived], recorded);
    decide(state, true, '2026-03-16T13:00:00Z');
    expect([shown(state), marks(state).stood]).toEqual([['due 2026-03-12: waived'], 'missed']);
    acted(state, reply, instant(undoneAt), [undone.fact] as never);
    expect([shown(state), marks(state).stood]).toEqual([['due 2026-03-12: missed'], null]);
  });

  it('given it has ended, then nobody decides it', () => {
    const state = livedTo(reply, [...feedbackCase, waived, undone]);
    expect(refusalOf(() => decide(state, true, later)).code).toBe('already-ended');
  });

  it('given nothing was ever settled in between, then the same ends, at the same time', () => {
    const endsOf = (...looks: Instant[]) => {
      const state = lived([...feedbackCase, waived, undone], reply, instant(later), ...looks);
      return [...state.disputes.ended];
    };
    expect(endsOf()).toEqual(endsOf(instant(recorded), instant(undoneAt)));
    expect(endsOf()).toHaveLength(1);
  });
});
