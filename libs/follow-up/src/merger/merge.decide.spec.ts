import { describe, expect, it } from '@jest/globals';
import type { AgeBand } from '@kept-informed/commitments';
import type { NewFact } from '@kept-informed/event-store';
import type { FollowUp, FollowUpEvent } from '../reconcile/follow-up.state.js';
import { acted, given, only, refusalOf, settledAt, standings } from '../../../../test/support/given.js';
import {
  ageRight,
  caseOpened,
  closed,
  contact,
  instant,
  joined,
  knownLater,
  milestone,
  planned,
  recordedAt,
  type PastFact,
} from '../../../../test/support/facts.js';
import { corrected, optedOut } from '../../../../test/support/rulings.js';
import { linkCases, mergeCases as decided, type MergedCase, type NewMerger, type OwingCase } from './merge.decide.js';

const book = only('QOS-UPDATE', 'VC20-ARREST');
const mergeCases = (from: MergedCase, into: OwingCase, asked: NewMerger, now: string, terms = book) =>
  decided(from, into, asked, { now, book: terms });
const start = '2026-05-14T10:00:00Z';
const merged = '2026-05-22T10:00:00Z';

/** The same burglary was recorded twice: as c1 with one victim, and as c2 with her again and her neighbour. */
const survivor = [caseOpened(start), joined('vic', start)];
const other = [
  caseOpened(start, 'crime', { caseId: 'c2', reference: 'CR/2/26' }),
  joined('vic2', start),
  joined('neighbour', '2026-05-15T10:00:00Z'),
  milestone('suspect-arrested', '2026-05-14T12:00:00Z'),
  recordedAt(contact('vic2', '2026-05-15T12:00:00Z', { tells: ['suspect-arrested'] }), '2026-05-15T13:00:00Z'),
  planned('neighbour', 'P14D', '2026-05-16T10:00:00Z'),
];

function stateOf(facts: readonly PastFact[]): FollowUp {
  const state = given(...facts);
  settledAt(state, book, instant(merged));
  return state;
}

/** The facts as the stream holds them. */
const recordedFacts = (facts: readonly PastFact[]): FollowUpEvent[] =>
  facts.map(({ fact, recorded }, index) => ({ ...fact, recorded, version: index + 1 }) as FollowUpEvent);

const merging = (
  participants: Record<string, string> = { vic2: 'vic' },
  from: readonly PastFact[] = other,
  into: readonly PastFact[] = survivor,
) =>
  mergeCases(
    { ...stateOf(from), facts: recordedFacts(from) } as MergedCase,
    stateOf(into) as OwingCase,
    { into: 'c1', participants },
    instant(merged),
  );

const types = (facts: readonly NewFact[]) => facts.map(({ type }) => type);
const byCommitment = (state: FollowUp, now: string) =>
  standings(state, instant(now)).toSorted((a, b) => (a < b ? -1 : 1));

describe('merging two cases (case 50)', () => {
  it('given it, then the one records where everybody is, and the other what was recorded of them', () => {
    const { from, into } = merging();
    const occurred = instant(merged);
    expect(from).toEqual([
      {
        type: 'CaseMerged',
        data: {
          into: 'c1',
          participants: { vic2: 'vic', neighbour: 'neighbour' },
          replaced: [{ commitment: 'QOS-UPDATE', participantId: 'vic2', triggerId: 'c2' }],
        },
        occurred,
      },
    ]);
    expect(into[0]).toMatchObject({ type: 'CaseAbsorbed', data: { caseId: 'c2' }, occurred });
    expect(types(into)).toEqual([
      'CaseAbsorbed',
      'ParticipantAdded',
      'MilestoneReached',
      'ContactMade',
      'ContactPlanAgreed',
    ]);
    expect(into[3]).toMatchObject({
      occurred: instant('2026-05-15T12:00:00Z'),
      data: { participantIds: ['vic'], carriedFrom: 'c2', firstRecorded: instant('2026-05-15T13:00:00Z') },
    });
  });

  it('given who speaks for whom, what was known later and what was merged before, then it is carried as it was', () => {
    const arrest = milestone('suspect-arrested', '2026-05-14T12:00:00Z', 'vic2');
    const call = contact('vic2', '2026-05-15T12:00:00Z', { firstRecorded: instant('2026-05-15T12:30:00Z') });
    const { into } = merging({ vic2: 'vic' }, [
      ...other.slice(0, 2),
      joined('mum', start, 'representative', 'unassessed', { represents: 'vic2' }),
      optedOut('vic2', 'periodic', '2026-05-16T10:00:00Z'),
      knownLater(arrest, '2026-05-17T10:00:00Z'),
      recordedAt(call, '2026-05-18T10:00:00Z'),
    ]);
    expect(into.slice(1)).toMatchObject([
      { data: { participantId: 'mum', represents: 'vic' } },
      { data: { participantId: 'vic', requestedBy: 'vic' } },
      { data: { suspect: 'vic2' }, known: instant('2026-05-17T10:00:00Z') },
      { data: { firstRecorded: instant('2026-05-15T12:30:00Z') } },
    ]);
    expect(into[1]).not.toHaveProperty('known');
  });

  it('given a call first recorded in time, then it is not late for having been carried after the due date', () => {
    const state = stateOf(survivor);
    const at = instant('2026-06-20T10:00:00Z');
    const facts = acted(state, book, at, merging().into);
    const met = facts.filter(({ type }) => type === 'ObligationMet').map(({ data }) => data);
    expect(met).toMatchObject([{ recordedLate: false }, { recordedLate: false }]);
  });

  it('given a contact corrected in time, then its correction is not late for having been carried either', () => {
    const call = recordedAt(contact('vic2', '2026-05-15T12:00:00Z', { contactId: 'k1' }), '2026-05-15T13:00:00Z');
    const told = { tells: ['suspect-arrested'] };
    const right = corrected('k1', 'vic2', '2026-05-15T12:00:00Z', '2026-05-16T09:00:00Z', told);
    const state = stateOf(survivor);
    const { into } = merging({ vic2: 'vic' }, [...other.slice(0, 2), other[3]!, call, right]);
    const facts = acted(state, only('VC20-ARREST'), instant('2026-06-20T10:00:00Z'), into);
    expect(facts.find(({ type }) => type === 'ObligationMet')).toMatchObject({ data: { recordedLate: false } });
  });

  it('given it, then nothing is owed on the one any more, missed ones included, and its alerts end', () => {
    const state = stateOf(other);
    expect(byCommitment(state, merged)).toEqual([
      'QOS-UPDATE neighbour due 2026-06-15: open',
      'QOS-UPDATE vic2 due 2026-06-14: met',
      'QOS-UPDATE vic2 due 2026-06-15: open',
      'VC20-ARREST neighbour due 2026-05-22: open',
      'VC20-ARREST vic2 due 2026-05-21: met',
    ]);
    const late = given(...other);
    settledAt(late, book, instant('2026-05-25T10:00:00Z'));
    const { from } = merging();
    const facts = acted(
      late,
      book,
      instant('2026-05-25T10:00:00Z'),
      from.map((fact) => ({ ...fact, occurred: instant('2026-05-25T10:00:00Z') })),
    );
    expect(byCommitment(late, '2026-09-01T10:00:00Z')).toEqual([
      'QOS-UPDATE neighbour due 2026-06-15: superseded',
      'QOS-UPDATE vic2 due 2026-06-14: met',
      'QOS-UPDATE vic2 due 2026-06-15: superseded',
      'VC20-ARREST neighbour due 2026-05-22: superseded',
      'VC20-ARREST vic2 due 2026-05-21: met',
    ]);
    expect(types(facts)).toContain('AlertWithdrawn');
    expect(settledAt(late, book, instant('2026-12-01T10:00:00Z'))).toEqual([]);
  });

  it('given it, then the survivor owes what the other owed, counted from when it happened', () => {
    const state = stateOf(survivor);
    acted(state, book, instant(merged), merging().into);
    expect(byCommitment(state, merged)).toEqual([
      'QOS-UPDATE neighbour due 2026-06-15: open',
      'QOS-UPDATE vic due 2026-06-14: met',
      'QOS-UPDATE vic due 2026-06-15: open',
      'VC20-ARREST neighbour due 2026-05-22: open',
      'VC20-ARREST vic due 2026-05-21: met',
    ]);
    const arrest = [...state.obligations.values()].find(({ outcome }) => outcome?.as === 'met');
    expect(arrest).toMatchObject({ missed: false });
  });

  it.each([
    [
      'into itself',
      () =>
        mergeCases(
          { ...stateOf(other), facts: [] } as unknown as MergedCase,
          stateOf(other) as OwingCase,
          { into: 'c2', participants: {} },
          instant(merged),
        ),
      'same-case',
    ],
    ['one that is closed', () => merging({}, [...other, closed('2026-05-20T10:00:00Z')]), 'already-closed'],
    [
      'into one that is closed',
      () => merging({}, other, [...survivor, closed('2026-05-20T10:00:00Z')]),
      'already-closed',
    ],
  ])('given a case merged %s, then it is refused', (_, asked, code) => {
    expect(refusalOf(asked).code).toBe(code);
  });

  it.each([
    ['who is not on the one', { nobody: 'vic' }, '/participants/nobody'],
    ['who would be nobody on the other', { vic2: 'nobody' }, '/participants/vic2'],
  ])('given somebody %s, then it is refused', (_, participants, field) => {
    expect(refusalOf(() => merging(participants as Record<string, string>))).toMatchObject({
      code: 'participant-not-placed',
      field,
    });
  });

  it('given two who would be one on the other, then it is refused: what both are owed would be owed once', () => {
    expect(refusalOf(() => merging({ vic2: 'vic', neighbour: 'vic' }))).toMatchObject({
      code: 'participant-not-placed',
      field: '/participants/neighbour',
    });
  });

  it('given somebody who has another role there, then it is refused', () => {
    const witness = [caseOpened(start), joined('wit', start, 'witness')];
    expect(refusalOf(() => merging({ vic2: 'wit' }, other, witness)).code).toBe('participant-not-placed');
  });

  it('given a case that was merged itself, then nothing can be merged into it', () => {
    const gone = stateOf(survivor);
    acted(gone, book, instant(merged), [
      { type: 'CaseMerged', data: { into: 'c9', participants: { vic: 'vic' } }, occurred: instant(merged) },
    ]);
    const asked = () =>
      mergeCases(
        { ...stateOf(other), facts: [] } as unknown as MergedCase,
        gone as OwingCase,
        { into: 'c1', participants: {} },
        instant(merged),
      );
    expect(refusalOf(asked)).toMatchObject({ code: 'merged-elsewhere' });
    expect(asked).toThrow(expect.objectContaining({ refusal: expect.objectContaining({ extra: { caseId: 'c9' } }) }));
  });
});

/* An arrest of Tuesday 6 January 2026 is to be told by the end of the 13th. The other case is opened on the 10th. */
describe('a merger', () => {
  const arrests = only('VC20-ARREST');
  const at = instant('2026-01-20T10:00:00Z');
  const opened = (id: string, caseId: string, day: string, entitlement: 'standard' | 'enhanced' = 'standard') => [
    caseOpened(day, 'crime', { caseId, reference: caseId }),
    joined(id, day, 'victim', entitlement),
  ];
  const arrest = milestone('suspect-arrested', '2026-01-06T10:00:00Z');
  const told = (when: string) => contact('her', when, { tells: ['suspect-arrested'] });
  const survivorOf = (from: readonly PastFact[], into: readonly PastFact[]): string[] => {
    const [one, other] = [from, into].map((facts) => {
      const state = given(...facts);
      settledAt(state, arrests, at);
      return state;
    }) as [FollowUp, FollowUp];
    const merging = { ...one, facts: recordedFacts(from) } as MergedCase;
    acted(
      other,
      arrests,
      at,
      mergeCases(merging, other as OwingCase, { into: 'c1', participants: { her: 'vic' } }, at).into,
    );
    return standings(other, at);
  };
  const hers = opened('her', 'c2', '2026-01-05T10:00:00Z');
  const later = opened('vic', 'c1', '2026-01-10T10:00:00Z');

  it.each([
    ['told late', [told('2026-01-15T10:00:00Z')], 'met-late'],
    ['told in the last moment', [told('2026-01-13T23:59:59.999Z')], 'met'],
    ['told before she was on the other case', [told('2026-01-07T10:00:00Z')], 'met'],
    ['not told', [], 'missed'],
  ])('given she was %s, then what was owed keeps its due date and stands as it stood', (_, contacts, status) => {
    expect(survivorOf([...hers, arrest, ...contacts], later)).toEqual([`VC20-ARREST vic due 2026-01-13: ${status}`]);
  });

  it('given she was enhanced, then what was owed keeps the enhanced limit, and she is enhanced from then on', () => {
    const enhanced = opened('her', 'c2', '2026-01-05T10:00:00Z', 'enhanced');
    const late = told('2026-01-08T10:00:00Z');
    expect(survivorOf([...enhanced, arrest, late], later)).toEqual(['VC20-ARREST vic due 2026-01-07: met-late']);
    const open = milestone('suspect-arrested', '2026-01-19T10:00:00Z');
    const { into } = mergeCases(
      { ...given(...enhanced), facts: recordedFacts(enhanced) } as MergedCase,
      given(...later) as OwingCase,
      { into: 'c1', participants: { her: 'vic' } },
      at,
    );
    expect(into.filter(({ type }) => type === 'EntitlementAssessed')).toMatchObject([
      { data: { participantId: 'vic', entitlement: 'enhanced' }, occurred: at },
    ]);
    expect(survivorOf(hers, [...opened('vic', 'c1', '2026-01-10T10:00:00Z', 'enhanced'), open])).toEqual([
      'VC20-ARREST vic due 2026-01-20: open',
    ]);
  });

  it('given it was known of her there that she was a child, then it is from then on, and never that she was none', () => {
    const child = (id: string, caseId: string, day: string, ageAtOffence: AgeBand) => [
      caseOpened(day, 'crime', { caseId, reference: caseId }),
      joined(id, day, 'victim', 'unassessed', { ageAtOffence }),
    ];
    const young = child('her', 'c2', '2026-01-05T10:00:00Z', 'under-18');
    const grown = child('vic', 'c1', '2026-01-10T10:00:00Z', 'adult');
    const putRight = ageRight('her', 'under-17', '2026-01-06T10:00:00Z');
    const agesBy = (from: PastFact[], into: PastFact[]) =>
      mergeCases(
        { ...given(...from), facts: recordedFacts(from) } as MergedCase,
        given(...into) as OwingCase,
        { into: 'c1', participants: { her: 'vic' } },
        at,
      )
        .into.filter(({ type }) => type === 'ParticipantDetailsCorrected')
        .map(({ data, occurred }) => [occurred, (data as { after: object }).after]);
    expect(agesBy(young, grown)).toEqual([[at, { ageAtOffence: 'under-18' }]]);
    expect(agesBy([...young, putRight], grown)).toEqual([
      ['2026-01-06T10:00:00.000Z', {}],
      [at, { ageAtOffence: 'under-17' }],
    ]);
    expect(
      agesBy(
        child('her', 'c2', '2026-01-05T10:00:00Z', 'adult'),
        child('vic', 'c1', '2026-01-10T10:00:00Z', 'under-18'),
      ),
    ).toEqual([]);
    const arrested = milestone('suspect-arrested', '2026-01-19T10:00:00Z');
    expect(survivorOf(young, [...grown, arrested])).toEqual(['VC20-ARREST vic due 2026-01-21: open']);
  });

  it('given something was missed because of the opening, then it is superseded, and says how it stood', () => {
    const initial = only('QOS-INITIAL');
    const state = given(...hers);
    settledAt(state, initial, at);
    const { from } = mergeCases(
      { ...state, facts: recordedFacts(hers) } as MergedCase,
      given(...later) as OwingCase,
      { into: 'c1', participants: { her: 'vic' } },
      at,
    );
    const facts = acted(state, initial, at, from).filter(({ type }) => type === 'ObligationSuperseded');
    expect(facts.map(({ data }) => data)).toMatchObject([{ reason: 'case-merged', stood: 'missed' }]);
  });

  it('given the other was enhanced, then what is open is due by the enhanced limit from the merger, none later', () => {
    const open = milestone('suspect-arrested', '2026-01-19T10:00:00Z');
    const enhanced = opened('her', 'c2', '2026-01-05T10:00:00Z', 'enhanced');
    expect(survivorOf(enhanced, [...later, open])).toEqual(['VC20-ARREST vic due 2026-01-21: open']);
  });
});

describe('linking two cases', () => {
  const link = (one = stateOf(survivor), two = stateOf(other)) =>
    linkCases(one.case!, two.case!, 'same-victim', instant(merged));

  it('given it, then each names the other, and nothing more is owed', () => {
    const { from, into } = link();
    const linked = (caseId: string) => [
      { type: 'CaseLinked', data: { caseId, kind: 'same-victim' }, occurred: instant(merged) },
    ];
    expect(from).toEqual(linked('c2'));
    expect(into).toEqual(linked('c1'));
    const state = stateOf(survivor);
    expect(acted(state, book, instant(merged), from)).toHaveLength(1);
  });

  it('given a case and itself, or the same link again, then it is refused', () => {
    expect(refusalOf(() => link(stateOf(survivor), stateOf(survivor)))).toMatchObject({
      code: 'same-case',
      field: '/caseId',
    });
    const state = stateOf(survivor);
    acted(state, book, instant(merged), link().from);
    expect(refusalOf(() => link(state)).code).toBe('already-linked');
    expect(linkCases(state.case!, stateOf(other).case!, 'series', instant(merged)).from).toHaveLength(1);
    const third = stateOf([caseOpened(start, 'crime', { caseId: 'c3' })]);
    expect(link(state, third).from).toHaveLength(1);
  });
});
