import type { Entitlement } from '../case/case.events.js';
import { describe, expect, it } from '@jest/globals';
import { given, rulebook, settledAt, standings, under } from '../../../../test/support/given.js';
import { struckOut } from '../../../../test/support/rulings.js';
import {
  caseOpened,
  contact,
  instant,
  joined,
  knownLater,
  milestone,
  type PastFact,
} from '../../../../test/support/facts.js';

/** Only duties that tell of an event: no series, nothing owed for the report itself. */
const book = {
  ...rulebook,
  catalogue: rulebook.catalogue.filter(({ id }) => /^VC(06|13|15|20)-(?!MONTHLY|PERIODIC|PLAN|COLDCASE)/.test(id)),
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

describe('which edition of the Code governs an event', () => {
  it.each([
    ['2013-12-09T23:59:59.999Z', 'VC06-ARREST vic due 2013-12-16: open'],
    ['2013-12-10T00:00:00Z', 'VC13-ARREST vic due 2013-12-17: open'],
    ['2015-11-15T23:59:59.999Z', 'VC13-ARREST vic due 2015-11-20: open'],
    ['2015-11-16T00:00:00Z', 'VC15-ARREST vic due 2015-11-23: open'],
    ['2021-03-31T22:59:59.999Z', 'VC15-ARREST vic due 2021-04-09: open'],
    ['2021-03-31T23:00:00Z', 'VC20-ARREST vic due 2021-04-12: open'],
    ['2006-04-02T22:59:59.999Z', undefined],
    ['2006-04-02T23:00:00Z', 'VC06-ARREST vic due 2006-04-10: open'],
  ])('given an arrest at %s, then its London date decides: %s', (at, expected) => {
    const early = '2006-01-05T10:00:00Z';
    const told = [...victim(early), milestone('suspect-arrested', at)];
    expect(statuses(at, ...told)).toEqual(expected ? [expected] : []);
  });

  it('given a case reported under the Code of 2015 and an arrest under that of 2020, then each governs its own', () => {
    const state = given(...victim('2021-03-30T10:00:00Z'), milestone('suspect-arrested', '2021-04-06T10:00:00Z'));
    settledAt(state, book, instant('2021-04-06T10:00:00Z'));
    expect(standings(state, instant('2021-04-06T10:00:00Z'))).toEqual([
      'VC15-INFO vic due 2021-04-08: open',
      'VC15-REFER vic due 2021-04-01: missed',
      'VC15-NEEDS vic due when it can be: open',
      'VC20-ARREST vic due 2021-04-13: open',
    ]);
  });

  it('given a promise that several editions make, then the obligation names the one in force; unadopted, it is not owed', () => {
    const editions = (at: string, ...adopted: string[]) => {
      const complaint = milestone('code-complaint-received', at);
      const state = given(caseOpened(at, 'feedback'), joined('ann', at, 'feedback-giver'), complaint);
      const facts = settledAt(state, under(rulebook, { adopted: new Set(adopted) }), instant(at));
      return facts.flatMap(({ data }) => (data as { edition?: string }).edition ?? []);
    };
    const both = ['victims-code-2013', 'victims-code-2015', 'victims-code-2020'];
    expect(editions('2013-12-09T23:59:59.999Z', ...both)).toEqual([]);
    expect(editions('2013-12-10T00:00:00Z', ...both)).toEqual(['victims-code-2013']);
    expect(editions('2015-11-16T00:00:00Z', ...both)).toEqual(['victims-code-2015']);
    expect(editions('2021-03-31T22:59:59.999Z', ...both)).toEqual(['victims-code-2015']);
    expect(editions('2021-03-31T23:00:00Z', ...both)).toEqual(['victims-code-2020']);
    expect(editions('2021-03-31T23:00:00Z', 'victims-code-2015')).toEqual([]);
  });
});

describe('how long each edition gives', () => {
  // Fri 13 Jan 2012, Tue 14 Jan 2014, Thu 14 Jan 2016, Thu 13 Jan 2022: no holiday within the limits.
  it.each([
    ['2012-01-13T10:00:00Z', 'suspect-arrested', 'VC06-ARREST', '2012-01-20', '2012-01-16'],
    ['2012-01-13T10:00:00Z', 'suspect-released', 'VC06-RELEASE', '2012-01-20', '2012-01-16'],
    ['2012-01-13T10:00:00Z', 'suspect-bailed', 'VC06-BAIL', '2012-01-20', '2012-01-16'],
    ['2012-01-13T10:00:00Z', 'suspect-interviewed', 'VC06-REPORTED', '2012-01-18', '2012-01-16'],
    ['2012-01-13T10:00:00Z', 'charge-decided', 'VC06-CHARGE', '2012-01-20', '2012-01-16'],
    ['2012-01-13T10:00:00Z', 'investigation-concluded', 'VC06-NOCHARGE', 'when it can be', 'when it can be'],
    ['2014-01-14T10:00:00Z', 'suspect-arrested', 'VC13-ARREST', '2014-01-21', '2014-01-15'],
    ['2014-01-14T10:00:00Z', 'suspect-released', 'VC13-RELEASE', '2014-01-21', '2014-01-15'],
    ['2014-01-14T10:00:00Z', 'suspect-interviewed', 'VC13-INTERVIEW', '2014-01-21', '2014-01-15'],
    ['2014-01-14T10:00:00Z', 'charge-decided', 'VC13-CHARGE', '2014-01-21', '2014-01-15'],
    ['2014-01-14T10:00:00Z', 'charges-dropped', 'VC13-DROP', '2014-01-21', '2014-01-15'],
    ['2014-01-14T10:00:00Z', 'investigation-concluded', 'VC13-CONCLUDE', '2014-01-21', '2014-01-15'],
    ['2016-01-14T10:00:00Z', 'suspect-arrested', 'VC15-ARREST', '2016-01-21', '2016-01-15'],
    ['2016-01-14T10:00:00Z', 'suspect-released', 'VC15-RELEASE', '2016-01-21', '2016-01-15'],
    ['2016-01-14T10:00:00Z', 'suspect-interviewed', 'VC15-INTERVIEW', '2016-01-21', '2016-01-15'],
    ['2016-01-14T10:00:00Z', 'charge-decided', 'VC15-CHARGE', '2016-01-21', '2016-01-15'],
    ['2016-01-14T10:00:00Z', 'charges-dropped', 'VC15-DROP', '2016-01-21', '2016-01-15'],
    ['2016-01-14T10:00:00Z', 'investigation-concluded', 'VC15-CONCLUDE', '2016-01-21', '2016-01-15'],
    ['2022-01-13T10:00:00Z', 'suspect-arrested', 'VC20-ARREST', '2022-01-20', '2022-01-14'],
    ['2022-01-13T10:00:00Z', 'suspect-released', 'VC20-RELEASE', '2022-01-20', '2022-01-14'],
    ['2022-01-13T10:00:00Z', 'charge-decided', 'VC20-CHARGE', '2022-01-20', '2022-01-14'],
    ['2022-01-13T10:00:00Z', 'charges-dropped', 'VC20-DROP', '2022-01-20', '2022-01-14'],
    ['2022-01-13T10:00:00Z', 'suspect-released-under-investigation', 'VC20-BAIL', '2022-01-20', '2022-01-14'],
    ['2022-01-13T10:00:00Z', 'bail-conditions-changed', 'VC20-BAIL', '2022-01-20', '2022-01-14'],
    ['2012-01-13T10:00:00Z', 'suspect-summonsed', 'VC06-REPORTED', '2012-01-18', '2012-01-16'],
    ['2012-01-13T10:00:00Z', 'hearing-notified', 'VC06-HEARING', '2012-01-16', '2012-01-16'],
    ['2014-01-14T10:00:00Z', 'evidence-required', 'VC13-EVIDENCE', '2014-01-15', '2014-01-15'],
    ['2022-01-13T10:00:00Z', 'investigation-concluded', 'VC20-CONCLUDE', '2022-01-20', '2022-01-14'],
  ])('given at %s %s, then %s is due on %s, enhanced on %s', (at, type, commitment, standard, enhanced) => {
    expect(statuses(at, ...victim(at), milestone(type, at))).toEqual([`${commitment} vic due ${standard}: open`]);
    expect(statuses(at, ...victim(at, 'enhanced'), milestone(type, at))).toEqual([
      `${commitment} vic due ${enhanced}: open`,
    ]);
    expect(statuses(at, ...victim(at, 'unassessed'), milestone(type, at))).toEqual([
      `${commitment} vic due ${standard}: open`,
    ]);
  });

  it('given a duty without a limit, then it is tracked, never missed, and met when they are told', () => {
    const told = [...victim('2012-01-13T10:00:00Z'), milestone('investigation-concluded', '2012-01-13T10:00:00Z')];
    expect(statuses('2013-01-13T10:00:00Z', ...told)).toEqual(['VC06-NOCHARGE vic due when it can be: open']);
    expect(statuses('2013-01-13T10:00:00Z', ...told, tells('2013-01-10T10:00:00Z', 'investigation-concluded'))).toEqual(
      ['VC06-NOCHARGE vic due when it can be: met'],
    );
  });

  it('given an arrest on 22 December 2005 counted under the Code of 2006, then Christmas and New Year do not count', () => {
    const early = { ...book, catalogue: book.catalogue.map((row) => ({ ...row, from: '2005-01-01' })) };
    const state = given(...victim('2005-12-22T10:00:00Z'), milestone('suspect-arrested', '2005-12-22T10:00:00Z'));
    settledAt(state, early, instant('2005-12-22T10:00:00Z'));
    expect(standings(state, instant('2005-12-22T10:00:00Z'))).toContain('VC06-ARREST vic due 2006-01-03: open');
  });

  it.each([
    ['2026-04-09T22:59:59.999Z', 'open'],
    ['2026-04-09T23:00:00Z', 'missed'],
  ])('given an arrest on Tue 31 March 2026, then over Easter it is due on 9 April: at %s it is %s', (at, status) => {
    const told = [...victim('2026-03-30T10:00:00Z'), milestone('suspect-arrested', '2026-03-31T10:00:00Z')];
    expect(statuses(at, ...told)).toEqual([`VC20-ARREST vic due 2026-04-09: ${status}`]);
  });

  it('given a result known later than it happened, then the court duty runs from when it was known, an arrest does not', () => {
    const told = [
      ...victim('2022-01-03T10:00:00Z'),
      knownLater(milestone('court-result-received', '2022-01-13T10:00:00Z'), '2022-01-19T10:00:00Z'),
      knownLater(milestone('suspect-arrested', '2022-01-13T10:00:00Z'), '2022-01-19T10:00:00Z'),
    ];
    expect(statuses('2022-01-19T10:00:00Z', ...told)).toEqual([
      'VC20-ARREST vic due 2022-01-20: open',
      'VC20-OUTCOME vic due 2022-01-20: open',
    ]);
  });
});

describe('who is owed what, and what one call meets', () => {
  const at = '2022-01-13T10:00:00Z';
  const both = [...victim(at), joined('val', at, 'victim', 'standard')];
  const events = ['suspect-1', 'suspect-2'].flatMap((suspect) => [
    milestone('suspect-arrested', at, suspect),
    milestone('suspect-interviewed', at, suspect),
    milestone('suspect-bailed', at, suspect),
  ]);
  const named = ['suspect-arrested', 'suspect-interviewed', 'suspect-bailed'];

  it('given two victims, two suspects and three events, then twelve are owed', () => {
    const lines = statuses(at, ...both, ...events);
    expect(lines).toHaveLength(12);
    expect(lines.filter((line) => line.includes(' val '))).toHaveLength(6);
  });

  it('given a call to one victim that tells of all three, then their six are met and the six of the other are owed', () => {
    const milestoneIds = events.map(({ fact }) => fact.data.milestoneId);
    const call = contact('vic', '2022-01-14T10:00:00Z', { tells: named, milestoneIds });
    const lines = statuses('2022-01-14T10:00:00Z', ...both, ...events, call);
    expect(lines.filter((line) => / vic .*: met$/.test(line))).toHaveLength(6);
    expect(lines.filter((line) => / val .*: open$/.test(line))).toHaveLength(6);
  });

  it('given a call about the arrest of one suspect alone, then that of the other and all other events are still owed', () => {
    const [arrest] = events;
    const milestoneIds = [arrest!.fact.data.milestoneId];
    const call = contact('vic', '2022-01-14T10:00:00Z', { tells: ['suspect-arrested'], milestoneIds });
    const lines = statuses('2022-01-14T10:00:00Z', ...both, ...events, call);
    expect(lines.filter((line) => line.endsWith(': met'))).toEqual(['VC20-ARREST vic due 2022-01-20: met']);
  });

  it('given arrests of two suspects and a call that names neither, then it tells of neither', () => {
    const call = tells('2022-01-14T10:00:00Z', 'suspect-arrested');
    expect(statuses('2022-01-14T10:00:00Z', ...both, ...events, call).join()).not.toMatch(/met/);
  });

  it('given one suspect arrested twice and a call that names neither, then it tells of both', () => {
    const twice = [
      milestone('suspect-arrested', at, 'suspect-1'),
      milestone('suspect-arrested', '2022-01-13T18:00:00Z', 'suspect-1'),
    ];
    const call = tells('2022-01-14T10:00:00Z', 'suspect-arrested');
    expect(statuses('2022-01-14T10:00:00Z', ...victim(at), ...twice, call)).toEqual([
      'VC20-ARREST vic due 2022-01-20: met',
      'VC20-ARREST vic due 2022-01-20: met',
    ]);
  });

  it('given the first call was struck out since, then the second told of the second suspect as it had then', () => {
    const [one, other] = [
      milestone('suspect-arrested', at, 'suspect-1'),
      milestone('suspect-arrested', at, 'suspect-2'),
    ];
    const calls = [
      contact('vic', '2022-01-14T10:00:00Z', {
        contactId: 'k1',
        tells: ['suspect-arrested'],
        milestoneIds: [one.fact.data.milestoneId],
      }),
      contact('vic', '2022-01-14T11:00:00Z', { contactId: 'k2', tells: ['suspect-arrested'] }),
    ];
    expect(
      statuses('2022-01-15T10:00:00Z', ...victim(at), one, other, ...calls, struckOut('k1', '2022-01-14T12:00:00Z')),
    ).toEqual(['VC20-ARREST vic due 2022-01-20: open', 'VC20-ARREST vic due 2022-01-20: met']);
  });

  it('given an update that says what it told nothing of, then no event duty is met', () => {
    expect(statuses('2022-01-14T10:00:00Z', ...both, ...events, tells('2022-01-14T10:00:00Z'))).toHaveLength(12);
    expect(statuses('2022-01-14T10:00:00Z', ...both, ...events, tells('2022-01-14T10:00:00Z')).join()).not.toMatch(
      /met/,
    );
  });

  it('given a second suspect arrested after the call, then that arrest is owed', () => {
    const told = [
      ...victim(at),
      milestone('suspect-arrested', at, 'suspect-1'),
      tells('2022-01-14T10:00:00Z', 'suspect-arrested'),
      milestone('suspect-arrested', '2022-01-14T10:00:00.001Z', 'suspect-2'),
    ];
    expect(statuses('2022-01-15T10:00:00Z', ...told)).toEqual([
      'VC20-ARREST vic due 2022-01-20: met',
      'VC20-ARREST vic due 2022-01-21: open',
    ]);
  });

  it.each([
    ['2022-01-12T23:59:59.999Z', 'open'],
    ['2022-01-13T00:00:00Z', 'met'],
  ])('given an arrest at 10:00 and a call that tells of one at %s, then it is %s', (call, status) => {
    const told = [
      ...victim('2022-01-12T10:00:00Z'),
      milestone('suspect-arrested', at),
      tells(call, 'suspect-arrested'),
    ];
    expect(statuses('2022-01-13T12:00:00Z', ...told)).toEqual([`VC20-ARREST vic due 2022-01-20: ${status}`]);
  });

  it('given a witness, an enquirer and a representative, then no event of the Code is owed to them', () => {
    const others = (['witness', 'enquirer', 'representative'] as const).map((role) =>
      joined(role, at, role, 'standard'),
    );
    expect(statuses(at, caseOpened(at), ...others, ...events)).toEqual([]);
  });

  it('given a victim who joins after the arrest, then it is owed from their joining', () => {
    const told = [caseOpened(at), milestone('suspect-arrested', at), joined('vic', '2022-01-17T10:00:00Z')];
    expect(statuses('2022-01-17T10:00:00Z', ...told)).toEqual(['VC20-ARREST vic due 2022-01-24: open']);
  });

  it.each([
    ['2022-01-13T10:00:00Z', '2022-01-14T10:00:00Z', 'met'],
    ['2022-01-14T10:00:00.001Z', '2022-01-14T10:00:00Z', 'open'],
  ])('given authority recorded from %s and a call to the representative at %s, then it is %s', (from, call, status) => {
    const rep = joined('rep', from, 'representative', 'unassessed', { represents: 'vic' });
    const told = [...victim(at), rep, milestone('suspect-arrested', at)];
    const called = contact('rep', call, { tells: ['suspect-arrested'] });
    expect(statuses('2022-01-14T11:00:00Z', ...told, called)).toEqual([`VC20-ARREST vic due 2022-01-20: ${status}`]);
  });

  it('given a representative without recorded authority, then telling them meets nothing', () => {
    const told = [...victim(at), joined('rep', at, 'representative'), milestone('suspect-arrested', at)];
    const called = contact('rep', '2022-01-14T10:00:00Z', { tells: ['suspect-arrested'] });
    expect(statuses('2022-01-14T11:00:00Z', ...told, called)).toEqual(['VC20-ARREST vic due 2022-01-20: open']);
  });
});
