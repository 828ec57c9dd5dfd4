import { describe, expect, it } from '@jest/globals';
import { acted, given, rulebook, standings, under } from '../../../../test/support/given.js';
import {
  caseOpened,
  closedAs,
  feedback,
  instant,
  joined,
  milestone,
  planned,
  told,
  type PastFact,
} from '../../../../test/support/facts.js';
import * as ruled from '../../../../test/support/rulings.js';
import { whyNotOwed } from './not-owed.rules.js';
import type { Rulebook } from '@kept-informed/commitments';

const start = '2026-03-02T10:00:00Z';

/** What came of a milestone recorded on a case with these people. */
function after(one: PastFact, people: readonly PastFact[], book: Rulebook = rulebook) {
  const state = given(caseOpened(one.fact.occurred), ...people);
  acted(state, book, one.recorded, [one.fact]);
  const { milestoneId, planId, feedbackId } = one.fact.data as {
    milestoneId?: string;
    planId?: string;
    feedbackId?: string;
  };
  const id = (milestoneId ?? planId ?? feedbackId)!;
  const arisen = [...state.obligations.values()].filter(({ triggerId }) => triggerId === id);
  return {
    owed: standings({ ...state, obligations: new Map(arisen.map((one) => [one.key, one])) }, instant(one.recorded)),
    why: whyNotOwed({ case: state.case!, obligations: state.obligations.values() }, id, book).map(
      ({ commitment, because }) => `${commitment}: ${because}`,
    ),
  };
}

const concerning = (type: string, at: string, ...participantIds: string[]) =>
  told('MilestoneReached', at, { milestoneId: 'm1', type, participantIds });

describe('what a milestone makes owed, and why not', () => {
  it('given a victim who complains under the Code about a crime, then they are owed an answer', () => {
    expect(after(concerning('code-complaint-received', start, 'vic'), [joined('vic', start)])).toEqual({
      owed: ['VC-COMPLAINT vic due 2026-03-16: open'],
      why: [],
    });
  });

  it.each(['evidence-required', 'review-requested'])(
    'given %s of one of two victims, then that one is owed it',
    (type) => {
      const adopting = under(rulebook, {
        adopted: new Set(['victims-code-2020', 'victims-right-to-review']),
      });
      const { owed } = after(concerning(type, start, 'val'), [joined('vic', start), joined('val', start)], adopting);
      expect(owed.length).toBeGreaterThan(0);
      expect(owed.filter((line) => !line.includes(' val '))).toEqual([]);
    },
  );

  it('given an arrest that concerns one of two victims, then the monthly duty of 2006 goes on for the other', () => {
    const at = '2007-03-05T10:00:00Z';
    const arrest = concerning('suspect-arrested', at, 'vic');
    const state = given(caseOpened(at), joined('vic', at), joined('val', at));
    acted(state, rulebook, at, []);
    acted(state, rulebook, '2007-03-06T10:00:00.000Z', [{ ...arrest.fact, occurred: '2007-03-06T10:00:00.000Z' }]);
    const monthly = standings(state, instant('2007-03-06T10:00:00Z')).filter((line) => line.startsWith('VC06-MONTHLY'));
    expect(monthly).toEqual(['VC06-MONTHLY vic due 2007-04-05: superseded', 'VC06-MONTHLY val due 2007-04-05: open']);
  });

  it('given charges dropped in 2005, then no edition was in force', () => {
    expect(
      after(milestone('charges-dropped', '2005-03-02T10:00:00Z'), [joined('vic', '2005-03-02T10:00:00Z')]),
    ).toEqual({
      owed: [],
      why: ['VC06-DROP', 'VC13-DROP', 'VC15-DROP', 'VC20-DROP'].map((id) => `${id}: edition-not-in-force`),
    });
  });

  it('given an arrest on a case without a victim, then nobody is in the role', () => {
    expect(after(milestone('suspect-arrested', start), [joined('wit', start, 'witness')])).toEqual({
      owed: [],
      why: ['VC20-ARREST: nobody-in-role'],
    });
  });

  it('given a business that has named nobody to receive it, then it is told so', () => {
    const shop = joined('shop', start, 'victim', 'unassessed', { business: true });
    expect(after(milestone('suspect-arrested', start), [shop]).why).toEqual(['VC20-ARREST: no-contact-named']);
  });

  it('given what only an edition promises that the force has not adopted, then it is told so', () => {
    expect(after(milestone('key-development', start), [joined('wit', start, 'witness')]).why).toEqual([
      'WCH-INFORM: not-adopted',
    ]);
  });

  it('given what no promise is about, then it is told so', () => {
    expect(after(milestone('crime-reclassified', start), [joined('vic', start)]).why).toEqual(['null: no-promise']);
  });

  it('given one by which one promise is owed and another is not, then the other is told', () => {
    const adopting = under(rulebook, { adopted: new Set([...rulebook.terms[0]!.adopted, 'witness-charter-2013']) });
    const { owed, why } = after(milestone('key-development', start), [joined('vic', start)], adopting);
    expect([owed, why]).toEqual([[], ['WCH-INFORM: nobody-in-role']]);
  });

  it('given a victim who joined after the case was cancelled, then it has ended for them', () => {
    const people = [closedAs('cancelled', '2026-03-03T10:00:00Z'), joined('vic', '2026-03-04T10:00:00Z')];
    const { fact } = milestone('suspect-arrested', start);
    expect(after({ fact, recorded: '2026-03-05T10:00:00.000Z' }, people)).toEqual({
      owed: [],
      why: ['VC20-ARREST: case-ended'],
    });
  });

  it('given a victim who died before, then they had died', () => {
    const people = [joined('vic', start), ruled.died('vic', '2026-03-03', '2026-03-04T10:00:00Z')];
    const { fact } = milestone('suspect-arrested', '2026-03-05T10:00:00Z');
    expect(after({ fact, recorded: '2026-03-05T10:00:00.000Z' }, people).why).toEqual([
      'VC20-ARREST: participant-died',
    ]);
  });
});

/** A33: a plan for whom no updates as agreed are owed. */
describe('a plan that makes nothing owed', () => {
  it.each(['witness', 'feedback-giver'] as const)(
    'A33: given that of a %s, then it says that nobody promised it to them',
    (role) => {
      expect(after(planned('one', 'P14D', start), [joined('one', start, role), joined('vic', start)])).toEqual({
        owed: [],
        why: ['QOS-AGREED: nobody-in-role', 'VC20-PERIODIC: nobody-in-role'],
      });
    },
  );

  it.each([
    ['a victim', 'victim', start, 'VC20-PERIODIC one due 2026-03-16: open'],
    [
      'a victim before the Code of 2020',
      'victim',
      '2021-03-31T10:00:00Z',
      'QOS-AGREED-VICTIM one due 2021-04-14: open',
    ],
    ['an enquirer', 'enquirer', start, 'QOS-AGREED one due 2026-03-16: open'],
  ] as const)('given that of %s, then it makes their updates owed and says nothing more', (_who, role, at, line) => {
    expect(after(planned('one', 'P14D', at), [joined('one', at, role)])).toEqual({ owed: [line], why: [] });
  });

  const later = '2026-03-04T10:00:00Z';
  it.each([
    ['of a case that is closed', closedAs('resolved', '2026-03-03T10:00:00Z'), 'case-ended'],
    ['of somebody who wants no updates', ruled.optedOut('one', 'periodic', '2026-03-03T10:00:00Z'), 'not-wanted'],
    ['of somebody who died', ruled.died('one', '2026-03-03', '2026-03-03T20:00:00Z'), 'participant-died'],
  ])('given one %s, then it says so', (_what, before, because) => {
    const { owed, why } = after(planned('one', 'P14D', later), [joined('one', start), before]);
    expect([owed, why]).toEqual([[], ['QOS-AGREED: nobody-in-role', `VC20-PERIODIC: ${because}`]]);
  });

  it('given one of a business that has named nobody, then it says so', () => {
    const shop = joined('one', start, 'victim', 'unassessed', { business: true });
    expect(after(planned('one', 'P14D', start), [shop]).why).toContain('VC20-PERIODIC: no-contact-named');
  });
});

describe('feedback that makes nothing owed', () => {
  const giver = joined('fay', start, 'feedback-giver');

  it('given a compliment for which no reply was asked, then it says so', () => {
    expect(after(feedback('fay', start, false, 'compliment'), [giver])).toEqual({
      owed: [],
      why: ['QOS-FB-REPLY: no-reply-requested'],
    });
  });

  it('given dissatisfaction, then it is acknowledged, and no reply was asked for', () => {
    expect(after(feedback('fay', start, false, 'dissatisfaction'), [giver]).why).toEqual([
      'QOS-FB-REPLY: no-reply-requested',
    ]);
  });

  it('given that a reply was asked for, then nothing is left to say', () => {
    expect(after(feedback('fay', start, true, 'dissatisfaction'), [giver]).why).toEqual([]);
  });
});
