import { describe, expect, it } from '@jest/globals';
import * as told from '../../../../test/support/facts.js';
import { only, under } from '../../../../test/support/given.js';
import * as ruled from '../../../../test/support/rulings.js';
import type { ObligationDisputed } from '../dispute/dispute.events.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { derivationFrom } from './derivation.rules.js';
import { derived, played } from './derivation.fixture.js';

// An arrest of Thursday 2 April 2026 is due five working days later, past Easter: on Monday 13 April.
const start = '2026-04-02T10:00:00Z';
const arrest = only('VC20-ARREST');
const crime: readonly told.PastFact[] = [
  told.caseOpened(start),
  told.joined('vic', start),
  told.milestone('suspect-arrested', start),
];
const { milestoneId } = crime[2]!.fact.data as { milestoneId: string };
const tells = { tells: ['suspect-arrested'] };

function sentenceFrom(
  facts: readonly FollowUpEvent[],
  { obligationId }: { obligationId: string },
  now: string,
): string {
  const { catalogue, terms, zone } = arrest;
  const calendars = terms.map(({ calendar }) => calendar);
  return derivationFrom({ facts, obligationId, commitment: catalogue[0], calendars, zone, now: told.instant(now) })!
    .sentence;
}

describe('A30: a derivation says how the obligation stands, and is true', () => {
  it.each([
    ['the moment before it is due', [], '2026-04-13T22:59:59.999Z', / is due by .* this is the standard limit\.$/],
    ['as it is due', [], '2026-04-13T23:00:00Z', / was due by .* It was missed, and is still to be done\.$/],
    [
      'met in its last moment',
      [told.contact('vic', '2026-04-13T22:59:59.999Z', tells)],
      '2026-04-14T10:00:00Z',
      / was due by .* It was met in time, on Monday 13 April 2026\.$/,
    ],
    [
      'met as it was due',
      [told.contact('vic', '2026-04-13T23:00:00Z', tells)],
      '2026-04-14T10:00:00Z',
      / was due by .* It was met late, on Tuesday 14 April 2026\.$/,
    ],
    [
      'met in time and recorded late',
      [told.contact('vic', '2026-04-08T10:00:00Z', tells, '2026-04-14T09:00:00Z')],
      '2026-04-14T10:00:00Z',
      / It was met in time, on Wednesday 8 April 2026; that was recorded only after it was due\.$/,
    ],
    [
      'waived after it was missed',
      [ruled.waived(ruled.on('VC20-ARREST', 'vic', milestoneId), '2026-04-15T10:00:00Z')],
      '2026-04-15T10:00:00Z',
      / It was missed, and has been closed as missed for good since Wednesday 15 April 2026\.$/,
    ],
    [
      'the arrest voided after it was missed',
      [told.recordedAt(ruled.milestoneVoided(milestoneId, '2026-04-10T10:00:00Z'), '2026-04-15T10:00:00Z')],
      '2026-04-16T10:00:00Z',
      / It was missed, and .* Something recorded on Wednesday 15 April 2026 says otherwise, and a supervisor has yet to decide\.$/,
    ],
    [
      'somebody who died',
      [ruled.died('vic', '2026-04-08', '2026-04-08T10:00:00Z')],
      '2026-04-09T10:00:00Z',
      / It ended on Wednesday 8 April 2026, because the person to whom it was owed died\.$/,
    ],
    [
      'an opt-out',
      [ruled.optedOut('vic', 'VC20-ARREST', '2026-04-03T10:00:00Z', { optOutId: 'his' })],
      '2026-04-15T09:00:00Z',
      / It is not owed any more: the person asked not to be told, from Friday 3 April 2026\.$/,
    ],
    [
      'excused and done later',
      [
        ruled.excused(ruled.on('VC20-ARREST', 'vic', milestoneId), '2026-04-10T10:00:00Z'),
        told.contact('vic', '2026-04-20T10:00:00Z', tells),
      ],
      '2026-04-20T10:00:00Z',
      / It was done on Monday 20 April 2026 all the same\.$/,
    ],
  ] as const)('given %s', (_, story, now, expected) => {
    expect(derived(arrest, [...crime, ...story], now).sentence).toMatch(expected);
  });

  it('given an opt-out that never was theirs, then it says when that was found', () => {
    const optedOut = ruled.optedOut('vic', 'VC20-ARREST', '2026-04-03T10:00:00Z', { optOutId: 'his' });
    const voided = ruled.optOutVoided('his', '2026-04-15T10:00:00Z');
    const facts = played(arrest, [...crime, optedOut, voided]);
    const waived = facts.find(({ type }) => type === 'ObligationWaived')!;
    expect(sentenceFrom(facts, waived.data as { obligationId: string }, '2026-04-15T10:00:00Z')).toMatch(
      / From Friday 3 April 2026 it was not owed, because somebody asked in the person’s name that they not be told\. On Wednesday 15 April 2026 that was found never to have been their wish\.$/,
    );
  });

  it.each([
    [
      true,
      / It was voided on .*\. It had stood as missed until a supervisor decided otherwise on Thursday 16 April 2026\.$/,
    ],
    [false, / It was missed, and has been closed as missed for good since [^.]*\.$/],
  ])('given a dispute about a miss is confirmed: %s, then it says how it had stood', (confirmed, expected) => {
    const voided = told.recordedAt(ruled.milestoneVoided(milestoneId, '2026-04-10T10:00:00Z'), '2026-04-15T10:00:00Z');
    const story = [...crime, voided];
    const raised = played(arrest, story).find(({ type }) => type === 'ObligationDisputed') as ObligationDisputed;
    const { disputeId, obligationId, stood } = raised.data;
    const about = { disputeId, obligationId, stillDisputed: false, confirmed, ...(confirmed && { stood }) };
    const decision = told.told('DisputeDecided', '2026-04-16T10:00:00Z', about);
    const facts = played(arrest, [...story, decision]);
    expect(sentenceFrom(facts, raised.data, '2026-04-16T10:00:00Z')).toMatch(expected);
  });

  it.each([
    ['before anybody decided', false],
    ['after a supervisor had confirmed it', true],
  ])('given what disputed it is taken back %s, then it is missed as it was, and says so', (when, isConfirmed) => {
    const duty = ruled.on('VC20-ARREST', 'vic', milestoneId);
    const waived = told.recordedAt(ruled.waived(duty, '2026-04-10T10:00:00Z'), '2026-04-15T10:00:00Z');
    const { rulingId } = waived.fact.data as { rulingId: string };
    const story = [...crime, waived];
    const raised = played(arrest, story).find(({ type }) => type === 'ObligationDisputed') as ObligationDisputed;
    const { disputeId, obligationId, stood } = raised.data;
    const about = { disputeId, obligationId, stillDisputed: false, confirmed: true, stood };
    const decision = told.told('DisputeDecided', '2026-04-16T10:00:00Z', about);
    const undone = ruled.undone(rulingId, '2026-04-17T10:00:00Z');
    const facts = played(arrest, [...story, ...(isConfirmed ? [decision] : []), undone]);
    expect(sentenceFrom(facts, raised.data, '2026-04-17T10:00:00Z')).toMatch(
      new RegExp(
        ` It was missed, and is still to be done\\. Something recorded on Wednesday 15 April 2026 said otherwise, and was undone on Friday 17 April 2026, ${when}\\.$`,
      ),
    );
  });

  it('given a limit in hours, then it tells the time at which it was met', () => {
    const story = [
      told.caseOpened(start, 'feedback'),
      told.joined('ann', start, 'feedback-giver'),
      told.feedback('ann', start, false, 'dissatisfaction'),
      told.contact('ann', '2026-04-03T10:00:00Z', { purpose: 'acknowledgement' }),
    ];
    expect(derived(only('QOS-FB-ACK'), story).sentence).toMatch(/ It was met late, at 11:00 on Friday 3 April 2026\.$/);
  });

  const keyed = (at: string) => crime.map((one) => told.recordedAt(one, at));
  it.each([
    [
      'as it was due',
      '2026-04-13T23:00:00Z',
      / That it is owed was recorded only on Tuesday 14 April 2026, after it was due\. It was missed, and is still to be done\.$/,
    ],
    ['the moment before', '2026-04-13T22:59:59.999Z', / this is the standard limit\.$/],
  ])('given it was keyed only %s, then it says so', (_when, at, expected) => {
    expect(derived(arrest, keyed(at)).sentence).toMatch(expected);
  });

  it('given a limit in hours that was keyed late, then it tells the time', () => {
    const story = [
      told.caseOpened(start, 'feedback'),
      told.joined('ann', start, 'feedback-giver'),
      told.recordedAt(told.feedback('ann', start, false, 'dissatisfaction'), '2026-04-03T10:00:00Z'),
    ];
    expect(derived(only('QOS-FB-ACK'), story).sentence).toContain(
      'That it is owed was recorded only at 11:00 on Friday 3 April 2026, after it was due.',
    );
  });

  it.each([
    [
      '2026-04-01T10:00:00Z',
      'is due by the end of Friday 10 April 2026. That is 5 working days after Wednesday 1 April 2026, when that was decided; it took effect on Thursday 2 April 2026.',
    ],
    [undefined, 'That is 5 working days after Thursday 2 April 2026, when the charging decision was made.'],
  ])('given a decision made %s, then it counts from that and says so', (decided, expected) => {
    const happened = told.milestone('charge-decided', start);
    const charge = decided ? told.decidedBefore(happened, decided) : happened;
    const before = '2026-04-01T09:00:00Z';
    const story = [told.caseOpened(before), told.joined('vic', before), charge];
    expect(derived(only('VC20-CHARGE'), story).sentence).toContain(expected);
  });

  it('given days left out of which two are a weekend, then it tells them in order', () => {
    expect(
      derived(arrest, [...crime.slice(0, 1), told.joined('vic', start, 'victim', 'enhanced'), crime[2]!]).sentence,
    ).toContain(
      'nor are Friday 3 April (Good Friday), Saturday 4 April, Sunday 5 April and Monday 6 April (Easter Monday).',
    );
  });

  const january = [
    told.caseOpened('2026-01-31T10:00:00Z', 'enquiry'),
    told.joined('ann', '2026-01-31T10:00:00Z', 'enquirer'),
  ];
  const monthly = only('QOS-UPDATE');

  it('given a pause, then nothing is said of the end of a month', () => {
    const pause = ruled.paused(ruled.on('QOS-UPDATE', 'ann', 'c1'), '2026-02-02T10:00:00Z', 'no-update-wanted');
    const resumed = ruled.resumed('paused-2026-02-02T10:00:00Z', '2026-02-05T10:00:00Z');
    const { sentence } = derived(monthly, [...january, pause, resumed]);
    expect(sentence).toContain('is due by the end of Tuesday 3 March 2026.');
    expect(sentence).not.toContain('last day is taken');
  });

  it('given a pause within a day, then it says so and names the day once', () => {
    const pause = ruled.paused(ruled.on('QOS-UPDATE', 'ann', 'c1'), '2026-02-02T10:00:00Z', 'no-update-wanted');
    const resumed = ruled.resumed('paused-2026-02-02T10:00:00Z', '2026-02-02T10:02:00Z');
    expect(derived(monthly, [...january, pause, resumed]).sentence).toContain(
      'The clock stood still for part of Monday 2 February 2026 (no update wanted), which took out nothing.',
    );
  });

  it('given fixed points, then it says of the one before when it was met', () => {
    const onSchedule = under(monthly, { anchors: { 'QOS-UPDATE': 'schedule' } });
    const update = told.contact('ann', '2026-02-20T10:00:00Z');
    expect(derived(onSchedule, [...january, update], '2026-03-01T10:00:00Z').sentence).toContain(
      'The one before ended on Saturday 28 February 2026, and was met on Friday 20 February 2026.',
    );
    expect(derived(onSchedule, january, '2026-04-01T10:00:00Z').sentence).toContain(
      'The one before ended on Saturday 28 February 2026 without an update.',
    );
  });

  it('given a month that was not wanted, then the next says so of it', () => {
    const waived = ruled.waived(ruled.on('QOS-UPDATE', 'ann', 'c1'), '2026-02-10T10:00:00Z');
    expect(derived(monthly, [...january, waived], '2026-03-01T10:00:00Z').sentence).toContain(
      'The one before ended on Saturday 28 February 2026, and was not wanted from Tuesday 10 February 2026.',
    );
  });

  it('given periods after a first one that was not full, then it says from which day they count', () => {
    const opened = '2026-01-05T10:00:00Z';
    const plan = told.planned('ann', 'P14D', '2026-01-06T10:00:00Z', '2026-01-25');
    const story = [told.caseOpened(opened, 'enquiry'), told.joined('ann', opened, 'enquirer'), plan];
    const { sentence, dueOn } = derived(only('QOS-UPDATE', 'QOS-AGREED'), story, '2026-03-10T10:00:00Z');
    expect(dueOn).toBe('2026-03-02');
    expect(sentence).toContain(
      'Periods of one month count from Monday 2 February 2026, on which the first of them ended, which took the place of another duty; this is the 2nd of them. ' +
        'The one before ended on Monday 2 February 2026 without an update.',
    );
  });

  it('given what was sent for a month and came back, then it says that its month counts from then', () => {
    const sent = told.contact('ann', '2026-02-10T10:00:00Z', {
      contactId: 'k1',
      method: 'letter',
      outcome: 'sent',
      route: 'safe',
    });
    const back = told.receipt('returned', '2026-02-16T10:00:00Z', 'k1');
    const story = [...january, sent, back];
    const facts = played(monthly, story);
    const first = facts.find(({ type }) => type === 'ObligationArose')!.data as { obligationId: string };
    const { catalogue, terms, zone } = monthly;
    const calendars = terms.map(({ calendar }) => calendar);
    const asked = { facts, obligationId: first.obligationId, commitment: catalogue[0], calendars, zone };
    const { sentence } = derivationFrom({ ...asked, now: told.instant('2026-02-17T10:00:00Z') })!;
    expect(sentence).toContain('one month after Monday 16 February 2026, when what had been sent came back.');
    expect(sentence).toMatch(
      / It had ended, and is owed again since Monday 16 February 2026, because what had been sent came back\.$/,
    );
  });

  it.each([
    ['struck out', ruled.struckOut('k1', '2026-04-08T10:00:00Z'), 'because a record was corrected.'],
    [
      'not wanted for a while',
      ruled.optedBackIn('his', '2026-04-08T10:00:00Z'),
      'because the person wants to be told again.',
    ],
  ])('given an arrest of which what was told was %s, then it says since when it is owed again', (_how, last, why) => {
    const before = [
      told.contact('vic', '2026-04-07T10:00:00Z', { ...tells, contactId: 'k1' }),
      ruled.optedOut('vic', 'VC20-ARREST', '2026-04-07T10:00:00Z', { optOutId: 'his' }),
    ].filter(({ fact }) => (last.fact.type === 'OptedBackIn') === (fact.type === 'OptedOut'));
    expect(derived(arrest, [...crime, ...before, last], '2026-04-09T10:00:00Z').sentence).toContain(
      `It had ended, and is owed again since Wednesday 8 April 2026, ${why}`,
    );
  });

  it('given an arrest of 2014, then it is promised in the Code of that time', () => {
    const then = '2014-03-03T10:00:00Z';
    const story = [told.caseOpened(then), told.joined('vic', then), told.milestone('suspect-arrested', then)];
    expect(derived(only('VC13-ARREST'), story).sentence).toContain('promised in the Victims’ Code 2013,');
  });

  it('given all of it was keyed at once, then an assessment is still what started the clock', () => {
    const assessed = told.assessed('vic', 'enhanced', '2026-04-07T10:00:00Z');
    const keyed = ([...crime, assessed] as told.PastFact[]).map((one) => told.recordedAt(one, '2026-04-07T11:00:00Z'));
    expect(derived(arrest, keyed).sentence).toContain('found to be entitled to enhanced service');
  });

  it('given an assessment recorded late, then it says that the recording started the clock', () => {
    const assessed = told.recordedAt(told.assessed('vic', 'enhanced', '2026-04-02T11:00:00Z'), '2026-04-08T10:00:00Z');
    expect(derived(arrest, [...crime, assessed]).sentence).toContain(
      'That is one working day after Wednesday 8 April 2026, when it was recorded that the person it is owed to is entitled to enhanced service.',
    );
  });

  it.each([
    ['unassessed', undefined, 'Monday 13 April 2026', 'is entitled to, so this is the standard limit.'],
    [
      'unassessed',
      'domestic-abuse',
      'Tuesday 7 April 2026',
      'is entitled to; for such an offence, or somebody so young, the enhanced limit runs until somebody has.',
    ],
    ['standard', 'domestic-abuse', 'Monday 13 April 2026', undefined],
  ] as const)(
    'given somebody %s, of %s, then it says which limit runs and why',
    (entitlement, offenceGroup, due, why) => {
      const opened = told.caseOpened(start, 'crime', { offenceGroup });
      const { sentence } = derived(arrest, [opened, told.joined('vic', start, 'victim', entitlement), crime[2]!]);
      expect(sentence).toContain(`is due by the end of ${due}.`);
      if (why === undefined) expect(sentence).not.toContain('Nobody had assessed');
      else expect(sentence).toContain(`Nobody had assessed what the person ${why}`);
    },
  );

  it('given it was merged, then it has the due date that it had in the other case', () => {
    const kept = { commitment: 'VC20-ARREST', participantId: 'vic', triggerId: milestoneId };
    const merged = told.told('CaseAbsorbed', '2026-04-07T10:00:00Z', {
      caseId: 'c2',
      joined: { vic: start },
      kept: [{ ...kept, dueOn: '2026-04-08', dueAt: '2026-04-08T23:00:00.000Z' }],
    });
    const carried = ruled.carriedFrom('c2', told.recordedAt(crime[2]!, '2026-04-07T10:00:00Z'));
    const { sentence } = derived(arrest, [...crime.slice(0, 2), merged, carried]);
    expect(sentence).toContain('is due by the end of Wednesday 8 April 2026. That is the due date that it had');
    expect(sentence).not.toContain('no longer kept here');
  });
});
