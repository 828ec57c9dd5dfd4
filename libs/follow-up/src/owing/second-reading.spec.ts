import { describe, expect, it } from '@jest/globals';
import {
  given,
  lived,
  only,
  rulebook,
  settledAt,
  shown,
  standings,
  told,
  under,
} from '../../../../test/support/given.js';
import {
  caseOpened,
  closed,
  closedAs,
  contact,
  instant,
  joined,
  milestone,
  planned,
  reopened,
  type PastFact,
} from '../../../../test/support/facts.js';
import {
  corrected,
  extended,
  mergedInto,
  milestoneVoided,
  paused,
  resumed,
  voided,
  waived,
} from '../../../../test/support/rulings.js';
import type { Rulebook, Reach, Terms } from '@kept-informed/commitments';

// What a second, naive interpreter of the rules (test/oracle) read otherwise than the product, as worked examples.
const start = '2026-01-05T10:00:00Z';
const crime = [caseOpened(start), joined('vic', start)];
const on = (commitment: string, triggerId: string) => ({ commitment, participantId: 'vic', triggerId });

function statuses(book: Rulebook, now: string, ...told: PastFact[]): string[] {
  return standings(lived(told, book, instant(now)), instant(now)).map((line) => line.replace(/ vic due /, ' '));
}

/** A rulebook in which other terms are activated later. */
function then(book: Rulebook, from: string, reach: Reach, change: Partial<Terms>): Rulebook {
  const before = book.terms.at(-1)!;
  return { ...book, terms: [...book.terms, { ...before, id: `terms-${from}`, from: instant(from), reach, ...change }] };
}

describe('a business that names a contact', () => {
  const shop = [caseOpened(start), joined('vic', start, 'victim', 'standard', { business: true })];
  const named = joined('mgr', '2026-01-12T10:00:00Z', 'representative', 'unassessed', { represents: 'vic' });

  it('given it names one a week later, then a periodic duty of a Code counts from then, and not from the report', () => {
    const book = only('VC20-PERIODIC');
    const plan = planned('vic', 'P14D', start);
    expect(statuses(book, '2026-01-11T10:00:00Z', ...shop, plan)).toEqual([]);
    expect(statuses(book, '2026-01-12T10:00:00Z', ...shop, plan, named)).toEqual(['VC20-PERIODIC 2026-01-26: open']);
  });

  it('given a Code that the force dropped before it names one, then nothing of it arises', () => {
    const book = then(only('VC20-REFER'), '2026-01-08T10:00:00Z', { to: 'recompute-all' }, { adopted: new Set() });
    expect(statuses(book, '2026-01-12T10:00:00Z', ...shop, named)).toEqual([]);
  });
});

describe('a plan whose Code is no longer adopted, or only later', () => {
  const both = only('QOS-UPDATE', 'VC20-PERIODIC');
  const plan = planned('vic', 'P14D', '2026-01-08T10:00:00Z');
  const without = { adopted: new Set(['qos-2006']) };

  it('given the Code is dropped while the plan runs, then the monthly duty begins again that day', () => {
    const book = then(both, '2026-01-12T10:00:00Z', { to: 'recompute-all' }, without);
    expect(statuses(book, '2026-01-12T10:00:00Z', ...crime, plan).toSorted()).toEqual([
      'QOS-UPDATE 2026-01-19: open',
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-19: superseded',
    ]);
  });

  it('given the Code is adopted while the plan runs, then the plan takes the place of the monthly duty that day', () => {
    const adopted = { adopted: rulebook.terms[0]!.adopted };
    const book = then(under(both, without), '2026-01-12T10:00:00Z', { to: 'recompute-all' }, adopted);
    expect(statuses(book, '2026-01-12T10:00:00Z', ...crime, plan)).toEqual([
      'QOS-UPDATE 2026-02-05: superseded',
      'VC20-PERIODIC 2026-01-26: open',
    ]);
  });
});

describe('a series whose first trigger was wrong', () => {
  const book = under(only('PRA-PROGRESS'), { adopted: new Set(['police-complaints-2020']) });
  const complaint = [caseOpened(start, 'feedback'), joined('vic', start, 'feedback-giver')];
  const wrong = milestone('complaint-progress-notified', '2026-01-06T10:00:00Z');
  const right = milestone('complaint-progress-notified', '2026-01-09T10:00:00Z');
  const gone = milestoneVoided('complaint-progress-notified--2026-01-06T10:00:00Z', '2026-01-12T10:00:00Z');

  it('given it is voided, then the series runs from the first that happened', () => {
    expect(statuses(book, '2026-01-11T10:00:00Z', ...complaint, wrong, right)).toEqual([
      'PRA-PROGRESS 2026-02-03: open',
    ]);
    expect(statuses(book, '2026-01-12T10:00:00Z', ...complaint, wrong, right, gone).toSorted()).toEqual([
      'PRA-PROGRESS 2026-02-03: voided',
      'PRA-PROGRESS 2026-02-06: open',
    ]);
  });
});

describe('what had no ground left when it would have arisen', () => {
  const arrest = milestone('suspect-arrested', '2026-01-06T10:00:00Z');
  const arrestId = 'suspect-arrested--2026-01-06T10:00:00Z';
  const val = joined('val', '2026-01-08T10:00:00Z');
  const book = only('VC20-ARREST');
  const owedToVal = (...more: PastFact[]) =>
    statuses(book, '2026-01-09T10:00:00Z', ...crime, arrest, ...more, val).filter((line) => line.includes(' val '));

  it('given an arrest, then it is owed to whoever joins later', () => {
    expect(owedToVal()).toEqual(['VC20-ARREST val due 2026-01-15: open']);
  });

  it.each([
    ['the arrest is voided', milestoneVoided(arrestId, '2026-01-07T10:00:00Z')],
    ['the case is closed as cancelled', closedAs('cancelled', '2026-01-07T10:00:00Z')],
    ['the case is merged', mergedInto('c2', '2026-01-07T10:00:00Z')],
  ])('given %s first, then it is not', (_, before) => {
    expect(owedToVal(before)).toEqual([]);
  });

  it('given the case was cancelled and reopened first, then it is', () => {
    const again = [closedAs('cancelled', '2026-01-07T10:00:00Z'), reopened('2026-01-07T11:00:00Z')];
    expect(owedToVal(...again)).toEqual(['VC20-ARREST val due 2026-01-15: open']);
  });
});

describe('a duty that was met in time and voided after it was due', () => {
  it('given that, then no miss is recorded of it', () => {
    const history = [
      ...crime,
      milestone('suspect-arrested', start),
      contact('vic', '2026-01-06T10:00:00Z', { tells: ['suspect-arrested'] }),
      milestoneVoided(`suspect-arrested--${start}`, '2026-02-01T10:00:00Z'),
    ];
    const state = given(...history);
    const facts = told(settledAt(state, only('VC20-ARREST'), instant('2026-02-01T10:00:00Z')));
    expect(facts.filter((line) => line.startsWith('ObligationMissed'))).toEqual([]);
    expect(standings(state, instant('2026-02-01T10:00:00Z'))).toEqual(['VC20-ARREST vic due 2026-01-12: voided']);
  });
});

describe('an extension granted after the end', () => {
  const review = [...crime, milestone('review-requested', start)];
  const book = under(only('VRR-ACK'), { adopted: new Set(['victims-right-to-review']) });
  const late = contact('vic', '2026-01-20T10:00:00Z', { purpose: 'acknowledgement' });
  const grant = (at: string) => extended(on('VRR-ACK', `review-requested--${start}`), 'P5D', at);

  it.each([
    ['2026-01-19T10:00:00Z', '2026-01-26: met'],
    ['2026-01-20T10:00:00Z', '2026-01-19: met-late'],
  ])('given it was met on 20 January and extended at %s, then: %s', (at, expected) => {
    expect(statuses(book, '2026-01-21T10:00:00Z', ...review, late, grant(at))).toEqual([`VRR-ACK ${expected}`]);
  });
});

describe('time left on a date', () => {
  const book = only('QOS-FB-REPLY');
  const asked = [caseOpened(start, 'feedback'), joined('vic', start, 'feedback-giver')];
  const feedback: PastFact = {
    fact: {
      type: 'FeedbackReceived',
      data: { feedbackId: 'f1', participantId: 'vic', method: 'email', type: 'comment', replyRequested: true },
      occurred: instant(start),
    },
    recorded: instant(start),
  };
  const working = { dayKinds: { 'QOS-FB-REPLY': 'working' as const } };
  const from = (reach: Reach) => then(book, '2026-01-08T10:00:00Z', reach, working);

  it.each([
    ['2026-01-12', '2026-01-15'],
    ['2026-01-09', '2026-01-19'],
    ['2026-01-15', '2026-01-15'],
    ['2026-01-20', '2026-01-15'],
  ])('given ten calendar days due 15 January, and what is left on %s in working days, then: %s', (day, due) => {
    expect(statuses(from({ to: 'time-left', on: day }), '2026-01-09T10:00:00Z', ...asked, feedback)).toEqual([
      `QOS-FB-REPLY ${due}: open`,
    ]);
  });

  it('given terms after that which count all again, then it is counted from its start', () => {
    const left = from({ to: 'time-left', on: '2026-01-11' });
    const now = '2026-01-09T11:00:00Z';
    expect(statuses(left, now, ...asked, feedback)).toEqual(['QOS-FB-REPLY 2026-01-15: open']);
    const again = then(left, '2026-01-09T10:00:00Z', { to: 'recompute-all' }, {});
    expect(statuses(again, now, ...asked, feedback)).toEqual(['QOS-FB-REPLY 2026-01-19: open']);
  });
});

describe('a pause of a series', () => {
  const book = only('QOS-UPDATE');
  const pause = paused(on('QOS-UPDATE', 'c1'), '2026-01-15T10:00:00Z');
  const still = 'paused-2026-01-15T10:00:00Z';

  it('given the case closed meanwhile and reopened, then it was paused for both', () => {
    const history = [...crime, pause, closed('2026-02-10T10:00:00Z'), reopened('2026-02-12T10:00:00Z')];
    const expected = ['QOS-UPDATE 2026-02-05: paused'];
    expect(statuses(book, '2026-02-12T10:00:00Z', ...history)).toEqual(expected);
    expect(statuses(book, '2026-02-20T10:00:00Z', ...history, resumed(still, '2026-02-20T10:00:00Z'))).toEqual([
      'QOS-UPDATE 2026-03-13: open',
    ]);
  });

  it('given a period was waived and the clock stopped after that, then the next does not begin while it stands still', () => {
    const released = waived(on('QOS-UPDATE', 'c1'), '2026-01-14T10:00:00Z');
    const history = [...crime, released, pause];
    expect(statuses(book, '2026-02-20T10:00:00Z', ...history)).toEqual(['QOS-UPDATE 2026-02-05: waived']);
    const again = resumed(still, '2026-01-25T10:00:00Z');
    expect(statuses(book, '2026-02-15T23:59:59Z', ...history, again)).toEqual(['QOS-UPDATE 2026-02-05: waived']);
    expect(statuses(book, '2026-02-16T00:00:00Z', ...history, again)).toEqual([
      'QOS-UPDATE 2026-02-05: waived',
      'QOS-UPDATE 2026-03-15: open',
    ]);
  });
});

describe('what was not known of a contact before it was corrected', () => {
  const book = under(only('PRA-FIRST'), { adopted: new Set(['police-complaints-2020']) });
  const complaint = [
    caseOpened(start, 'feedback'),
    joined('vic', start, 'feedback-giver'),
    milestone('complaint-handling-started', start),
  ];
  const call = contact('vic', '2026-01-20T10:00:00Z', { contactId: 'one' });
  const letter = { method: 'letter', outcome: 'delivered' } as const;

  it.each([
    ['2026-02-02T10:00:00Z', 'met'],
    ['2026-02-03T10:00:00Z', 'missed for good'],
  ])('given a call that was a letter, found out at %s, then it stands as %s', (when, status) => {
    const history = [...complaint, call, corrected('one', 'vic', '2026-01-20T10:00:00Z', when, letter)];
    const state = given(...history);
    settledAt(state, book, instant('2026-02-04T10:00:00Z'));
    expect(standings(state, instant('2026-02-04T10:00:00Z'))).toEqual([`PRA-FIRST vic due 2026-02-02: ${status}`]);
  });
});

describe('an acknowledgement that turns out to have promised a date', () => {
  const complaint = [
    caseOpened(start, 'feedback'),
    joined('vic', start, 'feedback-giver'),
    milestone('code-complaint-received', start),
  ];
  const call = { contactId: 'one', purpose: 'acknowledgement' } as const;
  const history = (when: string) => [
    ...complaint,
    contact('vic', '2026-01-12T10:00:00Z', call),
    corrected('one', 'vic', '2026-01-12T10:00:00Z', when, { ...call, promisedNext: '2026-02-01' }),
  ];

  it.each([
    ['2026-01-19T23:59:59.999Z', 'met'],
    ['2026-01-20T00:00:00Z', 'missed for good'],
  ])('given that is found out at %s, then the complaint stands as %s', (when, status) => {
    const state = given(...history(when));
    settledAt(state, only('VC-COMPLAINT'), instant('2026-01-21T10:00:00Z'));
    expect(standings(state, instant('2026-01-21T10:00:00Z'))).toEqual([`VC-COMPLAINT vic due 2026-01-19: ${status}`]);
  });
});

describe('an arrest at the very instant of a release', () => {
  const code06 = only('VC06-MONTHLY');
  const old = [caseOpened('2012-01-16T10:00:00Z'), joined('vic', '2012-01-16T10:00:00Z')];
  const arrest = milestone('suspect-arrested', '2012-02-01T10:00:00Z', 'suspect-1');
  const release = milestone('suspect-released', '2012-02-06T10:00:00Z', 'suspect-1');
  const rearrest = milestone('suspect-arrested', '2012-02-06T10:00:00Z', 'suspect-1');

  it('given it is recorded after that, then they are under arrest, and nothing resumes', () => {
    const state = given(...old, arrest, release, rearrest);
    settledAt(state, code06, instant('2012-02-07T10:00:00Z'));
    expect(standings(state, instant('2012-02-07T10:00:00Z'))).toEqual(['VC06-MONTHLY vic due 2012-02-16: superseded']);
  });

  it('given it is recorded before that, then they are released', () => {
    expect(statuses(code06, '2012-02-07T10:00:00Z', ...old, rearrest, release).at(-1)).toBe(
      'VC06-MONTHLY 2012-03-06: open',
    );
  });
});

describe('a ruling that a period was never owed', () => {
  it('given it was met in time and found so after it was due, then it is voided, and was never missed', () => {
    const history = [
      ...crime,
      contact('vic', '2026-01-20T10:00:00Z'),
      voided(on('QOS-UPDATE', 'c1'), '2026-03-01T10:00:00Z'),
    ];
    const state = given(...history);
    settledAt(state, only('QOS-UPDATE'), instant('2026-03-01T10:00:00Z'));
    const [first] = [...state.obligations.values()];
    expect([shown(first!, instant('2026-03-01T10:00:00Z')), first!.missed]).toEqual([
      'QOS-UPDATE vic due 2026-02-05: voided',
      false,
    ]);
  });
});

describe('a plan agreed at the very instant at which the case is closed', () => {
  const both = only('QOS-UPDATE', 'VC20-PERIODIC');
  const at = '2026-01-20T10:00:00Z';
  const once = (...more: PastFact[]) => {
    const state = given(...crime, ...more, reopened('2026-02-21T10:00:00Z'));
    settledAt(state, both, instant('2026-02-21T10:00:00Z'));
    return standings(state, instant('2026-02-21T10:00:00Z'))[0];
  };

  it('given the closure was recorded first, then the month stays owed, and reopening changes nothing about that', () => {
    expect(statuses(both, '2026-02-06T00:00:00Z', ...crime, closed(at), planned('vic', 'P14D', at))).toEqual([
      'QOS-UPDATE 2026-02-05: missed',
    ]);
    expect(once(closed(at), planned('vic', 'P14D', at))).toBe('QOS-UPDATE vic due 2026-02-05: missed for good');
  });

  it('given the plan was recorded first, then it takes the place of the month', () => {
    expect(once(planned('vic', 'P14D', at), closed(at))).toBe('QOS-UPDATE vic due 2026-02-05: superseded');
  });
});

describe('a schedule that begins in the middle of a series', () => {
  it('given its first point was met before, then an update starts the period of the second, and each is owed once', () => {
    const schedule = { anchors: { 'QOS-UPDATE': 'schedule' as const } };
    const book = then(only('QOS-UPDATE'), '2026-01-08T10:00:00Z', { to: 'new-only' }, schedule);
    const updates = [contact('vic', '2026-01-06T10:00:00Z'), contact('vic', '2026-01-09T10:00:00Z')];
    expect(statuses(book, '2026-02-06T00:00:00Z', ...crime, ...updates)).toEqual([
      'QOS-UPDATE 2026-02-05: met',
      'QOS-UPDATE 2026-02-06: met',
      'QOS-UPDATE 2026-03-05: open',
    ]);
  });
});
