import { describe, expect, it } from '@jest/globals';
import {
  due,
  englandAndWales,
  endOfDay,
  holidayCalendar,
  startOfDay,
  type Instant,
  type LocalDate,
  type Weekday,
} from '@kept-informed/calendar';
import type { NewFact } from '@kept-informed/event-store';
import { statusOf, type Obligation } from './obligation/obligation.state.js';
import type { Rulebook, Terms } from '@kept-informed/commitments';
import fc from 'fast-check';
import { given, lived, only, settledAt, standings, under } from '../../../test/support/given.js';
import {
  assigned,
  caseOpened,
  closed,
  contact,
  feedback,
  instant,
  joined,
  milestone,
  planned,
  recordedAt,
  reopened,
  type PastFact,
} from '../../../test/support/facts.js';
import { extended, mergedInto, paused, resumed, undone } from '../../../test/support/rulings.js';

// Faults that users of neighbouring systems met, as cases of ours. Here those of clocks and states.
const start = '2026-01-05T10:00:00Z';
const crime = [caseOpened(start), assigned('pc-1', start), joined('vic', start)];
const arrestBook = only('VC20-ARREST');
const arrest = milestone('suspect-arrested', start);
const onArrest = { commitment: 'VC20-ARREST', participantId: 'vic', triggerId: `suspect-arrested--${start}` };
const review = milestone('review-requested', start);
const reviewBook = under(only('VRR-ACK'), { adopted: new Set(['victims-right-to-review']) });
const onReview = { commitment: 'VRR-ACK', participantId: 'vic', triggerId: `review-requested--${start}` };

const firstOf = (state: ReturnType<typeof given>): Obligation => [...state.obligations.values()][0]!;
const types = (facts: readonly NewFact[]): string[] => facts.map(({ type }) => type);
const dataOf = (facts: readonly NewFact[], type: string): any[] =>
  facts.filter((fact) => fact.type === type).map(({ data }) => data);

function activated(book: Rulebook, from: string, change: Partial<Terms>): Rulebook {
  const next = { ...book.terms[0]!, id: 'later', from: instant(from), reach: { to: 'recompute-all' as const } };
  return { ...book, terms: [...book.terms, { ...next, ...change }] };
}

// The product has no working hours within a day: a day counts or it does not. So a day must not be lost or doubled.
describe('case 4 (fivetran/dbt_zendesk#86): no gap in the days of the October change', () => {
  it('given the days around 25 October 2026, then each ends where the next begins, and one of them has 25 hours', () => {
    const days = Array.from({ length: 14 }, (_, n) => `2026-10-${String(18 + n).padStart(2, '0')}`);
    for (const [index, day] of days.entries())
      if (index > 0) expect(endOfDay(days[index - 1]!, 'Europe/London')).toBe(startOfDay(day, 'Europe/London'));
    const hours = days.map(
      (day) => Date.parse(endOfDay(day, 'Europe/London')) - Date.parse(startOfDay(day, 'Europe/London')),
    );
    expect(hours.map((ms) => ms / 3_600_000).filter((length) => length !== 24)).toEqual([25]);
  });
});

describe('case 5 (fivetran/dbt_zendesk#144): one miss for each period over the change of the clocks', () => {
  it.each([
    ['October', '2026-10-11T09:00:00Z', ['2026-10-18', '2026-10-25', '2026-11-01']],
    ['March', '2027-03-14T10:00:00Z', ['2027-03-21', '2027-03-28', '2027-04-04']],
  ])(
    'given a weekly plan and silence in %s, then each week is missed once, at the end of its own day',
    (_, at, days) => {
      const history = [caseOpened(at), joined('vic', at), planned('vic', 'P7D', at)];
      const checks = days.flatMap((day) => [`${day}T21:00:00Z`, `${day}T23:30:00Z`]);
      const state = given(...history);
      const facts = settledAt(state, only('VC20-PERIODIC'), ...checks.map(instant), instant(`${days[2]}T23:59:59Z`));
      const ends = days
        .map((day) => endOfDay(day, 'Europe/London'))
        .filter((end) => end <= instant(`${days[2]}T23:59:59Z`));
      const missed = facts.filter(({ type }) => type === 'ObligationMissed').map(({ occurred }) => occurred);
      expect(missed).toEqual(ends);
    },
  );
});

// The nearest to eight working hours that the product has is a limit in elapsed hours.
describe('case 6 (OTRS/otrs#787): a clock of hours that spans the change is as many hours as it says', () => {
  it.each([
    ['2026-10-24T18:00:00Z', '2026-10-25T18:00:00.000Z'],
    ['2027-03-27T18:00:00Z', '2027-03-28T18:00:00.000Z'],
  ])('given dissatisfaction of %s, then 24 hours end at %s', (at, dueAt) => {
    const state = given(
      caseOpened(at, 'feedback'),
      joined('ann', at, 'feedback-giver'),
      feedback('ann', at, false, 'conduct'),
    );
    settledAt(state, only('QOS-FB-ACK'), instant(at));
    expect(firstOf(state).due.dueAt).toBe(dueAt);
  });
});

describe('case 9 (alphagov/notifications-api#1821): a window of days counts London dates', () => {
  it.each([
    ['2026-07-07T22:59:59.999Z', '2026-07-17'],
    ['2026-07-07T23:00:00Z', '2026-07-18'],
  ])('given feedback of %s, then ten days end on %s', (at, dueOn) => {
    const state = given(caseOpened(at, 'feedback'), joined('ann', at, 'feedback-giver'), feedback('ann', at, true));
    settledAt(state, only('QOS-FB-REPLY'), instant(at));
    expect(firstOf(state).due.dueOn).toBe(dueOn);
  });
});

describe('case 25 (osTicket/osTicket#6739): any days of the week can be the working ones', () => {
  const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

  it('given any of them, down to one, then a limit ends on the n-th such day that is no holiday', () => {
    const weeks = fc.uniqueArray(weekday, { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(weeks, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 12 }), (week, day, n) => {
        const from = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const calendar = holidayCalendar(englandAndWales.holidays.values(), {
          id: 'own',
          years: englandAndWales.years,
          week,
        });
        const { dueOn } = due({ from, limit: `P${n}D`, unit: 'working', calendar });
        let date: LocalDate = from;
        for (let left = n; left > 0;) {
          date = new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
          const own = (new Date(date).getUTCDay() || 7) as Weekday;
          if (week.includes(own) && !englandAndWales.holidays.has(date)) left -= 1;
        }
        expect(dueOn).toBe(date);
      }),
      { numRuns: 300, seed: 2006 },
    );
  });
});

describe('case 27 (glpi-project/glpi PR#22678): the day before is a working day, at nine in the morning', () => {
  it.each([
    ['a Monday', '2026-01-05T10:00:00Z', '2026-01-12', '2026-01-09T09:00:00.000Z'],
    ['the day after Easter', '2026-03-30T10:00:00Z', '2026-04-08', '2026-04-07T08:00:00.000Z'],
  ])('given a duty due on %s, then its first rung is on the working day before', (_, at, dueOn, rung) => {
    const state = given(caseOpened(at), joined('vic', at), milestone('suspect-arrested', at));
    settledAt(state, arrestBook, instant(at));
    const { due } = firstOf(state);
    expect([due.dueOn, due.rungs[0]!.at]).toEqual([dueOn, rung]);
  });
});

describe('case 29 (chatwoot/chatwoot PR#13392): counting in other days changes what is derived, and says so', () => {
  it('given ten days that become working days, then the date moves by a fact that names the policy and its unit', () => {
    const history = [
      caseOpened(start, 'feedback'),
      joined('ann', start, 'feedback-giver'),
      feedback('ann', start, true),
    ];
    const state = given(...history);
    settledAt(state, only('QOS-FB-REPLY'), instant(start));
    const working = { dayKinds: { 'QOS-FB-REPLY': 'working' as const } };
    const book = activated(only('QOS-FB-REPLY'), '2026-01-08T10:00:00Z', working);
    const facts = settledAt(state, book, instant('2026-01-08T10:00:00Z'));
    expect(dataOf(facts, 'ObligationRederived')).toMatchObject([
      { cause: 'policy', unit: 'working', dueOn: '2026-01-19', generation: 2 },
    ]);
  });
});

// Split shifts do not exist here; what crosses midnight is a clock of hours.
describe('case 30 (chatwoot/chatwoot#14009): hours run over midnight and the weekend', () => {
  it('given dissatisfaction late on a Saturday, then it is due late on Sunday', () => {
    const at = '2026-01-10T23:40:00Z';
    const state = given(
      caseOpened(at, 'feedback'),
      joined('ann', at, 'feedback-giver'),
      feedback('ann', at, false, 'conduct'),
    );
    settledAt(state, only('QOS-FB-ACK'), instant(at));
    expect([firstOf(state).due.dueOn, firstOf(state).due.dueAt]).toEqual(['2026-01-11', '2026-01-11T23:40:00.000Z']);
  });
});

describe('case 32 (glpi-project/glpi#15605): a pause survives a change of policy', () => {
  it('given a pause of three working days and then other terms, then they are still not counted', () => {
    const pause = [
      paused(onReview, '2026-01-07T10:00:00Z'),
      resumed('paused-2026-01-07T10:00:00Z', '2026-01-12T10:00:00Z'),
    ];
    const state = given(...crime, review, ...pause);
    settledAt(state, reviewBook, instant('2026-01-12T10:00:00Z'));
    expect(firstOf(state).due.dueOn).toBe('2026-01-22');
    const calendar = { dayKinds: { 'VRR-ACK': 'calendar' as const } };
    settledAt(state, activated(reviewBook, '2026-01-13T10:00:00Z', calendar), instant('2026-01-13T10:00:00Z'));
    expect(firstOf(state).due).toMatchObject({
      dueOn: '2026-01-20',
      stops: [{ pauseId: 'paused-2026-01-07T10:00:00Z' }],
    });
  });
});

describe('case 33 (glpi-project/glpi#24481): nothing is missed and nobody alerted while the clock stands still', () => {
  it('given a pause and checks for months, then it is paused, and alerts begin after it', () => {
    const state = given(...crime, arrest, paused(onArrest, '2026-01-06T10:00:00Z'));
    const months = ['2026-01-12T00:00:00Z', '2026-01-13T00:00:00Z', '2026-02-01T00:00:00Z', '2026-06-01T00:00:00Z'];
    const facts = settledAt(state, arrestBook, instant(start), ...months.map(instant));
    expect(types(facts).filter((type) => ['AlertRaised', 'ObligationMissed'].includes(type))).toEqual([]);
    expect(statusOf(firstOf(state), instant('2026-06-01T00:00:00Z'))).toBe('paused');
    const again = lived(
      [
        ...crime,
        arrest,
        paused(onArrest, '2026-01-06T10:00:00Z'),
        resumed('paused-2026-01-06T10:00:00Z', '2026-06-01T10:00:00Z'),
      ],
      arrestBook,
      instant('2026-06-09T00:00:00Z'),
    );
    expect(standings(again, instant('2026-06-09T00:00:00Z'))).toEqual(['VC20-ARREST vic due 2026-06-05: missed']);
    expect([...again.alerts.raised.values()].map(({ rung }) => rung)).toContain('missed');
  });
});

describe('case 36 (ministryofjustice/correspondence_tool_staff#2818): extend, pause and undo in any order', () => {
  const extension = extended(onReview, 'P5D', '2026-01-07T09:00:00Z');
  const pause = paused(onReview, '2026-01-08T10:00:00Z');
  const resumption = resumed('paused-2026-01-08T10:00:00Z', '2026-01-12T10:00:00Z');
  const orders = fc.shuffledSubarray<PastFact>([extension, pause, resumption], { minLength: 3 });

  it('given them in any order of recording, then the date is one, and undoing the extension keeps what the pause took', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const recorded = order.map((one, index) => recordedAt(one, `2026-01-12T1${index}:00:00Z`));
        const state = given(...crime, review, ...recorded);
        settledAt(state, reviewBook, instant('2026-01-13T10:00:00Z'));
        expect(firstOf(state).due.dueOn).toBe('2026-01-28');
        const without = given(
          ...crime,
          review,
          ...recorded,
          undone('extended-2026-01-07T09:00:00Z', '2026-01-13T10:00:00Z'),
        );
        settledAt(without, reviewBook, instant('2026-01-13T10:00:00Z'));
        expect(firstOf(without).due.dueOn).toBe('2026-01-21');
      }),
      { numRuns: 30, seed: 2006 },
    );
  });
});

describe('case 38 (open-zaak/open-zaak#885): resuming moves the due date, and says by how much', () => {
  it('given a pause from Wednesday to Monday, then three working days more, by a fact that names the pause', () => {
    const state = given(...crime, arrest, paused(onArrest, '2026-01-07T10:00:00Z'));
    settledAt(state, arrestBook, instant('2026-01-07T10:00:00Z'));
    expect(firstOf(state).due.dueOn).toBe('2026-01-12');
    const after = lived(
      [
        ...crime,
        arrest,
        paused(onArrest, '2026-01-07T10:00:00Z'),
        resumed('paused-2026-01-07T10:00:00Z', '2026-01-12T10:00:00Z'),
      ],
      arrestBook,
      instant('2026-01-12T10:00:00Z'),
    );
    expect(firstOf(after).due).toMatchObject({
      dueOn: '2026-01-15',
      generation: 2,
      stops: [{ reason: 'complex', from: '2026-01-07T10:00:00.000Z', to: '2026-01-12T10:00:00.000Z' }],
    });
  });
});

describe('case 39 (Nine-Minds/alga-psa PR#3091): what is paused or closed from the first does not run', () => {
  it('given a pause recorded before anything is worked out, then it arises paused and raises no alert', () => {
    const state = given(...crime, arrest, paused(onArrest, start));
    const facts = settledAt(state, arrestBook, instant('2026-02-01T10:00:00Z'));
    expect(types(facts)).toEqual(expect.arrayContaining(['ObligationArose', 'ObligationPaused']));
    expect(types(facts)).not.toContain('AlertRaised');
    expect(statusOf(firstOf(state), instant('2026-02-01T10:00:00Z'))).toBe('paused');
  });

  it('given a case recorded as opened and closed at once, then no month begins', () => {
    const state = given(...crime, closed(start));
    settledAt(state, only('QOS-UPDATE'), instant(start), instant('2026-06-01T10:00:00Z'));
    expect(standings(state, instant('2026-06-01T10:00:00Z'))).toEqual([]);
  });
});

describe('case 40 (glpi-project/glpi#23359): closed is not paused', () => {
  it('given a case closed for a month and reopened, then an event duty was due all the same', () => {
    const history = [...crime, arrest, closed('2026-01-06T10:00:00Z'), reopened('2026-02-06T10:00:00Z')];
    expect(
      standings(lived(history, arrestBook, instant('2026-02-06T10:00:00Z')), instant('2026-02-06T10:00:00Z')),
    ).toEqual(['VC20-ARREST vic due 2026-01-12: missed']);
  });
});

describe('case 42 (zammad/zammad#5177): clocks are independent of each other', () => {
  it('given an acknowledgement, then the reply is as open as before, and each has its own date', () => {
    const asked = [
      caseOpened(start, 'feedback'),
      joined('ann', start, 'feedback-giver'),
      feedback('ann', start, true, 'conduct'),
    ];
    const ack = contact('ann', '2026-01-05T12:00:00Z', { purpose: 'acknowledgement' });
    const now = instant('2026-01-05T12:00:00Z');
    expect(standings(lived([...asked, ack], only('QOS-FB-REPLY', 'QOS-FB-ACK'), now), now)).toEqual([
      'QOS-FB-REPLY ann due 2026-01-15: open',
      'QOS-FB-ACK ann due 2026-01-06: met',
    ]);
  });
});

describe('case 43 (zammad/zammad#5624): what is superseded is closed exactly once', () => {
  it('given a plan that replaces the monthly duty and a year of checks, then one fact supersedes it', () => {
    const state = given(...crime, planned('vic', 'P28D', '2026-01-08T10:00:00Z'));
    const book = only('QOS-UPDATE', 'VC20-PERIODIC');
    const checks = Array.from({ length: 12 }, (_, n) => instant(new Date(Date.UTC(2026, n, 9)).toISOString()));
    const facts = settledAt(state, book, ...checks);
    expect(types(facts).filter((type) => type === 'ObligationSuperseded')).toHaveLength(1);
    expect(standings(state, checks.at(-1)!)[0]).toBe('QOS-UPDATE vic due 2026-02-05: superseded');
  });
});

describe('case 48 (frappe/helpdesk PR#3277): a pause does not hide a miss', () => {
  it.each([
    ['2026-01-12T23:59:59.999Z', 'paused'],
    ['2026-01-13T00:00:00Z', 'missed'],
  ])('given a pause from %s of what is due on 12 January, then it is %s', (at, status) => {
    const now = instant('2026-02-01T10:00:00Z');
    const state = lived([...crime, arrest, paused(onArrest, at)], arrestBook, now);
    expect(standings(state, now)).toEqual([`VC20-ARREST vic due 2026-01-12: ${status}`]);
  });
});

describe('case 49 (frappe/helpdesk#3279): overdue is worked out when it is asked, without any sweep', () => {
  it('given nobody looked since it arose, then it is missed from the first moment on', () => {
    const state = given(...crime, arrest);
    settledAt(state, arrestBook, instant(start));
    const at = (now: string) => statusOf(firstOf(state), instant(now));
    expect([at('2026-01-12T23:59:59.999Z'), at('2026-01-13T00:00:00Z')]).toEqual(['open', 'missed']);
  });
});

describe('case 50 (znuny/Znuny#200): merging ends what was owed, and its alerts', () => {
  it('given a missed duty with alerts, then they are withdrawn, and no more come', () => {
    const state = lived([...crime, arrest], arrestBook, instant('2026-01-13T00:00:00Z'));
    expect([...state.alerts.raised.values()].some(({ status }) => status === 'open')).toBe(true);
    const merged = lived(
      [...crime, arrest, mergedInto('c2', '2026-01-13T10:00:00Z')],
      arrestBook,
      instant('2026-03-01T10:00:00Z'),
      instant('2026-01-13T00:00:00Z'),
    );
    expect(standings(merged, instant('2026-03-01T10:00:00Z'))).toEqual(['VC20-ARREST vic due 2026-01-12: superseded']);
    expect([...merged.alerts.raised.values()].map(({ rung, status }) => [rung, status])).toEqual([
      ['due-soon', 'withdrawn'],
      ['missed', 'withdrawn'],
    ]);
  });
});

describe('case 82 (OneUptime/oneuptime#2142): a contact can be back-dated, and is flagged', () => {
  it.each([
    ['2026-01-12T23:59:59.999Z', false],
    ['2026-01-13T00:00:00Z', true],
  ])('given a call of 8 January written down at %s, then it is met, and recorded late: %s', (recorded, late) => {
    const call = contact('vic', '2026-01-08T10:00:00Z', { tells: ['suspect-arrested'] }, recorded);
    const facts = settledAt(given(...crime, arrest, call), arrestBook, instant('2026-01-14T10:00:00Z'));
    expect(dataOf(facts, 'ObligationMet')).toMatchObject([{ late: false, recordedLate: late }]);
  });
});

describe('case 84 (frappe/helpdesk#2050): every clock of a case, each with its next rung', () => {
  it('given an arrest and a month under way, then both are there, and say what comes next and when', () => {
    const state = given(...crime, arrest);
    const now: Instant = instant('2026-01-12T10:00:00Z');
    settledAt(state, only('VC20-ARREST', 'QOS-UPDATE'), instant(start), now);
    const next = [...state.obligations.values()].map(({ commitment, due }) => [
      commitment,
      due.rungs.find(({ at }) => at > now),
    ]);
    expect(next).toEqual([
      ['QOS-UPDATE', { rung: 'due-soon', at: '2026-02-04T09:00:00.000Z' }],
      ['VC20-ARREST', { rung: 'missed', at: '2026-01-13T00:00:00.000Z' }],
    ]);
  });
});

describe('case 87 (SupportArticles-docs, sla-timer-pause-state-changed.md): no day is counted as holiday and as pause', () => {
  it('given a pause over Easter, then the holidays are told as such, the pause as such, and each day once', () => {
    const stops = [{ from: instant('2026-04-01T10:00:00Z'), to: instant('2026-04-08T10:00:00Z') }];
    const { dueOn, steps } = due({
      from: '2026-03-30',
      limit: 'P5D',
      unit: 'working',
      calendar: englandAndWales,
      stops,
    });
    expect(new Set(steps.map(({ date }) => date)).size).toBe(steps.length);
    const reasonOf = (date: LocalDate) => steps.find((step) => step.date === date)!.reason;
    expect(reasonOf('2026-04-03')).toMatch(/bank holiday/);
    expect(reasonOf('2026-04-02')).toMatch(/paused|clock/i);
    expect(dueOn).toBe('2026-04-13');
  });
});
