import type { AgeBand, Rulebook } from '@kept-informed/commitments';
import type { Entitlement } from '../case/case.events.js';
import { describe, expect, it } from '@jest/globals';
import { given, lived, only, rulebook, settledAt, standings, under } from '../../../../test/support/given.js';
import {
  ageRight,
  assessed,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  putRight as groupRight,
  type PastFact,
} from '../../../../test/support/facts.js';

/** Only duties that tell of an event: no series, nothing owed for the report itself. */
const book = {
  ...rulebook,
  catalogue: rulebook.catalogue.filter(({ id }) => /^VC(06|15|20)-(?!MONTHLY|PERIODIC|PLAN)/.test(id)),
};
const aboutReport = /-(LEAFLET|REFER|INFO|CONFIRM|NEEDS|VPS|RJ|COMPENSATION) /;

function statuses(at: string, ...told: PastFact[]): string[] {
  const state = given(...told);
  settledAt(state, book, instant(at));
  return standings(state, instant(at)).filter((line) => !aboutReport.test(line));
}

const victim = (at: string, entitlement: Entitlement = 'standard') => [
  caseOpened(at),
  joined('vic', at, 'victim', entitlement),
];
const tells = (at: string, ...what: string[]) => contact('vic', at, { tells: what });

describe('a victim whom nobody has assessed (rules.md, Entitlement)', () => {
  const start = '2026-03-02T10:00:00Z';
  const arrested = milestone('suspect-arrested', start);
  const due = (offenceGroup: string | undefined, terms: object, business: boolean) => {
    const more = business ? { business } : {};
    const named = joined('mgr', start, 'representative', 'unassessed', { represents: 'vic' });
    const people = [joined('vic', start, 'victim', 'unassessed', more), ...(business ? [named] : [])];
    const state = given(caseOpened(start, 'crime', { offenceGroup }), ...people, arrested);
    settledAt(state, under(only('VC20-ARREST'), terms), instant(start));
    return standings(state, instant(start));
  };

  it.each([
    ['of a group that the Code makes enhanced', 'domestic-abuse', {}, false, '2026-03-03'],
    ['of another', 'burglary', {}, false, '2026-03-09'],
    ['of none', undefined, {}, false, '2026-03-09'],
    ['of one that the policy does not name', 'domestic-abuse', { enhancedUnassessed: [] }, false, '2026-03-09'],
    ['of one that the policy names', 'burglary', { enhancedUnassessed: ['burglary'] }, false, '2026-03-03'],
    ['of such a group against a business', 'domestic-abuse', {}, true, '2026-03-09'],
  ] as const)(
    'given an offence %s, then the limit is that of the force’s table',
    (_, group, terms, business, dueOn) => {
      expect(due(group, terms, business)).toEqual([`VC20-ARREST vic due ${dueOn}: open`]);
    },
  );
});

describe('a victim whom nobody has assessed, by their age at the offence (rules.md, Entitlement and Lives that change)', () => {
  const arrestOf = (on: string, id: string, ageAtOffence: AgeBand | undefined, ...told: PastFact[]) => {
    const start = `${on}T10:00:00Z`;
    const more = ageAtOffence && { ageAtOffence };
    const arrested = milestone('suspect-arrested', start);
    return [
      [caseOpened(start), joined('vic', start, 'victim', 'unassessed', more), arrested, ...told],
      only(id),
    ] as const;
  };
  const dueOf = (at: string, [told, book]: readonly [readonly PastFact[], Rulebook], terms = {}) => {
    const state = given(...told.toSorted((a, b) => (a.recorded < b.recorded ? -1 : 1)));
    settledAt(state, under(book, terms), instant(at));
    return standings(state, instant(at)).map((line) => line.replace(/^.* due /, ''));
  };

  it.each([
    ['2026-03-02', 'VC20-ARREST', 'under-17', {}, '2026-03-03'],
    ['2026-03-02', 'VC20-ARREST', 'under-18', {}, '2026-03-03'],
    ['2026-03-02', 'VC20-ARREST', 'adult', {}, '2026-03-09'],
    ['2026-03-02', 'VC20-ARREST', undefined, {}, '2026-03-09'],
    ['2026-03-02', 'VC20-ARREST', 'under-18', { enhancedAges: { 'victims-code-2020': 'under-17' } }, '2026-03-09'],
    ['2026-03-02', 'VC20-ARREST', 'under-17', { enhancedAges: {} }, '2026-03-09'],
    ['2010-03-01', 'VC06-ARREST', 'under-17', {}, '2010-03-02'],
    ['2010-03-01', 'VC06-ARREST', 'under-18', {}, '2010-03-08'],
  ] as const)(
    'given an arrest on %s, %s and somebody %s under %j, then it is due on %s',
    (on, id, age, terms, dueOn) => {
      expect(dueOf(`${on}T12:00:00Z`, arrestOf(on, id, age), terms)).toEqual([`${dueOn}: open`]);
    },
  );

  const putRight = (to: AgeBand, at: string, was: AgeBand | undefined = 'adult', ...told: PastFact[]) =>
    arrestOf('2026-03-02', 'VC20-ARREST', was, ageRight('vic', to, at), ...told);

  it.each([
    ['on the next day', '2026-03-03T10:00:00Z', '2026-03-04'],
    ['on the last day', '2026-03-09T23:59:59.999Z', '2026-03-09'],
    ['once it was missed', '2026-03-10T00:00:00Z', '2026-03-09'],
  ])(
    'given a birth date put right to under 18 %s, then no breach is invented and nothing is due later',
    (_, at, dueOn) => {
      const standing = at < '2026-03-10' ? 'open' : 'missed';
      expect(dueOf(at, putRight('under-18', at))).toEqual([`${dueOn}: ${standing}`]);
    },
  );

  it('given a group of offences put right to one that the policy names, then likewise', () => {
    const at = '2026-03-05T10:00:00Z';
    const told = arrestOf('2026-03-02', 'VC20-ARREST', undefined, groupRight({ offenceGroup: 'domestic-abuse' }, at));
    expect(dueOf(at, told)).toEqual(['2026-03-06: open']);
  });

  it('given it put right to adult in time, then they never were so young; after it was missed that stands', () => {
    const inTime = '2026-03-03T23:59:59.999Z';
    expect(dueOf(inTime, putRight('adult', inTime, 'under-18'))).toEqual(['2026-03-09: open']);
    const [told, book] = putRight('adult', '2026-03-04T00:00:00Z', 'under-18');
    const { obligations, disputes } = lived(told, book, instant('2026-03-05T10:00:00Z'));
    expect([...obligations.values()].map(({ due, missed }) => [due.dueOn, missed])).toEqual([['2026-03-03', true]]);
    expect([...disputes.raised.values()].map(({ stood, would }) => [stood, would])).toEqual([['missed', 'due-later']]);
  });

  it('given it put right after somebody assessed them as standard, then their assessment holds', () => {
    const told = putRight(
      'under-18',
      '2026-03-04T10:00:00Z',
      'adult',
      assessed('vic', 'standard', '2026-03-03T10:00:00Z'),
    );
    expect(dueOf('2026-03-04T10:00:00Z', told)).toEqual(['2026-03-09: open']);
  });

  it('given an eighteenth birthday since the offence, then what happens later has the enhanced limit too', () => {
    const later = milestone('suspect-bailed', '2027-06-07T10:00:00Z');
    const [told] = arrestOf('2026-03-02', 'VC20-BAIL', 'under-18', later);
    expect(dueOf('2027-06-07T12:00:00Z', [told, only('VC20-BAIL')])).toEqual(['2027-06-08: open']);
  });

  it('given a business, then it has no age', () => {
    const start = '2026-03-02T10:00:00Z';
    const shop = joined('vic', start, 'victim', 'unassessed', { business: true, ageAtOffence: 'under-17' });
    const named = joined('mgr', start, 'representative', 'unassessed', { represents: 'vic' });
    const told = [caseOpened(start), shop, named, milestone('suspect-arrested', start)];
    expect(dueOf(start, [told, only('VC20-ARREST')])).toEqual(['2026-03-09: open']);
  });
});

describe('a participant who becomes enhanced while a duty is open', () => {
  const start = '2022-01-13T10:00:00Z';
  const arrest = [...victim(start), milestone('suspect-arrested', start)];
  const due = (...told: PastFact[]) => lived([...arrest, ...told], book, instant('2022-02-01T10:00:00Z')).obligations;
  const arrestDue = (...told: PastFact[]) => {
    const found = [...due(...told).values()].find(({ commitment }) => commitment === 'VC20-ARREST')!;
    return [found.due.dueOn, found.due.generation, found.missed];
  };

  it('given it mid-clock, then it is due one working day from the assessment, as a new generation', () => {
    expect(arrestDue(assessed('vic', 'enhanced', '2022-01-14T10:00:00Z'))).toEqual(['2022-01-17', 2, true]);
  });

  it('given it at the very instant of the event, then the event has the enhanced limit from the first', () => {
    const told = [
      ...victim('2022-01-12T10:00:00Z'),
      assessed('vic', 'enhanced', start),
      milestone('suspect-arrested', start),
    ];
    expect(statuses(start, ...told)).toEqual(['VC20-ARREST vic due 2022-01-14: open']);
  });

  it('given it when the old due date is the earlier one, then nothing moves', () => {
    expect(arrestDue(assessed('vic', 'enhanced', '2022-01-20T10:00:00Z'))).toEqual(['2022-01-20', 1, true]);
  });

  it('given it, then no breach is invented at that instant', () => {
    const told = [...arrest, assessed('vic', 'enhanced', '2022-01-19T23:59:59.999Z')];
    expect(statuses('2022-01-19T23:59:59.999Z', ...told)).toEqual(['VC20-ARREST vic due 2022-01-20: open']);
    const sooner = [...arrest, assessed('vic', 'enhanced', '2022-01-17T10:00:00Z')];
    expect(statuses('2022-01-18T23:59:59.999Z', ...sooner)).toEqual(['VC20-ARREST vic due 2022-01-18: open']);
    expect(statuses('2022-01-19T00:00:00Z', ...sooner)).toEqual(['VC20-ARREST vic due 2022-01-18: missed']);
  });

  it('given it after it was missed, then the due date stays and nothing is excused', () => {
    expect(arrestDue(assessed('vic', 'enhanced', '2022-01-24T10:00:00Z'))).toEqual(['2022-01-20', 1, true]);
  });

  it('given it after it was met, then nothing is derived again', () => {
    const told = tells('2022-01-14T10:00:00Z', 'suspect-arrested');
    expect(arrestDue(told, assessed('vic', 'enhanced', '2022-01-14T10:00:00Z'))).toEqual(['2022-01-20', 1, false]);
  });

  it('given a downgrade, then what is running is neither longer nor excused', () => {
    const told = [
      ...victim(start, 'enhanced'),
      milestone('suspect-arrested', start),
      assessed('vic', 'standard', '2022-01-13T12:00:00Z'),
    ];
    expect(statuses('2022-01-17T10:00:00Z', ...told)).toEqual(['VC20-ARREST vic due 2022-01-14: missed']);
  });

  it('given a downgrade before the event, then the event has the standard limit', () => {
    const told = [
      ...victim('2022-01-10T10:00:00Z', 'enhanced'),
      assessed('vic', 'standard', '2022-01-12T10:00:00Z'),
      milestone('suspect-arrested', start),
    ];
    expect(statuses('2022-01-17T10:00:00Z', ...told)).toEqual(['VC20-ARREST vic due 2022-01-20: open']);
  });

  it('given enhanced, downgraded and enhanced again mid-clock, then the first assessment that made it sooner holds', () => {
    const told = (['enhanced', 'standard', 'enhanced'] as const).map((to, day) =>
      assessed('vic', to, `2022-01-${14 + day * 3}T10:00:00Z`),
    );
    expect(arrestDue(...told)).toEqual(['2022-01-17', 2, true]);
  });

  it('given an assessment dated before they joined, then it holds from their joining', () => {
    const told = [
      caseOpened('2022-01-10T10:00:00Z'),
      joined('vic', '2022-01-12T10:00:00Z'),
      assessed('vic', 'enhanced', '2022-01-11T10:00:00Z'),
      milestone('suspect-arrested', start),
    ];
    expect(statuses(start, ...told)).toEqual(['VC20-ARREST vic due 2022-01-14: open']);
  });

  it('given a duty without a limit of its own for enhanced participants, then the one limit holds for all', () => {
    const told = [...victim(start, 'enhanced')];
    const state = given(...told);
    settledAt(
      state,
      { ...rulebook, catalogue: rulebook.catalogue.filter(({ id }) => id === 'QOS-INITIAL') },
      instant(start),
    );
    expect(standings(state, instant(start))).toEqual(['QOS-INITIAL vic due 2022-01-20: open']);
  });
});
