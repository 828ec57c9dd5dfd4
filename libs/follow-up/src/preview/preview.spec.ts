import { aPolicy, ownPromise } from '../../../../test/support/policies.js';
import { describe, expect, it } from '@jest/globals';
import { only, settledAt, given, under } from '../../../../test/support/given.js';
import { caseOpened, feedback, instant, joined, type PastFact } from '../../../../test/support/facts.js';
import { type Rulebook, type Reach, appliedPolicy, bookAfter, type PolicyContent } from '@kept-informed/commitments';
import { previewOf } from './preview.rules.js';

/** Feedback of Monday 2 November 2026 that asks for a reply: within ten days, Thursday the 12th; acknowledged at once. */
const opened = '2026-11-02T10:00:00Z';
const asked = [caseOpened(opened, 'feedback'), joined('ann', opened, 'feedback-giver'), feedback('ann', opened, true)];
const replies = only('QOS-FB-REPLY');
const now = instant('2026-11-05T10:00:00Z');

function previewed(more: Partial<PolicyContent>, options: Partial<Options> = {}) {
  return changesOf(more, options).map(
    ({ change, caseId, participantId, commitment, dueOn, wouldBeDueOn }) =>
      `${change} ${caseId} ${participantId} ${commitment}: ${dueOn} to ${wouldBeDueOn}`,
  );
}

function changesOf(more: Partial<PolicyContent>, options: Partial<Options> = {}) {
  const { book = replies, facts = asked, reach = { to: 'recompute-all' }, at = now, outcome = at } = options;
  const policy = aPolicy(more);
  const state = given(...facts);
  settledAt(state, book, outcome);
  const drafted = bookAfter(book, { terms: appliedPolicy('drafted', policy), policy }, reach, at);
  return previewOf(state, at, { today: book, drafted });
}

interface Options {
  readonly book: Rulebook;
  readonly facts: readonly PastFact[];
  readonly reach: Reach;
  readonly at: string;
  /** When a sweep last saw the case. */
  readonly outcome: string;
}

describe('what a draft would change of a case', () => {
  const working = { dayKinds: { 'QOS-FB-REPLY': 'working' as const } };
  const ladder = [{ rung: 'missed', days: 0, to: 'supervisor' as const }];

  it.each<[string, Partial<PolicyContent>, Partial<Options>, string[]]>([
    ['nothing otherwise', {}, {}, []],
    ['days that count otherwise', working, {}, ['moved c1 ann QOS-FB-REPLY: 2026-11-12 to 2026-11-16']],
    ['days that count otherwise for new ones only', working, { reach: { to: 'new-only' } }, []],
    ['other rungs', { ladder }, {}, ['rungs c1 ann QOS-FB-REPLY: 2026-11-12 to 2026-11-12']],
    ['an edition given up', { adopts: [] }, {}, ['withdrawn c1 ann QOS-FB-REPLY: 2026-11-12 to null']],
    [
      'calendar days again, by which it was due',
      { dayKinds: {} },
      { book: under(replies, working), at: instant('2026-11-13T00:00:00Z') },
      ['overdue c1 ann QOS-FB-REPLY: 2026-11-16 to 2026-11-12'],
    ],
    [
      'calendar days again, by which it is due at the end of the day',
      { dayKinds: {} },
      { book: under(replies, working), at: instant('2026-11-12T23:59:59.999Z') },
      ['moved c1 ann QOS-FB-REPLY: 2026-11-16 to 2026-11-12'],
    ],
  ])('given %s, then it tells', (_, more, options, expected) => {
    expect(previewed(more, options)).toEqual(expected);
  });

  it('given a promise of the force’s own, then it arises', () => {
    const own = ownPromise({
      trigger: 'feedback-received',
      owed_to: 'feedback-giver',
      limit: 'P5D',
      enhanced_limit: '',
    });
    const more = { adopts: ['qos-2006', 'cumbria-2026'], commitments: [own] };
    expect(previewed(more)).toEqual(['arises c1 ann CUMBRIA-CALL: null to 2026-11-09']);
  });

  it('given what time alone has brought since the last sweep, then that is no change of the draft', () => {
    const facts = [caseOpened(opened, 'enquiry'), joined('ann', opened, 'enquirer')];
    const at = instant('2027-02-10T10:00:00Z');
    expect(previewed({}, { book: only('QOS-UPDATE'), facts, at, outcome: now })).toEqual([]);
  });

  it('given what was missed is not adopted any more, then it would be closed', () => {
    expect(previewed({ adopts: [] }, { at: instant('2026-11-20T10:00:00Z') })).toEqual([
      'withdrawn c1 ann QOS-FB-REPLY: 2026-11-12 to null',
    ]);
  });

  it('given several, then they are told of in the order of their ids', () => {
    const both = [...asked, joined('ben', opened, 'feedback-giver'), feedback('ben', opened, true, 'comment', 'f2')];
    for (const facts of [both, [both[0]!, ...both.slice(3), ...both.slice(1, 3)]]) {
      const ids = changesOf(working, { facts }).map(({ obligationId }) => obligationId);
      expect(ids).toHaveLength(2);
      expect(ids).toEqual(ids.toSorted());
    }
  });
});

describe('what a force would go by', () => {
  it('given a clock behind that of the last activation, then the draft holds from that on', () => {
    const policy = aPolicy();
    const applied = { terms: appliedPolicy('p1', policy), policy };
    const first = bookAfter(replies, applied, { to: 'new-only' }, now);
    const behind = instant('2026-11-05T09:59:59.999Z');
    const second = bookAfter(first, { terms: appliedPolicy('p2', policy) }, { to: 'recompute-all' }, behind);
    expect(second.terms.map(({ id, from, reach }) => [id, from, reach.to])).toEqual([
      [replies.terms[0]!.id, replies.terms[0]!.from, 'new-only'],
      [`p1+${replies.terms[0]!.calendar.id}`, now, 'new-only'],
      [`p2+${replies.terms[0]!.calendar.id}`, now, 'recompute-all'],
    ]);
  });
});
