import { describe, expect, it } from '@jest/globals';
import * as told from '../../../../test/support/facts.js';
import { only } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';
import { derived, played } from './derivation.fixture.js';
import { derivationFrom } from './derivation.rules.js';

const opened = '2026-12-18T09:00:00Z';
const crime = (at = opened) => [told.caseOpened(at), told.joined('vic', at)];
const referral = ruled.on('VC20-REFER', 'vic', 'c1');

/** A referral within two working days of Friday 18 December, stopped over Christmas because consent was awaited. */
const overChristmas = [
  ...crime(),
  ruled.paused(referral, '2026-12-21T10:00:00Z', 'consent-awaited'),
  ruled.resumed('paused-2026-12-21T10:00:00Z', '2026-12-29T10:00:00Z'),
];

describe('the derivation of a clock that stood still', () => {
  it('case 87: shows holiday and pause as separate lines, and counts no day in both', () => {
    const { steps, pauses, dueOn, sentence } = derived(only('VC20-REFER'), overChristmas);
    expect(dueOn).toBe('2026-12-30');
    expect(steps.map(({ date, counted, reason }) => `${date} ${counted ? '+' : '-'} ${reason}`)).toEqual([
      '2026-12-18 - day 0: the day of the event',
      '2026-12-19 - Saturday',
      '2026-12-20 - Sunday',
      '2026-12-21 - paused: its part and those of other days make up a day',
      '2026-12-22 - paused: the clock stood still',
      '2026-12-23 - paused: the clock stood still',
      '2026-12-24 - paused: the clock stood still',
      '2026-12-25 - bank holiday: Christmas Day',
      '2026-12-26 - Saturday',
      '2026-12-27 - Sunday',
      '2026-12-28 - bank holiday: Boxing Day (substitute day)',
      '2026-12-29 + working day 1 of 2',
      '2026-12-30 + working day 2 of 2',
    ]);
    expect(pauses).toEqual([
      {
        pauseId: 'paused-2026-12-21T10:00:00Z',
        reason: 'consent-awaited',
        from: '2026-12-21T10:00:00.000Z',
        to: '2026-12-29T10:00:00.000Z',
        daysOut: 4,
        hoursOut: null,
      },
    ]);
    expect(sentence).toBe(
      '“Referred to a support service”, promised in the Victims’ Code 2020, is due by the end of Wednesday 30 December 2026. ' +
        'That is 2 working days after Friday 18 December 2026, when the crime was reported. ' +
        'The day itself is not counted, nor are Saturdays and Sundays, Friday 25 December (Christmas Day) and Monday 28 December (Boxing Day (substitute day)). ' +
        'The clock stood still from Monday 21 December 2026 until Tuesday 29 December 2026 (consent awaited), which took out 4 working days. ' +
        'It was first due by the end of Tuesday 22 December 2026; that changed because the clock stood still.',
    );
  });

  it('given a pause that lasts, then there is no due date yet, and it says which there would have been', () => {
    const { sentence, pauses } = derived(only('VC20-REFER'), overChristmas.slice(0, -1));
    expect(sentence).toBe(
      '“Referred to a support service”, promised in the Victims’ Code 2020, has no due date yet: its clock has stood still since Monday 21 December 2026 (consent awaited). ' +
        'When it runs again, what is left is counted on. Had it not been stopped, it would be due by the end of Tuesday 22 December 2026. ' +
        'That is 2 working days after Friday 18 December 2026, when the crime was reported. ' +
        'The day itself is not counted, nor are Saturday 19 December and Sunday 20 December.',
    );
    expect(pauses).toMatchObject([{ to: null, daysOut: null }]);
  });

  it('given a weekend alone inside the pause, then it took out nothing', () => {
    const { sentence, dueOn } = derived(only('VC20-REFER'), [
      ...crime(),
      ruled.paused(referral, '2026-12-19T10:00:00Z', 'consent-awaited'),
      ruled.resumed('paused-2026-12-19T10:00:00Z', '2026-12-21T08:00:00Z'),
    ]);
    expect(dueOn).toBe('2026-12-22');
    expect(sentence).toContain('which took out nothing.');
    expect(sentence).not.toContain('first due');
  });

  it('given a pause that was undone, then none is told', () => {
    const undone = ruled.undone('paused-2026-12-21T10:00:00Z', '2026-12-21T12:00:00Z');
    const { pauses, sentence } = derived(only('VC20-REFER'), [...overChristmas.slice(0, -1), undone]);
    expect(pauses).toEqual([]);
    expect(sentence).toContain('is due by the end of Tuesday 22 December 2026');
  });

  it('given a waiver that was undone, then the pause before it is told all the same', () => {
    const waived = '2026-12-22T10:00:00Z';
    const undone = ruled.undone(`waived-${waived}`, '2026-12-22T11:00:00Z');
    const story = [...overChristmas.slice(0, -1), ruled.waived(referral, waived), undone];
    expect(derived(only('VC20-REFER'), story).pauses).toMatchObject([{ pauseId: 'paused-2026-12-21T10:00:00Z' }]);
  });

  it('given two pauses that overlap, then a day in both is out once, by the first', () => {
    const { pauses, dueOn } = derived(only('VC20-REFER'), [
      ...overChristmas,
      ruled.paused(referral, '2026-12-28T10:00:00Z', 'victim-objects', '2026-12-29T11:00:00Z'),
      ruled.resumed('paused-2026-12-28T10:00:00Z', '2026-12-30T10:00:00Z', '2026-12-30T10:00:00Z'),
    ]);
    expect(dueOn).toBe('2026-12-31');
    expect(pauses.map(({ daysOut }) => daysOut)).toEqual([4, 1]);
  });

  it('given a series, then each day that was paused moves its end by one, with no day kind to leave out', () => {
    const update = ruled.on('QOS-UPDATE', 'vic', 'c1');
    const { steps, pauses, dueOn, sentence } = derived(only('QOS-UPDATE'), [
      ...crime(),
      ruled.paused(update, '2026-12-21T10:00:00Z', 'no-update-wanted'),
      ruled.resumed('paused-2026-12-21T10:00:00Z', '2026-12-29T10:00:00Z'),
    ]);
    expect(dueOn).toBe('2027-01-26');
    expect(steps.map(({ date, reason }) => `${date} ${reason}`)).toEqual([
      '2026-12-18 day 0: the day that the periods count from',
      '2026-12-21 paused: its part and those of other days make up a day',
      '2026-12-22 paused up to 2026-12-28, not counted',
      '2027-01-26 period 1 ends: 1 month after day 0, and the days that were paused',
    ]);
    expect(pauses).toMatchObject([{ daysOut: 8 }]);
    expect(sentence).toContain('(no update wanted), which took out 8 days.');
  });
});

describe('the pauses that a derivation tells', () => {
  const update = ruled.on('QOS-UPDATE', 'vic', 'c1');
  const stopped = (from: string, to: string | null, recorded = from, duty = update) => [
    ruled.paused(duty, from, 'no-update-wanted', recorded),
    ...(to === null ? [] : [ruled.resumed(`paused-${from}`, to, recorded > to ? recorded : to)]),
  ];
  const shown = (...story: told.PastFact[]) =>
    derived(only('QOS-UPDATE'), [...crime(), ...story]).pauses.map(({ from, to, daysOut }) => [from, to, daysOut]);
  const at = (day: string) => told.instant(`${day}T10:00:00Z`);

  it('given hours, then how many it took out', () => {
    const book = only('QOS-FB-ACK');
    const paused = { ...book, catalogue: book.catalogue.map((row) => ({ ...row, pausesFor: ['unsafe route'] })) };
    const received = '2026-12-18T12:00:00Z';
    const ack = ruled.on('QOS-FB-ACK', 'ann', 'f1');
    const story = [
      told.caseOpened(received, 'feedback'),
      told.joined('ann', received, 'feedback-giver'),
      told.feedback('ann', received, false, 'conduct'),
      ruled.paused(ack, '2026-12-18T20:00:00Z', 'unsafe-route'),
      ruled.resumed('paused-2026-12-18T20:00:00Z', '2026-12-19T06:27:00Z'),
    ];
    expect(derived(paused, story).pauses).toMatchObject([{ daysOut: null, hoursOut: 10.45 }]);
    expect(derived(paused, story.slice(0, -1)).pauses).toMatchObject([{ to: null, daysOut: null, hoursOut: null }]);
  });

  it.each([
    ['commitment', ruled.on('QOS-CLOSE', 'vic', 'c1')],
    ['participant', ruled.on('QOS-UPDATE', 'val', 'c1')],
    ['trigger', ruled.on('QOS-UPDATE', 'vic', 'c2')],
  ])('given the clock of another %s stood still, then nothing is told of it', (_, other) => {
    expect(shown(...stopped(at('2026-12-21'), at('2026-12-29'), undefined, other))).toEqual([]);
  });

  it('given three that overlap, recorded in another order, then each day is out once, by the first of them', () => {
    const recorded = at('2027-01-02');
    const story = [
      ...stopped(at('2026-12-28'), at('2026-12-30'), recorded),
      ...stopped(at('2026-12-23'), at('2026-12-24'), recorded),
      ...stopped(at('2026-12-21'), at('2026-12-29'), recorded),
    ];
    expect(shown(...story)).toEqual([
      [at('2026-12-21'), at('2026-12-29'), 8],
      [at('2026-12-23'), at('2026-12-24'), 0],
      [at('2026-12-28'), at('2026-12-30'), 1],
    ]);
  });

  it('given one from the day of the event on, then its hours of that day are among those it took out', () => {
    expect(shown(...stopped(told.instant('2026-12-18T09:30:00Z'), at('2026-12-20')))).toEqual([
      [told.instant('2026-12-18T09:30:00Z'), at('2026-12-20'), 2],
    ]);
  });

  it('given one that ended at the instant at which it began, then it is none', () => {
    expect(shown(...stopped(at('2026-12-21'), at('2026-12-21')))).toEqual([]);
  });

  it('given one in the period before, then it is none of the next', () => {
    const call = told.contact('vic', '2026-12-24T10:00:00Z');
    expect(shown(...stopped(at('2026-12-21'), at('2026-12-22')), call)).toEqual([]);
  });

  it('given one that begins when it is due without another that was undone, then it is none either', () => {
    const first = stopped(at('2026-12-21'), at('2026-12-29'));
    const undone = ruled.undone(`paused-${at('2026-12-21')}`, at('2027-01-24'));
    const end = told.instant('2027-01-19T00:00:00Z');
    expect(shown(...first, ...stopped(end, at('2027-01-20')), undone)).toEqual([]);
  });

  it.each([
    ['while it stood still', at('2026-12-24'), null, at('2026-12-24')],
    ['before it was said to run again', at('2026-12-24'), at('2026-12-27'), at('2026-12-24')],
    ['after it ran again', at('2026-12-28'), at('2026-12-27'), at('2026-12-27')],
  ])('given it was met %s, then the pause ends with that, or when the clock ran again', (_, met, to, ended) => {
    const story = [
      ...crime(),
      ruled.paused(referral, '2026-12-21T10:00:00Z', 'consent-awaited'),
      told.contact('vic', met, { method: 'email', purpose: 'referral', outcome: 'sent' }),
      ...(to === null ? [] : [ruled.resumed('paused-2026-12-21T10:00:00Z', to)]),
    ];
    const inTurn = story.toSorted((a, b) => (a.recorded < b.recorded ? -1 : 1));
    expect(derived(only('VC20-REFER'), inTurn).pauses).toMatchObject([{ to: ended }]);
  });
});

describe('the derivation of a limit that was extended', () => {
  it('given a review that is complex, then the extension is part of the limit and named', () => {
    const asked = told.milestone('review-requested', '2026-11-02T10:00:00Z');
    const review = ruled.on('VRR-DECIDE', 'vic', (asked.fact.data as { milestoneId: string }).milestoneId);
    const book = withEdition('victims-right-to-review', 'VRR-DECIDE');
    const { sentence, generations } = derived(book, [
      ...crime('2026-11-02T09:00:00Z'),
      asked,
      ruled.extended(review, 'P10D', '2026-11-10T09:00:00Z'),
    ]);
    expect(generations.map(({ cause, limit, extendedBy }) => [cause, limit, extendedBy])).toEqual([
      [null, 'P30D', null],
      ['extension', 'P40D', 'P10D'],
    ]);
    expect(sentence).toContain('That is 40 working days after Monday 2 November 2026, when a review was requested.');
    expect(sentence).toContain('The limit was extended by 10 working days, which is part of it.');
    expect(sentence).toMatch(/that changed because the limit was extended\.$/);
  });
});

describe('the derivation of what is not owed any more says why, in one sentence', () => {
  const arrest = told.milestone('suspect-arrested', '2026-12-21T10:00:00Z');
  const { milestoneId } = arrest.fact.data as { milestoneId: string };
  const duty = ruled.on('VC20-ARREST', 'vic', milestoneId);
  const later = '2026-12-22T10:00:00Z';

  it.each([
    [
      'waived',
      'VC20-ARREST',
      [arrest, ruled.waived(duty, later)],
      'It is not owed any more: the person does not want it, from Tuesday 22 December 2026.',
    ],
    [
      'an opt-out',
      'QOS-UPDATE',
      [ruled.optedOut('vic', 'periodic', later)],
      'It is not owed any more: the person asked not to be told, from Tuesday 22 December 2026.',
    ],
    [
      'excused after one attempt',
      'VC20-ARREST',
      [arrest, ruled.excused(duty, later, ['k1'])],
      'It was excused on Tuesday 22 December 2026: one attempt to reach the person failed, and a supervisor endorsed that. It has not been done since.',
    ],
    [
      'excused after two',
      'VC20-ARREST',
      [arrest, ruled.excused(duty, later, ['k1', 'k2'])],
      '2 attempts to reach the person failed,',
    ],
    [
      'found never to have been owed',
      'VC20-ARREST',
      [arrest, ruled.voided(duty, later)],
      'It was voided on Tuesday 22 December 2026, because a supervisor found that it was never owed.',
    ],
    [
      'a milestone that did not happen',
      'VC20-ARREST',
      [arrest, ruled.milestoneVoided(milestoneId, later)],
      'It was voided on Tuesday 22 December 2026, because what it rested on did not happen, or not in this case.',
    ],
    [
      'a merged case',
      'VC20-ARREST',
      [arrest, ruled.mergedInto('c2', later, { vic: 'vic' })],
      'It was replaced on Tuesday 22 December 2026, because the case was merged into another one, where it is owed now.',
    ],
  ])('given %s', (_, commitment, story, expected) => {
    expect(derived(only(commitment), [...crime(), ...story]).sentence).toContain(expected);
  });

  it('given the other victim opted out, then a waiver is still what this one does not want', () => {
    const story = [arrest, ruled.optedOut('val', 'all', later), ruled.waived(duty, later)];
    const facts = [told.joined('val', opened), ...crime().slice(1)];
    expect(derived(only('VC20-ARREST'), [crime()[0]!, ...facts, ...story]).sentence).toContain(
      'the person does not want it',
    );
  });

  it('given an opt-out after another that ended, then the person asked not to be told', () => {
    const first = ruled.optedOut('vic', 'periodic', '2026-12-19T10:00:00Z');
    const back = ruled.optedBackIn('opt-out-2026-12-19T10:00:00Z', '2026-12-20T10:00:00Z');
    const story = [...crime(), first, back, ruled.optedOut('vic', 'periodic', later)];
    expect(derived(only('QOS-UPDATE'), story).sentence).toContain('the person asked not to be told, from Tuesday 22');
  });

  it('given two that were excused, then the attempts of this one are counted', () => {
    const second = told.milestone('suspect-arrested', '2026-12-21T11:00:00Z', 's2');
    const other = ruled.on('VC20-ARREST', 'vic', (second.fact.data as { milestoneId: string }).milestoneId);
    const last = '2026-12-22T11:00:00Z';
    const story = [arrest, second, ruled.excused(duty, later, ['k1', 'k2', 'k3']), ruled.excused(other, last, ['k4'])];
    expect(derived(only('VC20-ARREST'), [...crime(), ...story]).sentence).toContain('one attempt to reach the person');
  });

  it.each<[string, string, told.PastFact[], string]>([
    [
      'an arrest',
      'VC06-MONTHLY',
      [told.milestone('suspect-arrested', '2012-05-20T10:00:00Z')],
      'a suspect was arrested',
    ],
    [
      'its clock stopped, the case closed and reopened later than in a month',
      'QOS-UPDATE',
      [
        ruled.paused(ruled.on('QOS-UPDATE', 'vic', 'c1'), '2012-05-19T10:00:00Z', 'no-update-wanted'),
        told.closed('2012-05-20T10:00:00Z'),
        told.reopened('2012-06-21T10:00:00Z'),
      ],
      'the case was reopened and the periods began again',
    ],
  ])('given %s, then %s was replaced', (_, commitment, story, why) => {
    const facts = played(only(commitment), [...crime('2012-05-14T10:00:00Z'), ...story]);
    const arose = facts.find(({ type }) => type === 'ObligationArose')!.data as { obligationId: string };
    const { catalogue, zone, terms } = only(commitment);
    const calendars = terms.map(({ calendar }) => calendar);
    const asked = {
      facts,
      obligationId: arose.obligationId,
      commitment: catalogue[0],
      calendars,
      zone,
      now: facts.at(-1)!.recorded,
    };
    expect(derivationFrom(asked)!.sentence).toContain(`because ${why}.`);
  });

  it('given a plan, then updates are given as agreed', () => {
    const planned = told.planned('vic', 'P14D', later);
    expect(derived(only('QOS-UPDATE', 'VC20-PERIODIC'), [...crime(), planned]).sentence).toContain(
      'It was replaced on Tuesday 22 December 2026, because updates are given as agreed from then on.',
    );
  });

  it('given a ruling that was undone, then nothing of the kind is said', () => {
    const story = [arrest, ruled.waived(duty, later), ruled.undone(`waived-${later}`, '2026-12-22T11:00:00Z')];
    expect(derived(only('VC20-ARREST'), [...crime(), ...story]).sentence).not.toContain('not owed');
  });
});

function withEdition(edition: string, ...ids: string[]): ReturnType<typeof only> {
  const book = only(...ids);
  const [first] = book.terms;
  return { ...book, terms: [{ ...first!, adopted: new Set([...first!.adopted, edition]) }] };
}
