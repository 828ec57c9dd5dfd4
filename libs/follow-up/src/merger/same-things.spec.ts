import { describe, expect, it } from '@jest/globals';
import {
  assessed,
  assigned,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  planned,
  type PastFact,
} from '../../../../test/support/facts.js';
import { acted, lived, only, refusalOf, standings } from '../../../../test/support/given.js';
import { milestoneVoided, optedBackIn, optedOut, struckOut } from '../../../../test/support/rulings.js';
import type { FollowUp } from '../reconcile/follow-up.state.js';
import { mergeCases, type NewMerger, type OwingCase } from './merge.decide.js';

/* An arrest of Tuesday 6 January 2026 is to be told by the end of the 13th, one of the 7th by the end of the 14th. */
const book = only('VC20-ARREST', 'VC20-PERIODIC');
const at = instant('2026-01-20T10:00:00Z');
const opened = '2026-01-05T10:00:00Z';
const one = [
  caseOpened(opened, 'crime', { caseId: 'c2', reference: 'c2' }),
  joined('her', opened, 'victim', 'standard'),
];
const other = [caseOpened(opened), joined('vic', opened, 'victim', 'standard')];
const sixth = milestone('suspect-arrested', '2026-01-06T10:00:00Z', 'suspect-1');
const seventh = milestone('suspect-arrested', '2026-01-07T10:00:00Z', 'suspect-1');
const idOf = ({ fact }: PastFact) => (fact.data as { milestoneId: string }).milestoneId;
const contactIdOf = ({ fact }: PastFact) => (fact.data as { contactId: string }).contactId;
const told = (who: string, when: string) => contact(who, when, { tells: ['suspect-arrested'] });

/** Both cases once the one was merged into the other, with what the other recorded for it. */
function merged(
  from: readonly PastFact[],
  into: readonly PastFact[],
  asked: Partial<NewMerger> = {},
  now = at,
  terms = book,
) {
  const [here, there] = [from, into].map((facts) => lived(facts, terms, now)) as [FollowUp, FollowUp];
  const merging = { case: here.case!, facts: here.told, obligations: here.obligations, disputes: here.disputes };
  const request = { into: 'c1', participants: { her: 'vic' }, ...asked };
  const facts = mergeCases(merging, there as OwingCase, request, { now, book: terms });
  acted(here, terms, now, facts.from);
  acted(there, terms, now, facts.into);
  const arrests = (state: FollowUp) => standings(state, now).filter((line) => line.includes('VC20-ARREST'));
  const stood = (state: FollowUp) => [...state.obligations.values()].flatMap((each) => each.stood ?? []);
  return { facts, here, there, arrestsHere: arrests(here), arrestsThere: arrests(there), stood };
}

const same = (from: PastFact, into: PastFact): Partial<NewMerger> => ({
  suspects: { 'suspect-1': 'suspect-1' },
  milestones: { [idOf(from)]: idOf(into) },
});

describe('two arrests of two cases that are merged', () => {
  it('given nothing says that they are the same, then they stay two, of two suspects, however those are called', () => {
    const { arrestsThere, there } = merged([...one, sixth], [...other, seventh]);
    expect(arrestsThere).toEqual(['VC20-ARREST vic due 2026-01-14: missed', 'VC20-ARREST vic due 2026-01-13: missed']);
    expect(there.case!.milestones.map(({ suspect }) => suspect)).toEqual(['suspect-1', 'suspect-1@c2']);
  });

  it('given the suspects alone are the same, then they are two arrests of one', () => {
    const { arrestsThere, there } = merged([...one, sixth], [...other, seventh], {
      suspects: { 'suspect-1': 'suspect-1' },
    });
    expect(arrestsThere).toHaveLength(2);
    expect(there.case!.milestones.map(({ suspect }) => suspect)).toEqual(['suspect-1', 'suspect-1']);
  });

  it('given they are one, then what was due first there stays, and that of here is superseded, as missed', () => {
    const late = told('her', '2026-01-15T10:00:00Z');
    const { arrestsThere, there, stood } = merged([...one, sixth, late], [...other, seventh], same(sixth, seventh));
    expect(arrestsThere).toEqual([
      'VC20-ARREST vic due 2026-01-14: superseded',
      'VC20-ARREST vic due 2026-01-13: met-late',
    ]);
    expect(stood(there)).toEqual(['missed']);
  });

  it('given they are one and that of here was due first, then that stays alone, and that of there is superseded there', () => {
    const { arrestsHere, arrestsThere, here, stood } = merged(
      [...one, seventh],
      [...other, sixth],
      same(seventh, sixth),
    );
    expect(arrestsThere).toEqual(['VC20-ARREST vic due 2026-01-13: missed']);
    expect(arrestsHere).toEqual(['VC20-ARREST her due 2026-01-14: superseded']);
    expect(stood(here)).toEqual(['missed']);
  });

  it('given they are one and both were met in time, then it counts once, and neither stood missed', () => {
    const inTime = told('her', '2026-01-08T10:00:00Z');
    const { arrestsHere, arrestsThere, here, stood } = merged(
      [...one, seventh, inTime],
      [...other, sixth, told('vic', '2026-01-09T10:00:00Z')],
      same(seventh, sixth),
    );
    expect(arrestsThere).toEqual(['VC20-ARREST vic due 2026-01-13: met']);
    expect(arrestsHere).toEqual(['VC20-ARREST her due 2026-01-14: superseded']);
    expect(stood(here)).toEqual([]);
  });

  it.each([
    ['2026-01-13T23:59:59.999Z', false],
    ['2026-01-14T00:00:00.000Z', true],
  ])(
    'given it was told in the other case and they are merged at %s, then it is recorded then: late %s',
    (now, late) => {
      const inTime = told('her', '2026-01-08T10:00:00Z');
      const { there } = merged([...one, seventh, inTime], [...other, sixth], same(seventh, sixth), instant(now));
      const arrest = [...there.obligations.values()].find(({ commitment }) => commitment === 'VC20-ARREST');
      expect(arrest!.outcome).toMatchObject({ as: 'met', recordedLate: late });
    },
  );

  it('given somebody who was on one of them alone, then each is owed it once, as it was due to them', () => {
    const neighbour = joined('neighbour', opened, 'victim', 'standard');
    const uncle = joined('uncle', opened, 'victim', 'standard');
    const { arrestsThere } = merged([...one, neighbour, sixth], [...other, uncle, seventh], same(sixth, seventh));
    expect(arrestsThere.toSorted()).toEqual([
      'VC20-ARREST neighbour due 2026-01-13: missed',
      'VC20-ARREST uncle due 2026-01-14: missed',
      'VC20-ARREST vic due 2026-01-13: missed',
      'VC20-ARREST vic due 2026-01-14: superseded',
    ]);
  });

  it('given they are one, then a call afterwards that names either tells of it', () => {
    const { there } = merged([...one, sixth], [...other, seventh], same(sixth, seventh));
    for (const named of [sixth, seventh]) {
      const call = contact('vic', at, {
        tells: ['suspect-arrested'],
        milestoneIds: [idOf(named)],
        contactId: idOf(named),
      });
      acted(there, book, at, [call.fact]);
      expect(standings(there, at)).toContain('VC20-ARREST vic due 2026-01-13: met-late');
    }
  });

  it('given the case is merged again into a third, then what was one stays one there, and may be one with a third', () => {
    const third = [
      caseOpened(opened, 'crime', { caseId: 'c3', reference: 'c3' }),
      joined('va', opened, 'victim', 'standard'),
    ];
    const eighth = milestone('suspect-arrested', '2026-01-08T10:00:00Z', 'suspect-1');
    const again = (asked: Partial<NewMerger>) => {
      const { there } = merged([...one, sixth], [...other, seventh], same(sixth, seventh));
      const last = lived([...third, eighth], book, at);
      const merging = {
        case: there.case!,
        facts: there.told,
        obligations: there.obligations,
        disputes: there.disputes,
      };
      const request = { into: 'c3', participants: { vic: 'va' }, ...asked };
      acted(last, book, at, mergeCases(merging, last as OwingCase, request, { now: at, book }).into);
      return standings(last, at).filter((line) => line.includes('VC20-ARREST'));
    };
    expect(again({})).toEqual(['VC20-ARREST va due 2026-01-15: missed', 'VC20-ARREST va due 2026-01-13: missed']);
    expect(again(same(seventh, eighth))).toEqual([
      'VC20-ARREST va due 2026-01-15: superseded',
      'VC20-ARREST va due 2026-01-13: missed',
    ]);
  });

  const bailed = milestone('suspect-bailed', '2026-01-07T10:00:00Z', 'suspect-1');
  const ofAnother = milestone('suspect-arrested', '2026-01-07T11:00:00Z', 'suspect-2');
  it.each<[string, Partial<NewMerger>, string, string]>([
    ['a suspect who is not there', { suspects: { nobody: 'suspect-1' } }, 'suspect-not-placed', '/suspects/nobody'],
    ['a suspect as nobody here', { suspects: { 'suspect-1': 'nobody' } }, 'suspect-not-placed', '/suspects/suspect-1'],
    ['a milestone that is not there', { milestones: { m9: idOf(seventh) } }, 'milestone-not-placed', '/milestones/m9'],
    ['another kind', same(sixth, bailed), 'milestone-not-placed', `/milestones/${idOf(sixth)}`],
    ['another suspect', same(sixth, ofAnother), 'milestone-not-placed', `/milestones/${idOf(sixth)}`],
    [
      'a suspect who is not said to be the same',
      { milestones: same(sixth, seventh).milestones! },
      'milestone-not-placed',
      `/milestones/${idOf(sixth)}`,
    ],
  ])('given %s is named, then it is refused', (_, asked, code, field) => {
    expect(refusalOf(() => merged([...one, sixth], [...other, seventh, bailed, ofAnother], asked))).toMatchObject({
      code,
      field,
    });
  });
});

describe('wishes and plans of somebody who is on both cases', () => {
  const ended = ({ facts }: ReturnType<typeof merged>) =>
    facts.into.flatMap(({ type, data, occurred }) => {
      const { optOutId, carriedFrom } = data as { optOutId: string; carriedFrom?: string };
      return type === 'OptedBackIn' && carriedFrom === undefined ? [`${optOutId} ${occurred}`] : [];
    });
  const wish = (who: string, scope: string, when: string) => optedOut(who, scope, when);
  const wishId = ({ fact }: PastFact) => (fact.data as { optOutId: string }).optOutId;

  it('given two wishes on one scope, then the later holds, whichever case it is of, and of another scope both', () => {
    const [first, second] = ['2026-01-08T10:00:00Z', '2026-01-09T10:00:00Z'] as const;
    const earlier = wish('her', 'periodic', first);
    expect(ended(merged([...one, earlier], [...other, wish('vic', 'periodic', second)]))).toEqual([
      `${wishId(earlier)} ${at}`,
    ]);
    const before = wish('vic', 'periodic', first);
    expect(ended(merged([...one, wish('her', 'periodic', second)], [...other, before]))).toEqual([
      `${wishId(before)} ${at}`,
    ]);
    expect(ended(merged([...one, earlier], [...other, wish('vic', 'all', second)]))).toEqual([]);
  });

  it('given they wanted to be told again in the one since, then that holds; given it was before, the wish does', () => {
    const before = wish('vic', 'periodic', '2026-01-08T10:00:00Z');
    const back = (when: string) => {
      const out = wish('her', 'periodic', '2026-01-06T10:00:00Z');
      return [...one, out, optedBackIn(wishId(out), when)];
    };
    expect(ended(merged(back('2026-01-09T10:00:00Z'), [...other, before]))).toEqual([`${wishId(before)} ${at}`]);
    expect(ended(merged(back('2026-01-07T10:00:00Z'), [...other, before]))).toEqual([]);
  });

  const before = '2026-01-13T23:59:59.999Z';
  const due = '2026-01-14T00:00:00.000Z';
  const outOf = (who: string) => wish(who, 'VC20-ARREST', '2026-01-08T10:00:00Z');
  const asked = outOf('her');
  const back = optedBackIn(wishId(asked), '2026-01-09T10:00:00Z');

  it.each([
    ['was in force until after it was due', [asked], due, 'missed for good'],
    ['was in force a moment before it was due', [asked], before, 'waived'],
    ['had ended before', [asked, back], before, 'open'],
  ])(
    'given a wish of the one case that %s, then from the merger on alone it waives what is owed of the other',
    (...[, wishes, now, status]) => {
      const placed = (who: string) =>
        wishes.map(({ fact, ...rest }) => ({
          ...rest,
          fact: { ...fact, data: { ...fact.data, participantId: who, requestedBy: who } } as PastFact['fact'],
        }));
      const expected = [`VC20-ARREST vic due 2026-01-13: ${status}`];
      expect(merged([...one, ...placed('her')], [...other, sixth], {}, now).arrestsThere).toEqual(expected);
      expect(merged([...one, sixth], [...other, ...placed('vic')], {}, now).arrestsThere).toEqual(expected);
    },
  );

  it('given a wish of the one case that is recorded only after the merger, then it waives from that on alone, too', () => {
    const { there } = merged([...one, sixth], other, {}, due);
    acted(there, book, instant('2026-01-15T10:00:00Z'), [outOf('vic').fact]);
    const lines = standings(there, instant('2026-01-15T10:00:00Z'));
    expect([lines, there.disputes.raised.size]).toEqual([['VC20-ARREST vic due 2026-01-13: missed for good'], 0]);
  });

  it('given a wish of the case in which it is owed, then what was waived by it before stays so', () => {
    const expected = ['VC20-ARREST vic due 2026-01-13: waived'];
    expect(merged([...one, sixth, outOf('her')], other).arrestsThere).toEqual(expected);
    expect(merged(one, [...other, sixth, outOf('vic')]).arrestsThere).toEqual(expected);
  });

  const agreed = ({ facts }: ReturnType<typeof merged>) =>
    facts.into.flatMap(({ type, data, occurred }) =>
      type === 'ContactPlanAgreed' && occurred === at ? [(data as { frequency: string }).frequency] : [],
    );

  it.each([
    ['the shorter is the later', 'P14D', 'P7D', []],
    ['the shorter is the earlier', 'P7D', 'P14D', ['P7D']],
    ['both are as long', 'P14D', 'P14D', []],
    ['four weeks are shorter than a month', 'P4W', 'P1M', ['P4W']],
  ])('given %s, then the shorter holds from the merger on, until another is agreed', (_, first, second, expected) => {
    const [early, late] = ['2026-01-08T10:00:00Z', '2026-01-09T10:00:00Z'] as const;
    expect(agreed(merged([...one, planned('her', first, early)], [...other, planned('vic', second, late)]))).toEqual(
      expected,
    );
    expect(agreed(merged([...one, planned('her', second, late)], [...other, planned('vic', first, early)]))).toEqual(
      expected,
    );
  });

  it('given the shorter has ended by then, then the other holds', () => {
    const over = planned('her', 'P7D', '2026-01-08T10:00:00Z', '2026-01-19');
    const runs = planned('her', 'P7D', '2026-01-08T10:00:00Z', '2026-01-20');
    const longer = [...other, assigned('pc-1', opened), planned('vic', 'P14D', '2026-01-09T10:00:00Z')];
    expect(agreed(merged([...one, over], longer))).toEqual([]);
    expect(agreed(merged([...one, runs], longer))).toEqual(['P7D']);
  });
});

describe('what was missed and disputed before a merger', () => {
  /* A month of 5 January is missed with 5 February; that she had wanted nothing is recorded an hour after that. */
  const said = { recorded: instant('2026-02-06T00:30:00Z') };
  const disputed = [...other, { ...optedOut('vic', 'all', '2026-02-05T23:00:00Z'), ...said }];
  const message = contact('her', '2026-01-07T10:00:00Z', { outcome: 'no-answer' });
  const since = (participantId: string) => assessed(participantId, 'enhanced', '2026-02-06T01:00:00Z');

  it.each<[string, readonly PastFact[], PastFact]>([
    ['a milestone that it brought never was', [...one, sixth], milestoneVoided(idOf(sixth), '2026-02-06T01:00:00Z')],
    [
      'an attempt that it brought is struck out',
      [...one, message],
      struckOut(contactIdOf(message), '2026-02-06T01:00:00Z'),
    ],
    ['somebody whom it brought is assessed', [...one, joined('cat', opened, 'victim', 'standard')], since('cat')],
  ])('given %s since, then it stands as it stood', (_, from, { fact }) => {
    const terms = only('QOS-UPDATE');
    const { there } = merged(from, disputed, {}, instant('2026-02-06T00:45:00Z'), terms);
    acted(there, terms, instant('2026-02-06T01:00:00Z'), [fact]);
    expect(standings(there, instant('2026-02-06T01:00:00Z'))).toContain(
      'QOS-UPDATE vic due 2026-02-05: missed for good',
    );
  });
});

describe('a case into which one was merged, merged on into a third', () => {
  const opening = (when: string, caseId: string, who: string) => [
    caseOpened(when, 'crime', { caseId, reference: caseId }),
    joined(who, when, 'victim', 'standard'),
  ];
  const informed = (who: string, when: string) => contact(who, when, { purpose: 'initial-information' });

  /** What the third owes because of the first and of the second, c2 and c1, with how it ended. */
  function carriedOn(
    commitment: string,
    { c2, c1, c3 }: Readonly<Record<'c1' | 'c2' | 'c3', readonly PastFact[]>>,
    mergers: readonly [string, string],
  ) {
    const terms = only(commitment);
    const [first, second] = mergers.map(instant) as [string, string];
    const [her, vic] = [c2, c1].map((facts) => lived(facts, terms, first)) as [FollowUp, FollowUp];
    const joinedBy = (from: FollowUp, into: FollowUp, asked: NewMerger, now: string) =>
      mergeCases(
        { case: from.case!, facts: from.told, obligations: from.obligations, disputes: from.disputes },
        into as OwingCase,
        asked,
        {
          now,
          book: terms,
        },
      ).into;
    acted(vic, terms, first, joinedBy(her, vic, { into: 'c1', participants: { her: 'vic' } }, first));
    const hen = lived(c3, terms, second);
    acted(hen, terms, second, joinedBy(vic, hen, { into: 'c3', participants: { vic: 'hen' } }, second));
    return [...hen.obligations.values()]
      .filter(({ triggerId }) => triggerId !== 'c3')
      .map(({ triggerId, due, outcome }) => [triggerId, due.dueOn, outcome?.as ?? 'missed', outcome?.recordedLate]);
  }

  const tenth = ['2026-03-10T10:00:00Z', '2026-03-13T10:00:00Z'] as const;
  const third = opening('2026-03-12T10:00:00Z', 'c3', 'hen');

  it('given a wish of one of the two, then it changes in the third nothing that was before the two became one', () => {
    const out = (who: string) => optedOut(who, 'all', '2026-03-05T10:00:00Z');
    const later = {
      c2: opening('2026-03-02T10:00:00Z', 'c2', 'her'),
      c1: opening('2026-03-04T10:00:00Z', 'c1', 'vic'),
    };
    const of = (c2: readonly PastFact[], c1: readonly PastFact[]) =>
      carriedOn('QOS-INITIAL', { c2: [...later.c2, ...c2], c1: [...later.c1, ...c1], c3: third }, tenth);
    expect(of([], [out('vic')])).toEqual([['c2', '2026-03-09', 'missed', undefined]]);
    expect(of([out('her')], [])).toEqual([['c2', '2026-03-09', 'waived', undefined]]);
  });

  it.each([
    ['after what is owed of the first was due, then it is recorded late', '2026-03-10T00:00:00Z', true],
    ['by the last instant at which that was not due, then it is not', '2026-03-09T23:59:59.999Z', false],
  ])('given what the second was told came to the first %s', (_, first, recordedLate) => {
    const c2 = opening('2026-03-02T10:00:00Z', 'c2', 'her');
    const c1 = [...opening('2026-03-02T10:00:00Z', 'c1', 'vic'), informed('vic', '2026-03-03T10:00:00Z')];
    const facts = {
      c2,
      c1: [caseOpened('2026-03-02T10:00:00Z', 'incident', { caseId: 'c1' }), ...c1.slice(1)],
      c3: third,
    };
    expect(carriedOn('QOS-INITIAL', facts, [first, tenth[1]])).toEqual([['c2', '2026-03-09', 'met', recordedLate]]);
  });

  it('given the third was told before the second was opened, then somebody is of the first since they joined it', () => {
    const facts = {
      c2: opening('2026-03-02T10:00:00Z', 'c2', 'her'),
      c1: opening('2026-03-10T09:00:00Z', 'c1', 'vic'),
      c3: [...opening('2026-03-03T06:00:00Z', 'c3', 'hen'), informed('hen', '2026-03-03T07:00:00Z')],
    };
    expect(carriedOn('QOS-INITIAL', facts, tenth)).toEqual([['c2', '2026-03-09', 'met', true]]);
  });

  it('given the first was told of its release on that day, then so it was, whenever the others were opened', () => {
    const release = milestone('suspect-released', '2026-03-02T10:00:00Z');
    const call = contact('her', '2026-03-02T10:00:00Z', { tells: ['suspect-released'] });
    const facts = {
      c2: [...opening('2026-03-02T09:00:00Z', 'c2', 'her'), release, call],
      c1: opening('2026-03-10T09:00:00Z', 'c1', 'vic'),
      c3: opening('2026-03-02T09:00:00Z', 'c3', 'hen'),
    };
    expect(carriedOn('VC20-RELEASE', facts, tenth)).toEqual([[idOf(release), '2026-03-09', 'met', false]]);
  });
});
