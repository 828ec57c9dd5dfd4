import { describe, expect, it } from '@jest/globals';
import { given, lived, rulebook, settledAt, standings, under } from '../../../../test/support/given.js';
import {
  assessed,
  caseOpened,
  contact,
  instant,
  joined,
  milestone,
  planned,
  recordedAt,
  type PastFact,
} from '../../../../test/support/facts.js';

const start = '2026-01-05T10:00:00Z';
const crime = [caseOpened(start), joined('vic', start), joined('val', start)];
const now = instant('2026-01-09T10:00:00Z');

/** The rulebook with one promise, adopted whatever its edition. */
function promising(id: string) {
  const catalogue = rulebook.catalogue.filter((commitment) => commitment.id === id);
  return under({ ...rulebook, catalogue }, { adopted: new Set(catalogue.flatMap(({ editions }) => editions)) });
}

function statuses(id: string, ...told: PastFact[]): string[] {
  const state = given(...told);
  settledAt(state, promising(id), now);
  return standings(state, now).map((line) => line.replace(`${id} `, ''));
}

describe('duties that are met by something else than telling', () => {
  it('given a plan with one of two victims, then the discussion of frequency and method is met for that one', () => {
    expect(statuses('VC20-PLAN', ...crime, planned('vic', 'P14D', '2026-01-06T10:00:00Z'))).toEqual([
      'vic due when it can be: met',
      'val due when it can be: open',
    ]);
  });

  it('given a call alone, then the discussion of frequency and method is still owed', () => {
    const call = contact('vic', '2026-01-06T10:00:00Z');
    expect(statuses('VC20-PLAN', ...crime, call)[0]).toBe('vic due when it can be: open');
  });

  it('given an assessment alone, then no written confirmation was given', () => {
    const done = assessed('vic', 'standard', '2026-01-06T10:00:00Z');
    expect(statuses('VC20-CONFIRM', ...crime, done)[0]).toBe('vic due when it can be: open');
  });

  it('given an assessment and later a call about their needs, then the earlier of the two met it', () => {
    const call = contact('vic', '2026-01-07T10:00:00Z', { purpose: 'needs-assessment' });
    const done = assessed('vic', 'unassessed', '2026-01-06T10:00:00Z');
    const state = lived([...crime, call, recordedAt(done, '2026-01-08T10:00:00Z')], promising('VC20-NEEDS'), now);
    expect([...state.obligations.values()][0]!.outcome).toMatchObject({
      as: 'met',
      by: 'assessed-2026-01-06T10:00:00Z',
    });
  });

  it('given a plan agreed before they joined, then it meets nothing; at that instant, it does', () => {
    const told = (joinedAt: string) => [
      caseOpened(start),
      planned('vic', 'P14D', '2026-01-06T10:00:00Z'),
      joined('vic', joinedAt),
    ];
    expect(statuses('VC20-PLAN', ...told('2026-01-06T10:00:00.001Z'))).toEqual(['vic due when it can be: open']);
    expect(statuses('VC20-PLAN', ...told('2026-01-06T10:00:00Z'))).toEqual(['vic due when it can be: met']);
  });

  it('given a first assessment, then the needs assessment is met for the one assessed, and nothing has changed', () => {
    expect(statuses('VC20-NEEDS', ...crime)).toEqual(['vic due when it can be: open', 'val due when it can be: open']);
    expect(statuses('VC20-NEEDS', ...crime, assessed('vic', 'unassessed', '2026-01-06T10:00:00Z'))).toEqual([
      'vic due when it can be: met',
      'val due when it can be: open',
    ]);
    const first = assessed('vic', 'standard', '2026-01-06T10:00:00Z');
    expect(statuses('VC20-NEEDS', ...crime, first)).toEqual([
      'vic due when it can be: met',
      'val due when it can be: open',
    ]);
  });

  it('given another assessment, then it raises a needs assessment that it does not meet, and the next one does', () => {
    const told = [
      assessed('vic', 'standard', '2026-01-06T10:00:00Z'),
      assessed('vic', 'enhanced', '2026-01-07T10:00:00Z'),
    ];
    const own = (...more: PastFact[]) =>
      statuses('VC20-NEEDS', ...crime, ...told, ...more).filter((line) => line.startsWith('vic'));
    expect(own()).toEqual(['vic due when it can be: met', 'vic due when it can be: open']);
    expect(own(assessed('vic', 'enhanced', '2026-01-08T10:00:00Z'))).toEqual([
      'vic due when it can be: met',
      'vic due when it can be: met',
    ]);
  });

  it('given a call about their needs, then the needs assessment is met by it', () => {
    const call = contact('vic', '2026-01-06T10:00:00Z', { purpose: 'needs-assessment' });
    expect(statuses('VC20-NEEDS', ...crime, call)[0]).toBe('vic due when it can be: met');
  });

  it('given a referral to a support service, then it is owed about each victim and nobody else, and met once sent', () => {
    const told = [...crime, joined('wit', start, 'witness')];
    expect(statuses('VC20-REFER', ...told)).toEqual(['vic due 2026-01-07: missed', 'val due 2026-01-07: missed']);
    const sent = contact('vic', '2026-01-07T23:59:59.999Z', { method: 'email', outcome: 'sent', purpose: 'referral' });
    expect(statuses('VC20-REFER', ...told, sent)).toEqual(['vic due 2026-01-07: met', 'val due 2026-01-07: missed']);
  });

  it.each([
    ['told by phone', { tells: ['suspect-arrested'] }, 'open'],
    ['told in a letter', { method: 'letter', outcome: 'delivered' }, 'met'],
    ['sent an e-mail by a safe route', { method: 'email', outcome: 'sent', route: 'safe' }, 'met'],
    ['sent a survey', { method: 'email', outcome: 'delivered', purpose: 'survey' }, 'open'],
  ] as const)('given a progress notice that must be in writing, then %s is enough or not', (_, more, status) => {
    const complaint = [
      caseOpened(start, 'feedback'),
      joined('ann', start, 'feedback-giver'),
      milestone('complaint-handling-started', start),
      contact('ann', '2026-01-06T10:00:00Z', more),
    ];
    expect(statuses('PRA-FIRST', ...complaint)).toEqual([`ann due 2026-02-02: ${status}`]);
  });

  it.each([
    ['a reply', { purpose: 'reply' }, 'met'],
    ['an acknowledgement with a date', { purpose: 'acknowledgement', promisedNext: '2026-02-01' }, 'met'],
    ['an acknowledgement without one', { purpose: 'acknowledgement' }, 'open'],
  ] as const)('given a complaint about the Code, then %s is enough or not', (_, more, status) => {
    const complaint = [
      caseOpened(start, 'feedback'),
      joined('ann', start, 'feedback-giver'),
      milestone('code-complaint-received', start),
      contact('ann', '2026-01-06T10:00:00Z', more),
    ];
    expect(statuses('VC-COMPLAINT', ...complaint)).toEqual([`ann due 2026-01-19: ${status}`]);
  });

  it('given progress notices recorded out of order, then the series runs from the first that happened', () => {
    const complaint = [caseOpened(start, 'feedback'), joined('ann', start, 'feedback-giver')];
    const second = milestone('complaint-progress-notified', '2026-01-08T10:00:00Z');
    const first = recordedAt(milestone('complaint-progress-notified', '2026-01-06T10:00:00Z'), '2026-01-09T10:00:00Z');
    expect(statuses('PRA-PROGRESS', ...complaint, second, first)).toEqual(['ann due 2026-02-03: open']);
    const state = lived([...complaint, second, first], promising('PRA-PROGRESS'), now);
    expect(standings(state, now)).toEqual([
      'PRA-PROGRESS ann due 2026-02-05: superseded',
      'PRA-PROGRESS ann due 2026-02-03: open',
    ]);
  });
});

describe('a complaint under the Police Reform Act (A25)', () => {
  const complaint = [
    caseOpened(start, 'feedback'),
    joined('ann', start, 'feedback-giver'),
    milestone('complaint-handling-started', start),
  ];
  const letter = (at: string, more = {}) => contact('ann', at, { method: 'letter', outcome: 'sent', ...more });
  const outcome = (at: string) => milestone('complaint-outcome-reached', at);
  const owed = (at: string, ...more: PastFact[]) => {
    const state = given(...complaint, ...more);
    settledAt(state, promising('PRA-PROGRESS'), instant(at));
    return standings(state, instant(at)).map((line) => line.replace('PRA-PROGRESS ann due ', ''));
  };

  it('given no notice yet, then the first is owed and no series runs', () => {
    expect(owed('2026-03-01T10:00:00Z')).toEqual([]);
    expect(owed('2026-03-01T10:00:00Z', contact('ann', '2026-01-06T10:00:00Z'))).toEqual([]);
  });

  it('given the first notice, then the next is owed four weeks after it, and so on without another milestone', () => {
    const first = letter('2026-01-20T10:00:00Z');
    expect(owed('2026-02-17T23:59:59Z', first)).toEqual(['2026-02-17: open']);
    expect(owed('2026-02-18T00:00:00Z', first)).toEqual(['2026-02-17: missed']);
    const second = letter('2026-02-10T10:00:00Z');
    expect(owed('2026-02-18T00:00:00Z', first, second)).toEqual(['2026-02-17: met', '2026-03-10: open']);
  });

  it('given what was told before work on it began, then that is no notice of it', () => {
    const told = [milestone('complaint-handling-started', '2026-01-12T10:00:00Z'), letter('2026-01-12T09:59:59.999Z')];
    const state = given(...complaint.slice(0, 2), ...told);
    settledAt(state, promising('PRA-PROGRESS'), now);
    expect(standings(state, now)).toEqual([]);
  });

  it('given the outcome, then the series ends, and what was missed by then stays', () => {
    const first = letter('2026-01-20T10:00:00Z');
    expect(owed('2026-03-20T10:00:00Z', first, outcome('2026-02-17T23:59:59.999Z'))).toEqual([
      '2026-02-17: superseded',
    ]);
    expect(owed('2026-03-20T10:00:00Z', first, outcome('2026-02-18T00:00:00Z'))).toEqual([
      '2026-02-17: missed for good',
    ]);
    expect(owed('2026-03-20T10:00:00Z', outcome('2026-01-19T10:00:00Z'), first)).toEqual([]);
  });

  it('given another complaint after the outcome of the first, then its first notice begins a series of its own', () => {
    const told = [letter('2026-01-20T10:00:00Z'), outcome('2026-01-30T10:00:00Z')];
    const again = milestone('complaint-handling-started', '2026-03-02T10:00:00Z');
    expect(owed('2026-03-10T10:00:00Z', ...told, again)).toEqual(['2026-02-17: superseded']);
    expect(owed('2026-03-10T10:00:00Z', ...told, again, letter('2026-03-09T10:00:00Z'))).toEqual([
      '2026-02-17: superseded',
      '2026-04-06: open',
    ]);
  });

  it('given two complaints at once, then the series runs until the outcome of both', () => {
    const both = [milestone('complaint-handling-started', '2026-01-12T10:00:00Z'), letter('2026-01-20T10:00:00Z')];
    const one = outcome('2026-01-30T10:00:00Z');
    expect(owed('2026-02-10T10:00:00Z', ...both, one)).toEqual(['2026-02-17: open']);
    expect(owed('2026-02-10T10:00:00Z', ...both, one, outcome('2026-02-06T10:00:00Z'))).toEqual([
      '2026-02-17: superseded',
    ]);
  });
});
