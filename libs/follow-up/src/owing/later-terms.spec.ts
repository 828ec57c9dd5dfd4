import { describe, expect, it } from '@jest/globals';
import { englandAndWales, englandAndWalesAsKnownOn } from '@kept-informed/calendar';
import {
  caseOpened,
  contact,
  feedback,
  instant,
  joined,
  milestone,
  planned,
  told,
  type PastFact,
} from '../../../../test/support/facts.js';
import {
  activated,
  given,
  lived,
  only,
  rulebook,
  settledAt,
  standings,
  under,
} from '../../../../test/support/given.js';
import type { Rulebook, Reach, Terms } from '@kept-informed/commitments';

// docs/decisions/0007: how far new terms reach, each boundary with its moment before.
const newOnly: Reach = { to: 'new-only' };
const all: Reach = { to: 'recompute-all' };
const timeLeft = (on: string): Reach => ({ to: 'time-left', on });

const working: Partial<Terms> = { dayKinds: { 'QOS-FB-REPLY': 'working' } };
const asked = '2026-03-02T10:00:00Z';
/** Ten calendar days from Monday 2 March are over on Thursday 12 March; ten working days on Monday 16 March. */
const reply: PastFact[] = [
  caseOpened(asked, 'feedback'),
  joined('ann', asked, 'feedback-giver'),
  feedback('ann', asked, true),
];
const answered = (at: string) => contact('ann', at, { purpose: 'reply' });

function replyUnder(book: Rulebook, until: string, ...more: PastFact[]) {
  const state = lived([...reply, ...more], book, instant(until));
  const facts = [...state.obligations.values()].map(({ due }) => due.generation);
  return [...standings(state, instant(until)), `generation ${facts.join()}`];
}

const ten = only('QOS-FB-REPLY');

describe('new terms for new obligations only', () => {
  it.each([
    ['2026-03-02T10:00:00.001Z', '2026-03-12'],
    ['2026-03-02T10:00:00.000Z', '2026-03-16'],
    ['2026-03-02T09:59:59.999Z', '2026-03-16'],
  ])('given the ten days are working days from %s on, then what was asked for at 10:00 is due on %s', (from, due) => {
    const book = activated(ten, from, newOnly, working);
    expect(replyUnder(book, '2026-03-10T00:00:00Z')).toEqual([`QOS-FB-REPLY ann due ${due}: open`, 'generation 1']);
  });
});

describe('new terms for everything that is open', () => {
  it.each([
    ['2026-03-05T10:00:00Z', '2026-03-16: open', 2],
    ['2026-03-12T23:59:59.999Z', '2026-03-16: open', 2],
    ['2026-03-13T00:00:00.000Z', '2026-03-12: missed', 1],
  ])('given they are activated at %s, then the reply is due on %s', (from, due, generation) => {
    const book = activated(ten, from, all, working);
    expect(replyUnder(book, '2026-03-13T12:00:00Z')).toEqual([
      `QOS-FB-REPLY ann due ${due}`,
      `generation ${generation}`,
    ]);
  });

  it.each([
    ['2026-03-05T09:59:59.999Z', '2026-03-12: met', 1],
    ['2026-03-05T10:00:00.000Z', '2026-03-12: met', 1],
    ['2026-03-05T10:00:00.001Z', '2026-03-16: met', 2],
  ])('given a reply at %s and an activation at 10:00, then it stands at %s', (at, due, generation) => {
    const book = activated(ten, '2026-03-05T10:00:00Z', all, working);
    const seen = replyUnder(book, '2026-03-06T00:00:00Z', answered(at));
    expect(seen).toEqual([`QOS-FB-REPLY ann due ${due}`, `generation ${generation}`]);
  });

  it('given an earlier date than today comes out, then it is missed at that date', () => {
    const shorter = activated(under(ten, working), '2026-03-14T10:00:00Z', all, { dayKinds: {} });
    expect(replyUnder(shorter, '2026-03-14T12:00:00Z')).toEqual([
      'QOS-FB-REPLY ann due 2026-03-12: missed',
      'generation 2',
    ]);
  });

  it('given two activations in one instant, then both count, the later one last', () => {
    const first = activated(ten, '2026-03-05T10:00:00Z', all, working);
    const both = activated(first, '2026-03-05T10:00:00Z', all, { dayKinds: {} });
    expect(replyUnder(both, '2026-03-06T00:00:00Z')).toEqual(['QOS-FB-REPLY ann due 2026-03-12: open', 'generation 1']);
    expect(replyUnder(activated(both, '2026-03-05T10:00:00Z', all, working), '2026-03-06T00:00:00Z')[0]).toContain(
      '03-16',
    );
  });
});

describe('new terms for the time that is left', () => {
  it.each([
    ['2026-03-05', '2026-03-16'],
    ['2026-03-10', '2026-03-12'],
    ['2026-03-11', '2026-03-12'],
    ['2026-03-12', '2026-03-12'],
    ['2026-03-13', '2026-03-12'],
  ])('given what is left on %s counts on in working days, then the reply is due on %s', (on, due) => {
    const book = activated(ten, '2026-03-05T10:00:00Z', timeLeft(on), working);
    expect(replyUnder(book, '2026-03-11T12:00:00Z')[0]).toBe(`QOS-FB-REPLY ann due ${due}: open`);
  });

  it.each([
    ['2026-03-06', '2026-03-12'],
    ['2026-03-13', '2026-03-14'],
    ['2026-03-15', '2026-03-16'],
    ['2026-03-16', '2026-03-16'],
  ])('given what is left on %s counts on in calendar days, then the reply is due on %s', (on, due) => {
    const book = activated(under(ten, working), '2026-03-05T10:00:00Z', timeLeft(on), { dayKinds: {} });
    expect(replyUnder(book, '2026-03-06T12:00:00Z')[0]).toContain(due);
  });
});

describe('a clock that stands still when new terms are activated', () => {
  const ofReply = { obligationId: 'o', commitment: 'QOS-FB-REPLY', participantId: 'ann', triggerId: 'f1' };
  const paused = told('ClockPaused', '2026-03-09T10:00:00Z', { ...ofReply, rulingId: 'pause', reason: 'waiting' });
  const resumed = told('ClockResumed', '2026-03-23T10:00:00Z', {
    obligationId: 'o',
    rulingId: 'go',
    pauseId: 'pause',
  });

  it('case 32 (glpi-project/glpi#15605): is counted by them though its due date would have passed', () => {
    const book = activated(ten, '2026-03-20T10:00:00Z', all, working);
    expect(replyUnder(book, '2026-03-22T00:00:00Z', paused)).toEqual([
      'QOS-FB-REPLY ann due 2026-03-16: paused',
      'generation 2',
    ]);
    // Six of the ten working days were left on 6 March, and Monday 23 March is the first of them.
    expect(replyUnder(book, '2026-03-24T00:00:00Z', paused, resumed)[0]).toBe('QOS-FB-REPLY ann due 2026-03-30: open');
  });

  it('given it was due before it was stopped, then it stays missed', () => {
    const late = told('ClockPaused', '2026-03-13T00:00:00Z', { ...ofReply, rulingId: 'pause', reason: 'waiting' });
    const book = activated(ten, '2026-03-20T10:00:00Z', all, working);
    expect(replyUnder(book, '2026-03-22T00:00:00Z', late)[0]).toBe('QOS-FB-REPLY ann due 2026-03-12: missed');
  });
});

describe('case 14 (mysociety/alaveteli#7292): 19 September 2022, proclaimed on the 10th', () => {
  const book = (reach: Reach) =>
    activated(
      under(only('QOS-LETTER'), { calendar: englandAndWalesAsKnownOn('2022-09-09') }),
      '2022-09-10T18:00:00Z',
      reach,
      {
        calendar: englandAndWales,
      },
    );
  /** Ten working days from the 5th are over on the 19th as they were known then, from the 2nd on the 16th. */
  const letter = (at: string): PastFact[] => [
    caseOpened(at, 'enquiry'),
    joined('ann', at, 'enquirer'),
    contact('ann', at, { direction: 'inbound', method: 'letter', outcome: 'received', purpose: 'enquiry' }),
  ];
  const due = (reach: Reach, at: string) =>
    standings(lived(letter(at), book(reach), instant('2022-09-12T00:00:00Z')), instant('2022-09-12T00:00:00Z'));

  it.each([
    ['recompute-all', all, '2022-09-05T10:00:00Z', '2022-09-20'],
    ['recompute-all', all, '2022-09-02T10:00:00Z', '2022-09-16'],
    ['new-only', newOnly, '2022-09-05T10:00:00Z', '2022-09-19'],
    ['new-only', newOnly, '2022-09-10T17:59:59.999Z', '2022-09-23'],
    ['new-only', newOnly, '2022-09-10T18:00:00.000Z', '2022-09-26'],
    ['time-left', timeLeft('2022-09-18'), '2022-09-05T10:00:00Z', '2022-09-20'],
    ['time-left', timeLeft('2022-09-19'), '2022-09-05T10:00:00Z', '2022-09-19'],
  ])('given it reaches %s, then a letter of %s … is due on %s', (_, reach, at, expected) => {
    expect(due(reach as Reach, at as string)).toEqual([`QOS-LETTER ann due ${expected as string}: open`]);
  });
});

describe('an activation brings along what it changed and nothing else', () => {
  const working10 = activated(ten, '2026-03-05T10:00:00Z', newOnly, working);

  it('given holidays for everything after a policy for new ones only, then the policy does not reach back', () => {
    const holidays = activated(working10, '2026-03-06T10:00:00Z', all, {
      calendar: englandAndWalesAsKnownOn('2026-03-01'),
    });
    expect(replyUnder(holidays, '2026-03-10T00:00:00Z')[0]).toBe('QOS-FB-REPLY ann due 2026-03-12: open');
  });

  it('given holidays for new ones only and then a policy for everything, then the holidays do not reach back', () => {
    const before = under(ten, { calendar: englandAndWalesAsKnownOn('2026-03-01') });
    const holidays = activated(before, '2026-03-05T10:00:00Z', newOnly, { calendar: englandAndWales });
    const state = lived(
      reply,
      activated(holidays, '2026-03-06T10:00:00Z', all, working),
      instant('2026-03-10T00:00:00Z'),
    );
    const { due } = [...state.obligations.values()][0]!;
    expect(due).toMatchObject({ dueOn: '2026-03-16', calendarVersion: before.terms[0]!.calendar.id });
    expect(due.terms).toBe(`terms-3+${before.terms[0]!.calendar.id}`);
  });

  it('given an edition adopted for new triggers only, then later holidays for everything make none of it owed', () => {
    const none = under(rulebook, { adopted: new Set() });
    const adopted = activated(none, '2026-03-03T10:00:00Z', newOnly, { adopted: new Set(['qos-2006']) });
    const book = activated(adopted, '2026-03-04T10:00:00Z', all, { calendar: englandAndWalesAsKnownOn('2026-03-01') });
    expect(replyUnder(book, '2026-03-10T00:00:00Z')).toEqual(['generation ']);
  });

  it('given it is asked as at an earlier instant, then what was activated later is as if it were not', () => {
    const book = activated(ten, '2026-03-05T10:00:00Z', all, working);
    expect(replyUnder(book, '2026-03-05T09:59:59.999Z')[0]).toContain('2026-03-12');
    const adopting = activated(under(ten, { adopted: new Set() }), '2026-03-05T10:00:00Z', all, {
      adopted: new Set(['qos-2006']),
    });
    expect(replyUnder(adopting, '2026-03-05T09:59:59.999Z')).toEqual(['generation ']);
    expect(replyUnder(adopting, '2026-03-05T10:00:00.000Z')[0]).toBe('QOS-FB-REPLY ann due 2026-03-12: open');
  });
});

describe('what an activation does not touch', () => {
  /** As PostgreSQL gives a fact back: the fields of each object in another order. */
  const stored = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(stored)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, each]) => [key, stored(each)]),
          )
        : value;

  it('given a case that was stored, then holidays elsewhere in the year add no fact (osTicket/osTicket-1.7#686)', () => {
    const state = lived(reply, ten, instant('2026-03-03T10:00:00Z'));
    for (const obligation of state.obligations.values())
      obligation.due = stored(obligation.due) as typeof obligation.due;
    const book = activated(ten, '2026-03-03T10:00:00Z', all, { calendar: englandAndWalesAsKnownOn('2026-03-01') });
    expect(settledAt(state, book, instant('2026-03-03T10:00:01Z'))).toEqual([]);
    expect(
      settledAt(state, activated(book, '2026-03-03T10:00:02Z', all, working), instant('2026-03-03T10:00:03Z')),
    ).toHaveLength(1);
  });
});

const at = '2026-01-05T10:00:00Z';
const crime = [caseOpened(at), joined('vic', at)];
const both = ['qos-2006', 'victims-code-2020'];
const adopting = (names: string[]): Partial<Terms> => ({ adopted: new Set(names) });

describe('an edition that is newly adopted', () => {
  const arrest = milestone('suspect-arrested', at);
  const before = under(only('VC20-ARREST'), adopting([]));
  const stands = (from: string, ...told: PastFact[]) =>
    standings(
      lived([...crime, ...told], activated(before, from, all, adopting(both)), instant('2026-01-14T00:00:00Z')),
      instant('2026-01-14T00:00:00Z'),
    );

  it.each([
    ['2026-01-12T23:59:59.999Z', ['VC20-ARREST vic due 2026-01-12: missed']],
    ['2026-01-13T00:00:00.000Z', []],
  ])('given it is adopted for everything at %s, then the arrest of 5 January makes owed %j', (from, owed) => {
    expect(stands(from as string, arrest)).toEqual(owed);
  });

  it('given they were told before, then nothing is owed in hindsight', () => {
    expect(
      stands(
        '2026-01-07T10:00:00Z',
        arrest,
        contact('vic', '2026-01-07T09:59:59.999Z', { tells: ['suspect-arrested'] }),
      ),
    ).toEqual([]);
    expect(
      stands(
        '2026-01-07T10:00:00Z',
        arrest,
        contact('vic', '2026-01-07T10:00:00.000Z', { tells: ['suspect-arrested'] }),
      ),
    ).toEqual(['VC20-ARREST vic due 2026-01-12: met']);
  });

  it('given it is adopted for new triggers only, then an older one makes nothing owed', () => {
    const book = activated(before, at, newOnly, adopting(both));
    const owed = (arrestedAt: string) =>
      standings(
        lived(
          [
            caseOpened('2026-01-01T10:00:00Z'),
            joined('vic', '2026-01-01T10:00:00Z'),
            milestone('suspect-arrested', arrestedAt),
          ],
          book,
          instant('2026-01-07T00:00:00Z'),
        ),
        instant('2026-01-07T00:00:00Z'),
      );
    expect(owed('2026-01-05T09:59:59.999Z')).toEqual([]);
    expect(owed('2026-01-05T10:00:00.000Z')).toEqual(['VC20-ARREST vic due 2026-01-12: open']);
  });

  it('given it has a monthly duty, then its first period counts from the activation', () => {
    const monthly = under(only('QOS-UPDATE'), adopting([]));
    const book = activated(monthly, '2026-03-10T10:00:00Z', all, adopting(both));
    expect(standings(lived(crime, book, instant('2026-03-11T00:00:00Z')), instant('2026-03-11T00:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-04-10: open',
    ]);
  });
});

describe('case 41 (zammad/zammad#4353): an edition that is retired', () => {
  const arrest = milestone('suspect-arrested', at);
  const stands = (reach: Reach, from: string) => {
    const book = activated(only('VC20-ARREST'), from, reach, adopting(['qos-2006']));
    const state = lived([...crime, arrest], book, instant('2026-01-14T00:00:00Z'), instant('2026-01-12T10:00:00Z'));
    return [
      ...standings(state, instant('2026-01-14T00:00:00Z')),
      ...[...state.alerts.raised.values()].map(({ rung, status }) => `${rung} ${status}`),
    ];
  };

  it.each([
    ['2026-01-12T23:59:59.999Z', ['VC20-ARREST vic due 2026-01-12: superseded', 'due-soon withdrawn']],
    ['2026-01-13T00:00:00.000Z', ['VC20-ARREST vic due 2026-01-12: missed for good', 'due-soon withdrawn']],
  ])('given it is retired for everything at %s, then it stands as %j', (from, seen) => {
    expect(stands(all, from as string)).toEqual(seen);
  });

  it('given it is retired for new triggers only, then what is open stays owed', () => {
    expect(stands(newOnly, '2026-01-07T10:00:00Z')).toEqual([
      'VC20-ARREST vic due 2026-01-12: missed',
      'due-soon open',
      'missed open',
    ]);
  });

  it('given a plan agreed under it, then the monthly duty applies again from that day', () => {
    const book = activated(only('VC20-PERIODIC', 'QOS-UPDATE'), '2026-02-10T10:00:00Z', all, adopting(['qos-2006']));
    const state = lived(
      [...crime, planned('vic', 'P14D', '2026-01-20T10:00:00Z'), contact('vic', '2026-02-02T10:00:00Z')],
      book,
      instant('2026-02-11T00:00:00Z'),
    );
    expect(standings(state, instant('2026-02-11T00:00:00Z'))).toEqual([
      'QOS-UPDATE vic due 2026-02-05: superseded',
      'VC20-PERIODIC vic due 2026-02-03: met',
      'VC20-PERIODIC vic due 2026-02-16: superseded',
      'QOS-UPDATE vic due 2026-02-16: open',
    ]);
  });
});

describe('case 57 (civicrm/civicrm-core#18298): a new rung', () => {
  const ladder = [{ rung: 'early', days: -3, time: '09:00', to: 'owner' }, ...rulebook.terms[0]!.ladder] as const;
  /** Due on Monday 12 January: the new rung is due on Wednesday 7 January at 09:00. */
  const alerts = (from: string, reach: Reach = all) => {
    const book = activated(only('VC20-ARREST'), from, reach, { ladder });
    const state = lived(
      [...crime, milestone('suspect-arrested', at)],
      book,
      instant('2026-01-12T00:00:00Z'),
      instant('2026-01-07T09:00:00Z'),
      instant(from),
      instant('2026-01-09T09:00:00Z'),
    );
    const skipped = [...state.alerts.skipped.values()].flatMap(({ rungs }) => [...rungs]);
    return { raised: [...state.alerts.raised.values()].map(({ rung }) => rung), skipped };
  };

  it.each([
    ['2026-01-07T08:59:59.999Z', { raised: ['early', 'due-soon'], skipped: [] }],
    ['2026-01-07T09:00:00.000Z', { raised: ['due-soon'], skipped: ['early'] }],
    ['2026-01-08T09:00:00.000Z', { raised: ['due-soon'], skipped: ['early'] }],
  ])('given it is activated at %s, then it raises and skips %j', (from, seen) => {
    expect(alerts(from as string)).toEqual(seen);
  });

  it('case 46 (osTicket/osTicket-1.7#686): given a new generation, then a rung that was sent is not sent again', () => {
    const book = activated(only('VC20-ARREST'), '2026-01-09T12:00:00Z', all, { ladder });
    const story = [...crime, milestone('suspect-arrested', at)];
    const looks = ['2026-01-09T09:00:00Z', '2026-01-09T12:00:00Z', '2026-01-10T12:00:00Z'].map(instant);
    const state = lived(story, book, instant('2026-01-11T12:00:00Z'), ...looks);
    expect([...state.obligations.values()].map(({ due }) => due.generation)).toEqual([2]);
    expect([...state.alerts.raised.values()].map(({ rung, generation }) => [rung, generation])).toEqual([
      ['due-soon', 1],
    ]);
    expect([...state.alerts.skipped.values()].map(({ rungs }) => [...rungs])).toEqual([['early']]);
  });

  it('given it is past already, then it is skipped for the new terms', () => {
    const book = activated(only('VC20-ARREST'), '2026-01-08T10:00:00Z', all, { ladder });
    const state = given(...crime, milestone('suspect-arrested', at));
    const facts = settledAt(state, book, instant(at), instant('2026-01-08T10:00:00Z'));
    expect(facts.find(({ type }) => type === 'RungsSkipped')).toMatchObject({
      data: { rungs: ['early'], reason: 'new-terms' },
      occurred: instant('2026-01-08T10:00:00Z'),
    });
  });

  it('given it is for new obligations only, then those that are open keep their ladder', () => {
    expect(alerts('2026-01-05T10:00:00.001Z', newOnly)).toEqual({ raised: ['due-soon'], skipped: [] });
  });
});
