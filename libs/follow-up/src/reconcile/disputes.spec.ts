import { describe, expect, it } from '@jest/globals';
import {
  assigned,
  attempted,
  caseOpened,
  closedAs,
  contact,
  instant,
  joined,
  putRight,
  recordedAt,
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';
import { acted, given, lived, only, refusalOf, settledAt } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';
import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { decideDispute } from '../dispute/dispute.decide.js';
import { marksOf } from '../dispute/dispute.state.js';
import { arrest, arrestCase, feedbackCase, reply, replyDuty, shownAt, start } from './disputed.fixture.js';
import type { FollowUp } from './follow-up.state.js';
import { reconcile } from './reconcile.decide.js';

const milestoneId = `suspect-arrested--${start}`;
const now = '2026-03-16T12:00:00Z';

const disputesOf = ({ disputes }: FollowUp) =>
  [...disputes.raised.values()].map(({ stood, would }) => `${stood}: ${would}`);
const livedTo = (book: Rulebook, story: readonly PastFact[], until = '2026-03-17T12:00:00Z') =>
  lived(story, book, instant(until));
const shown = (state: FollowUp, at = '2026-03-17T12:00:00Z') => shownAt(state, at);

describe('what is recorded after a due instant', () => {
  const late = (at: string) => (fact: PastFact) => recordedAt(fact, at);
  const kinds: [string, Rulebook, readonly PastFact[], PastFact, string, string][] = [
    ['a waiver', reply, feedbackCase, ruled.waived(replyDuty, '2026-03-11T10:00:00Z'), 'waived', '2026-03-12'],
    [
      'an opt-out',
      reply,
      feedbackCase,
      ruled.optedOut('ann', 'QOS-FB-REPLY', '2026-03-10T10:00:00Z'),
      'waived',
      '2026-03-12',
    ],
    ['a withdrawal', reply, feedbackCase, withdrawn('2026-03-11T10:00:00Z'), 'voided', '2026-03-12'],
    [
      'a closure as cancelled',
      arrest,
      arrestCase,
      closedAs('cancelled', '2026-03-06T10:00:00Z'),
      'voided',
      '2026-03-09',
    ],
    [
      'a voided milestone',
      arrest,
      arrestCase,
      ruled.milestoneVoided(milestoneId, '2026-03-06T10:00:00Z'),
      'voided',
      '2026-03-09',
    ],
  ];

  it.each(kinds)('given %s, then the miss stays, disputed and closed', (_, book, story, fact, would, dueOn) => {
    const state = livedTo(book, [...story, late(now)(fact)]);
    expect(shown(state)).toEqual([`due ${dueOn}: missed for good`]);
    expect(disputesOf(state)).toEqual([`missed: ${would}`]);
  });

  it.each(kinds)(
    'given %s in the last moment before, then it does what it says',
    (_, book, story, fact, would, dueOn) => {
      const state = livedTo(book, [...story, late(`${dueOn}T23:59:59.999Z`)(fact)]);
      expect(shown(state)).toEqual([`due ${dueOn}: ${would}`]);
      expect(disputesOf(state)).toEqual([]);
    },
  );

  it.each(kinds)('given %s at the due instant itself, then it is too late', (_, book, story, fact, would, dueOn) => {
    const due = new Date(Date.parse(`${dueOn}T00:00:00Z`) + 86_400_000).toISOString();
    expect(disputesOf(livedTo(book, [...story, late(due)(fact)]))).toEqual([`missed: ${would}`]);
  });

  it('given a request that was withdrawn only then, then the miss stays, and nothing is disputed', () => {
    const state = livedTo(reply, [...feedbackCase, withdrawn(now)]);
    expect(shown(state)).toEqual(['due 2026-03-12: missed for good']);
    expect(disputesOf(state)).toEqual([]);
  });

  it('given a pause from before, then the miss stays, disputed', () => {
    const referral = { commitment: 'VC20-REFER', participantId: 'vic', triggerId: 'c1' };
    const pause = ruled.paused(referral, '2026-03-03T10:00:00Z', 'consent-awaited', now);
    const state = livedTo(only('VC20-REFER'), [caseOpened(start), joined('vic', start), pause]);
    expect(shown(state)).toEqual(['due 2026-03-04: missed']);
    expect(disputesOf(state)).toEqual(['missed: paused']);
  });

  it('given a late reply that is corrected to have been in time, then it stays late, disputed', () => {
    const letter = contact('ann', '2026-03-14T10:00:00Z', { contactId: 'k1', purpose: 'reply' });
    const put = ruled.corrected('k1', 'ann', '2026-03-12T10:00:00Z', now, { purpose: 'reply' });
    const state = livedTo(reply, [...feedbackCase, letter, put]);
    expect(shown(state)).toEqual(['due 2026-03-12: met-late']);
    expect(disputesOf(state)).toEqual(['met-late: met']);
  });

  const byLetter = (routeKeyedAt: string | undefined, more: object = {}) =>
    contact(
      'ann',
      '2026-03-11T10:00:00Z',
      { purpose: 'reply', method: 'letter', outcome: 'sent', route: 'safe', routeKeyedAt, ...more },
      now,
    );

  it.each([
    ['a letter by a route that was entered at the due instant', byLetter('2026-03-13T00:00:00.000Z'), ['missed: met']],
    ['one entered the moment before', byLetter('2026-03-12T23:59:59.999Z'), []],
    ['one that had been entered when it was sent', byLetter(undefined), []],
    [
      'a call, which reaches without a route too',
      byLetter('2026-03-13T00:00:00.000Z', { method: 'phone', outcome: 'spoke' }),
      [],
    ],
  ] as const)('given %s, recorded late, then the miss stays, disputed, or is met', (_, letter, disputed) => {
    const state = livedTo(reply, [...feedbackCase, letter]);
    expect(shown(state)).toEqual([`due 2026-03-12: ${disputed.length > 0 ? 'missed for good' : 'met'}`]);
    expect(disputesOf(state)).toEqual(disputed);
  });

  it('given a letter that by a corrected route would have reached them, then the miss stays, disputed', () => {
    const unsafe = { purpose: 'reply', method: 'letter', outcome: 'sent', route: 'unsafe' } as const;
    const letter = contact('ann', '2026-03-11T10:00:00Z', { contactId: 'k1', ...unsafe });
    const put = (recorded: string) =>
      ruled.corrected('k1', 'ann', '2026-03-11T10:00:00Z', recorded, { ...unsafe, route: 'safe' });
    const late = livedTo(reply, [...feedbackCase, letter, put('2026-03-13T00:00:00Z')]);
    expect([shown(late), disputesOf(late)]).toEqual([['due 2026-03-12: missed for good'], ['missed: met']]);
    const inTime = livedTo(reply, [...feedbackCase, letter, put('2026-03-12T23:59:59.999Z')]);
    expect([shown(inTime), disputesOf(inTime)]).toEqual([['due 2026-03-12: met'], []]);
  });

  it.each<[string, Rulebook, readonly PastFact[], string]>([
    [
      'a contact first recorded then',
      reply,
      [contact('ann', '2026-03-11T10:00:00Z', { purpose: 'reply' }, now)],
      'met',
    ],
    ['an excusal', reply, [attempted('ann', '2026-03-11T10:00:00Z'), ruled.excused(replyDuty, now)], 'excused'],
    ['a supervisor’s ruling that it was never owed', reply, [ruled.voided(replyDuty, now)], 'voided'],
  ])('given %s, then nobody has to look at it', (_, book, story, status) => {
    const state = livedTo(book, [...feedbackCase, ...story]);
    expect(shown(state)).toEqual([`due 2026-03-12: ${status}`]);
    expect(disputesOf(state)).toEqual([]);
  });

  it('given the owner rules that what they missed was never owed, then that is disputed', () => {
    const state = livedTo(reply, [...feedbackCase, assigned('pc-1', start), ruled.voided(replyDuty, now)]);
    expect(disputesOf(state)).toEqual(['missed: voided']);
  });

  it('given a supervisor ruled before the case was theirs, then it was another’s duty, also read afterwards', () => {
    const handover = recordedAt(assigned('pc-1', now), '2026-03-16T13:00:00Z');
    const state = given(...feedbackCase, ruled.voided(replyDuty, now), handover);
    settledAt(state, reply, instant('2026-03-16T13:00:00Z'));
    expect(disputesOf(state)).toEqual([]);
    expect(shown(state)).toEqual([expect.stringContaining('voided')]);
  });

  it('given it was keyed only after it was due, then it is derived from everything and says so', () => {
    const keyed = feedbackCase.map((fact: PastFact) => recordedAt(fact, '2026-03-16T09:00:00Z'));
    const state = livedTo(reply, [...keyed, recordedAt(withdrawn('2026-03-11T10:00:00Z'), now)]);
    expect(shown(state)).toEqual(['due 2026-03-12: voided']);
    expect(disputesOf(state)).toEqual([]);
    expect([...state.obligations.values()]).toMatchObject([{ keyedLate: true }]);
  });

  it('given a call afterwards, then what is disputed is met late by it', () => {
    const voided = recordedAt(ruled.milestoneVoided(milestoneId, '2026-03-06T10:00:00Z'), '2026-03-10T10:00:00Z');
    const told = contact('vic', '2026-03-11T10:00:00Z', { tells: ['suspect-arrested'] });
    expect(shown(livedTo(arrest, [...arrestCase, voided, told]))).toEqual(['due 2026-03-09: met-late']);
  });

  it('given nothing is recorded after it, then settling again adds nothing', () => {
    const state = livedTo(reply, [...feedbackCase, recordedAt(withdrawn('2026-03-11T10:00:00Z'), now)]);
    expect(reconcile(state, reply, instant('2026-03-17T12:00:00Z')).facts).toEqual([]);
  });

  it('given nothing was ever settled in between, then the same is disputed', () => {
    const story = [...feedbackCase, recordedAt(withdrawn('2026-03-11T10:00:00Z'), now)];
    const state = given(...story);
    acted(state, reply, instant('2026-03-17T12:00:00Z'), []);
    const [one, other] = [state, livedTo(reply, story)];
    expect(disputesOf(one)).toEqual(disputesOf(other));
    expect(shown(one)).toEqual(shown(other));
  });

  it('given a wish, then its alerts end as it is recorded, and none follows', () => {
    const wish = recordedAt(ruled.optedOut('ann', 'all', '2026-03-10T10:00:00Z'), now);
    const looks = ['2026-03-11T09:00:00Z', '2026-03-13T00:00:00Z', '2026-03-17T00:00:00Z'].map(instant);
    const state = lived(
      [...feedbackCase, assigned('pc-1', start), wish],
      reply,
      instant('2026-03-31T12:00:00Z'),
      ...looks,
    );
    expect([...state.alerts.raised.values()].map(({ rung, status }) => `${rung} ${status}`)).toEqual([
      'due-soon withdrawn',
      'missed withdrawn',
    ]);
  });
});

describe('a handover recorded after a miss', () => {
  const handedOver = (recorded: string) => recordedAt(assigned('pc-2', '2026-03-06T10:00:00Z'), recorded);
  const owned = [...feedbackCase, assigned('pc-1', start)];

  it('given it was from before the miss, then whose the miss is is disputed', () => {
    const state = livedTo(reply, [...owned, handedOver(now)]);
    expect(disputesOf(state)).toEqual(['missed: other-owner']);
    expect(shown(state)).toEqual(['due 2026-03-12: missed']);
  });

  it.each([
    ['recorded in the last moment before', handedOver('2026-03-12T23:59:59.999Z')],
    ['from after the miss', recordedAt(assigned('pc-2', '2026-03-13T00:00:00Z'), now)],
    ['to the same owner', recordedAt(assigned('pc-1', '2026-03-06T10:00:00Z'), now)],
  ])('given it was %s, then nothing is', (_, handover) => {
    expect(disputesOf(livedTo(reply, [...owned, handover]))).toEqual([]);
  });

  it('given it is confirmed, then the miss is reattributed and its status stays', () => {
    const state = livedTo(reply, [...owned, handedOver(now)]);
    const [dispute] = state.disputes.raised.values();
    const decided = decideDispute(state, { disputeId: dispute!.disputeId, confirmed: true, by: 'sgt-1' }, instant(now));
    acted(state, reply, instant('2026-03-17T12:00:00Z'), decided);
    expect(marksOf(dispute!.obligationId, state.disputes)).toEqual({
      disputed: false,
      stood: null,
      reattributedTo: 'pc-2',
    });
    expect(shown(state)).toEqual(['due 2026-03-12: missed']);
  });
});

describe('a month that stands as it stood, and by what was recorded since would be over later', () => {
  it('given it is over, then the case asks to be looked at as the next one is, which has not come yet', () => {
    const book = only('QOS-UPDATE');
    const [opened, due] = ['2026-03-25T10:00:00Z', '2026-04-25T23:00:00Z'];
    const told = [
      caseOpened(opened),
      joined('vic', opened),
      putRight({ openedAt: instant('2026-03-26T00:00:00Z') }, due, ['vic']),
    ];
    const [over, next] = ['2026-05-25T23:00:00.000Z', '2026-05-26T23:00:00.000Z'].map(instant) as [Instant, Instant];
    const state = lived(told, book, over);
    expect(shown(state, over)).toEqual(['due 2026-04-25: missed for good']);
    expect(reconcile(state, book, over).nextCheckAt).toBe(next);
    settledAt(state, book, next);
    expect(shown(state, next)).toEqual(['due 2026-04-25: missed for good', 'due 2026-05-26: missed']);
  });
});

describe('deciding a dispute', () => {
  const disputed = () =>
    livedTo(reply, [
      ...feedbackCase,
      assigned('pc-7', start),
      assigned('pc-8', '2026-03-03T10:00:00Z'),
      recordedAt(withdrawn('2026-03-11T10:00:00Z'), now),
    ]);
  const deciding = (state: FollowUp, confirmed: boolean, by = 'sgt-1') => {
    const [dispute] = state.disputes.raised.values();
    return decideDispute(state, { disputeId: dispute!.disputeId, confirmed, by }, instant('2026-03-17T12:00:00Z'));
  };

  it('given it is confirmed, then it stands as was recorded, changed after due', () => {
    const state = disputed();
    acted(state, reply, instant('2026-03-17T12:00:00Z'), deciding(state, true));
    expect(shown(state)).toEqual(['due 2026-03-12: voided']);
    const [{ obligationId }] = [...state.disputes.raised.values()] as unknown as [{ obligationId: string }];
    expect(marksOf(obligationId, state.disputes)).toEqual({ disputed: false, stood: 'missed', reattributedTo: null });
  });

  it('given it is refused, then it stands as it stood, and nothing marks it', () => {
    const state = disputed();
    acted(state, reply, instant('2026-03-17T12:00:00Z'), deciding(state, false));
    expect(shown(state)).toEqual(['due 2026-03-12: missed for good']);
    const [{ obligationId }] = [...state.disputes.raised.values()] as unknown as [{ obligationId: string }];
    expect(marksOf(obligationId, state.disputes)).toEqual({ disputed: false, stood: null, reattributedTo: null });
  });

  it.each([
    ['who is the owner', 'pc-8', 'decides-own-duty'],
    ['who was the owner', 'pc-7', 'decides-own-duty'],
    ['who recorded what disputes it', 'pc-1', 'decides-own-recording'],
  ])('given whoever decides is somebody %s, then it is refused', (_, by, code) => {
    const state = disputed();
    expect(refusalOf(() => deciding(state, true, by)).code).toBe(code);
  });

  it('given it was decided, or is not there, then it is refused', () => {
    const state = disputed();
    acted(state, reply, instant('2026-03-17T12:00:00Z'), deciding(state, false));
    expect(refusalOf(() => deciding(state, true)).code).toBe('already-decided');
    const asked = { disputeId: 'none', confirmed: true, by: 'sgt-1' };
    expect(refusalOf(() => decideDispute(state, asked, instant(now))).code).toBe('unknown-dispute');
  });

  it('given it was raised on a Monday, then it goes to the performance unit after ten working days', () => {
    const [dispute] = disputed().disputes.raised.values();
    expect(dispute).toMatchObject({ at: instant(now), decideBy: '2026-03-30T23:00:00.000Z', recordedBy: ['pc-1'] });
  });
});
