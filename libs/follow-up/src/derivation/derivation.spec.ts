import {
  ENGLAND_AND_WALES_ROWS,
  ENGLAND_AND_WALES_YEARS,
  englandAndWalesAsKnownOn,
  holidayCalendar,
} from '@kept-informed/calendar';
import { describe, expect, it } from '@jest/globals';
import * as told from '../../../../test/support/facts.js';
import { activated, only, rulebook, under } from '../../../../test/support/given.js';
import { derived, played } from './derivation.fixture.js';
import { derivationFrom } from './derivation.rules.js';
import { happened } from './words.rules.js';

const opened = '2026-11-02T09:00:00.000Z';
const crime = [told.caseOpened(opened), told.joined('vic', opened)];
const arrest = only('VC20-ARREST');

describe('the derivation of a duty in working days', () => {
  it('given an arrest on a Friday, then it names the weekend that was left out, and tells each day', () => {
    const { sentence, steps, ...rest } = derived(arrest, [
      ...crime,
      told.milestone('suspect-arrested', '2026-11-20T14:05:00Z'),
    ]);
    expect(sentence).toBe(
      '“Told of an arrest”, promised in the Victims’ Code 2020, is due by the end of Friday 27 November 2026. ' +
        'That is 5 working days after Friday 20 November 2026, when a suspect was arrested. ' +
        'The day itself is not counted, nor are Saturday 21 November and Sunday 22 November. ' +
        'Nobody had assessed what the person is entitled to, so this is the standard limit.',
    );
    expect(steps.map(({ date, counted }) => [date, counted])).toEqual([
      ['2026-11-20', false],
      ['2026-11-21', false],
      ['2026-11-22', false],
      ['2026-11-23', true],
      ['2026-11-24', true],
      ['2026-11-25', true],
      ['2026-11-26', true],
      ['2026-11-27', true],
    ]);
    expect(rest).toMatchObject({
      trigger: 'suspect-arrested',
      commitment: 'VC20-ARREST',
      edition: 'victims-code-2020',
      startsAt: '2026-11-20T14:05:00.000Z',
      limit: 'P5D',
      unit: 'working',
      period: null,
      dueOn: '2026-11-27',
      dueAt: '2026-11-28T00:00:00.000Z',
      calendarVersion: 'england-and-wales-1995-2028',
      timeZone: 'Europe/London',
      pauses: [],
      generations: [{ generation: 1, cause: null, limit: 'P5D', dueOn: '2026-11-27' }],
    });
  });

  it.each([
    [
      'no day left out',
      '2026-11-02T10:00:00Z',
      'enhanced',
      'That is one working day after Monday 2 November 2026, when a suspect was arrested. The day itself is not counted.',
    ],
    [
      'one day left out, after a Saturday',
      '2026-11-07T10:00:00Z',
      'enhanced',
      'The day itself is not counted, nor is Sunday 8 November.',
    ],
    [
      'Christmas',
      '2026-12-23T10:00:00Z',
      'unassessed',
      'The day itself is not counted, nor are Saturdays and Sundays, Friday 25 December (Christmas Day), Monday 28 December (Boxing Day (substitute day)) and Friday 1 January (New Year’s Day).',
    ],
  ] as const)('given %s, then it says so', (_, at, entitlement, expected) => {
    const story = [
      told.caseOpened(opened),
      told.joined('vic', opened, 'victim', entitlement),
      told.milestone('suspect-arrested', at),
    ];
    expect(derived(arrest, story).sentence).toContain(expected);
  });

  it('given a court result that the force learnt of later, then the clock starts when it did', () => {
    const result = told.milestone('court-result-received', '2026-11-10T10:00:00Z');
    const later = {
      ...result,
      fact: { ...result.fact, known: '2026-11-12T10:00:00.000Z' },
      recorded: '2026-11-12T10:00:00.000Z',
    };
    const { sentence } = derived(only('VC20-OUTCOME'), [...crime, later]);
    expect(sentence).toContain(
      'after Thursday 12 November 2026, when the force learnt that the result came in from court, which was on Tuesday 10 November 2026.',
    );
    const sameDay = { ...later, fact: { ...result.fact, known: '2026-11-10T23:59:59.999Z' } };
    expect(derived(only('VC20-OUTCOME'), [...crime, sameDay]).sentence).toContain(
      'after Tuesday 10 November 2026, when the force learnt that the result came in from court. ',
    );
  });

  it('given somebody who joined after the arrest, then it counts from their joining', () => {
    const story = [
      told.caseOpened(opened),
      told.milestone('suspect-arrested', '2026-11-03T10:00:00Z'),
      told.joined('vic', '2026-11-05T10:00:00Z'),
    ];
    expect(derived(arrest, story).sentence).toContain(
      'after Thursday 5 November 2026, when the person it is owed to joined the case.',
    );
  });

  it('given an assessment as enhanced while it is open, then it tells both due dates and why it changed', () => {
    const arrested = told.milestone('suspect-arrested', '2026-11-09T10:00:00Z');
    const story = [...crime, arrested, told.assessed('vic', 'enhanced', '2026-11-10T10:00:00Z')];
    const { sentence, generations, dueOn, startsAt } = derived(arrest, story);
    expect([dueOn, startsAt]).toEqual(['2026-11-11', '2026-11-10T10:00:00.000Z']);
    expect(generations.map(({ generation, cause, dueOn: on }) => [generation, cause, on])).toEqual([
      [1, null, '2026-11-16'],
      [2, 'entitlement', '2026-11-11'],
    ]);
    expect(sentence).toBe(
      '“Told of an arrest”, promised in the Victims’ Code 2020, is due by the end of Wednesday 11 November 2026. ' +
        'That is one working day after Tuesday 10 November 2026, when the person it is owed to was found to be entitled to enhanced service. ' +
        'The day itself is not counted. ' +
        'It was first due by the end of Monday 16 November 2026; that changed because the person was found to be entitled to enhanced service.',
    );
  });

  it('given a calendar as it was known before a proclamation, then its steps are those of that time', () => {
    const before = under(arrest, { calendar: englandAndWalesAsKnownOn('2022-09-09') });
    const story = [
      told.caseOpened('2022-09-01T09:00:00Z'),
      told.joined('vic', '2022-09-01T09:00:00Z'),
      told.milestone('suspect-arrested', '2022-09-14T10:00:00Z'),
    ];
    const { steps, dueOn } = derived(before, story);
    expect(dueOn).toBe('2022-09-21');
    expect(steps.find(({ date }) => date === '2022-09-19')).toMatchObject({ counted: true });
  });

  it('given a calendar that is no longer at hand and comes to another date, then it tells no steps rather than wrong ones', () => {
    const calendar = { ...englandAndWalesAsKnownOn('2022-09-09'), id: 'some-other-calendar' };
    const story = [
      told.caseOpened('2022-09-01T09:00:00Z'),
      told.joined('vic', '2022-09-01T09:00:00Z'),
      told.milestone('suspect-arrested', '2022-09-14T10:00:00Z'),
    ];
    const { steps, sentence, dueOn } = derived(under(arrest, { calendar }), story, undefined, []);
    expect([dueOn, steps]).toEqual(['2022-09-21', []]);
    expect(sentence).toContain('The calendar it was counted by is no longer kept here');
  });
});

describe('the derivation of a duty in other units', () => {
  const feedbackAt = (
    at: string,
    replyRequested: boolean,
    type: told.DataOf<'FeedbackReceived'>['type'],
  ): told.PastFact[] => [
    told.caseOpened(at, 'feedback'),
    told.joined('ann', at, 'feedback-giver'),
    told.feedback('ann', at, replyRequested, type),
  ];

  it('given ten calendar days, then it says that weekends count', () => {
    const { sentence } = derived(only('QOS-FB-REPLY'), feedbackAt('2026-11-04T09:00:00Z', true, 'comment'));
    expect(sentence).toBe(
      '“Feedback is answered within ten days when a reply is requested”, promised in the Quality of Service Commitment 2006, ' +
        'is due by the end of Saturday 14 November 2026. That is 10 days after Wednesday 4 November 2026, when a reply was requested. ' +
        'The day itself is not counted; weekends and holidays are.',
    );
  });

  it.each([
    [
      '',
      '2026-11-04T09:00:00Z',
      'is due by 09:00 on Thursday 5 November 2026. That is 24 hours after 09:00 on Wednesday 4 November 2026, when dissatisfaction was expressed. Every hour counts, nights and weekends too.',
    ],
    [
      ' over the change of the clocks',
      '2026-10-24T11:30:00Z',
      'is due by 11:30 on Sunday 25 October 2026. That is 24 hours after 12:30 on Saturday 24 October 2026, when dissatisfaction was expressed. Every hour counts, nights and weekends too. The clocks change in between, so the time of day is another.',
    ],
  ])('given 24 hours%s, then it tells local times', (_, at, expected) => {
    const { sentence, steps } = derived(only('QOS-FB-ACK'), feedbackAt(at, false, 'dissatisfaction'));
    expect(sentence.endsWith(expected)).toBe(true);
    expect(steps).toHaveLength(2);
  });

  it('given the same day, then it says so', () => {
    const book = under(only('LOC-CLOSE-FIRST'), { adopted: new Set(['example-local']) });
    const { sentence } = derived(book, [...crime, told.milestone('closure-intended', '2026-11-04T09:00:00Z')]);
    expect(sentence).toContain(
      'is due by the end of Wednesday 4 November 2026. That is the same day: Wednesday 4 November 2026, when it was decided to close the case.',
    );
  });

  it('given no printed limit, then it says that there is no due date', () => {
    const { sentence, steps, dueOn, limit } = derived(only('VC20-VPS'), crime);
    expect([steps, dueOn, limit]).toEqual([[], null, null]);
    expect(sentence).toBe(
      '“Victim Personal Statement offered, answer recorded”, promised in the Victims’ Code 2020, has no due date, because no limit is printed for it. ' +
        'It became owed on Monday 2 November 2026, when the crime was reported, and stays open until it is done.',
    );
  });
});

describe('the derivation of a recurring duty', () => {
  const monthly = only('QOS-UPDATE');
  const january = [
    told.caseOpened('2026-01-31T10:00:00Z', 'enquiry'),
    told.joined('ann', '2026-01-31T10:00:00Z', 'enquirer'),
  ];

  it('given its first period from a day that February does not have, then it takes the last of February', () => {
    const { sentence, period, steps } = derived(monthly, january);
    expect(sentence).toBe(
      '“Kept informed at least monthly”, promised in the Quality of Service Commitment 2006, is due by the end of Saturday 28 February 2026. ' +
        'That is one month after Saturday 31 January 2026, when the case was opened. ' +
        'The day itself is not counted, and where a month has no day 31 its last day is taken.',
    );
    expect(period).toBe(1);
    expect(steps).toEqual([
      { date: '2026-01-31', counted: false, reason: 'day 0: the day that the periods count from' },
      {
        date: '2026-02-28',
        counted: true,
        reason: 'period 1 ends: 1 month after day 0, the last day of a month without a day 31',
      },
    ]);
  });

  it('given two months of silence, then it tells the period, its anchor and the one before', () => {
    const { sentence, period, steps } = derived(monthly, january, '2026-04-01T09:00:00Z');
    expect([period, steps.map(({ date }) => date)]).toEqual([2, ['2026-01-31', '2026-02-28', '2026-03-31']]);
    expect(sentence).toContain(
      'was due by the end of Tuesday 31 March 2026. Periods of one month count from Saturday 31 January 2026, when the case was opened; ' +
        'this is the 2nd of them. The one before ended on Saturday 28 February 2026 without an update.',
    );
  });

  it('given an update, then it counts from that', () => {
    const { sentence } = derived(monthly, [...january, told.contact('ann', '2026-02-12T09:00:00Z')]);
    expect(sentence).toContain(
      'That is one month after Thursday 12 February 2026, when the last update was given. The day itself is not counted.',
    );
  });

  it('given a reopened case, then it counts from the reopening', () => {
    const { sentence } = derived(monthly, [
      ...january,
      told.closed('2026-02-10T10:00:00Z'),
      told.reopened('2026-06-01T10:00:00Z'),
    ]);
    expect(sentence).toContain('after Monday 1 June 2026, when the case was reopened.');
  });

  it('given an agreed plan and its end, then it counts every so many days from the one, and monthly from the other', () => {
    const at = '2026-11-03T10:00:00Z';
    const plan = told.planned('vic', 'P14D', at, '2026-12-02');
    expect(derived(only('VC20-PERIODIC'), [...crime, plan]).sentence).toBe(
      '“Updated as often as agreed”, promised in the Victims’ Code 2020, is due by the end of Tuesday 17 November 2026. ' +
        'That is 14 days after Tuesday 3 November 2026, when the frequency of updates was agreed. ' +
        'The day itself is not counted; weekends and holidays are.',
    );
    expect(derived(only('QOS-UPDATE', 'VC20-PERIODIC'), [...crime, plan], '2026-12-03T10:00:00Z').sentence).toContain(
      'is due by the end of Monday 14 December 2026. It takes the place of another duty, and no time is bought by that: ' +
        'it counts on from Monday 2 November 2026, when the case was opened.',
    );
  });

  it('given a release after an arrest, then it counts from the release', () => {
    const at = '2010-03-01T10:00:00Z';
    const story = [
      told.caseOpened(at),
      told.joined('vic', at),
      told.milestone('suspect-arrested', '2010-03-05T10:00:00Z'),
    ];
    const { sentence } = derived(only('VC06-MONTHLY'), [
      ...story,
      told.milestone('suspect-released', '2010-03-09T10:00:00Z'),
    ]);
    expect(sentence).toContain(
      'is due by the end of Friday 9 April 2010. That is one month after Tuesday 9 March 2010, when a suspect was released.',
    );
  });
});

describe('a derivation', () => {
  it('is there for every obligation of the whole catalogue, and its steps always come to the due date', () => {
    const story = [
      ...crime,
      told.milestone('suspect-arrested', '2026-11-20T14:05:00Z'),
      told.planned('vic', 'P2W', '2026-11-21T10:00:00Z'),
    ];
    const facts = played(rulebook, story, '2027-02-01T10:00:00Z');
    const arisen = facts
      .filter(({ type }) => type === 'ObligationArose')
      .map(({ data }) => data as { obligationId: string; commitment: string });
    expect(arisen.length).toBeGreaterThan(10);
    for (const { obligationId, commitment } of arisen) {
      const row = rulebook.catalogue.find(({ id }) => id === commitment);
      const { steps, dueOn, sentence } = derivationFrom({
        facts,
        obligationId,
        commitment: row,
        calendars: [],
        zone: rulebook.zone,
        now: '2027-02-01T10:00:00.000Z',
      })!;
      expect([commitment, steps.at(-1)?.date ?? null]).toEqual([commitment, dueOn]);
      expect(sentence).not.toMatch(/undefined|NaN|VC20|[a-z]-[a-z]+-/);
    }
  });

  it('counts again by the calendar version that was activated, and in the kind of day that the policy chose', () => {
    const late = holidayCalendar(
      [...ENGLAND_AND_WALES_ROWS, { date: '2026-11-24', title: 'Made up', knownFrom: '2026-11-21' }],
      {
        id: 'calendar-2-made',
        years: ENGLAND_AND_WALES_YEARS,
      },
    );
    const later = activated(arrest, '2026-11-21T10:00:00Z', { to: 'recompute-all' }, { calendar: late });
    const { steps, calendarVersion, sentence } = derived(
      later,
      [...crime, told.milestone('suspect-arrested', '2026-11-20T14:05:00Z')],
      '2026-11-22T10:00:00Z',
    );
    expect(calendarVersion).toBe('calendar-2-made');
    expect(steps).toContainEqual({ date: '2026-11-24', counted: false, reason: 'bank holiday: Made up' });
    expect(sentence).toContain('because a bank holiday was announced or moved');
    const asked = [
      told.caseOpened('2026-03-02T10:00:00Z', 'feedback'),
      told.joined('ann', '2026-03-02T10:00:00Z', 'feedback-giver'),
      told.feedback('ann', '2026-03-02T10:00:00Z', true),
    ];
    const policy = activated(
      only('QOS-FB-REPLY'),
      '2026-03-05T10:00:00Z',
      { to: 'time-left', on: '2026-03-05' },
      { dayKinds: { 'QOS-FB-REPLY': 'working' } },
    );
    const reply = derived(policy, asked, '2026-03-06T10:00:00Z');
    expect([reply.unit, reply.limit, reply.dueOn, reply.steps.at(-1)?.date]).toEqual([
      'working',
      'P7D',
      '2026-03-16',
      '2026-03-16',
    ]);
    expect(reply.sentence).toContain(
      'when what was left of its time began to be counted as the force’s new policy says',
    );
  });

  it('is nothing for an obligation that no fact tells of', () => {
    const facts = played(arrest, crime);
    expect(
      derivationFrom({
        facts,
        obligationId: 'none',
        commitment: undefined,
        calendars: [],
        zone: 'Europe/London',
        now: '2026-11-21T10:00:00.000Z',
      }),
    ).toBeNull();
  });

  it('can be told when the catalogue no longer has the commitment', () => {
    const facts = played(only('QOS-UPDATE'), crime, '2027-01-03T09:00:00Z');
    const { obligationId } = facts.findLast(({ type }) => type === 'ObligationArose')!.data as { obligationId: string };
    const { sentence, period, title } = derivationFrom({
      facts,
      obligationId,
      commitment: undefined,
      calendars: [],
      zone: 'Europe/London',
      now: '2027-01-03T09:00:00.000Z',
    })!;
    expect([period, title]).toEqual([2, null]);
    expect(sentence).toMatch(
      /^This, promised in the Quality of Service Commitment 2006, was due by the end of Saturday 2 January 2027\./,
    );
  });

  it('has words for every trigger of the catalogue', () => {
    const triggers = rulebook.catalogue.flatMap(({ triggers: each }) => each);
    expect(triggers.filter((trigger) => happened(trigger).includes('recorded'))).toEqual([]);
  });
});
