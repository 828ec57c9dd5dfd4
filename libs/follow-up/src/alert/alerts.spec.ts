import { describe, expect, it } from '@jest/globals';
import type { NewFact } from '@kept-informed/event-store';
import { advance, type FollowUp } from '../reconcile/follow-up.state.js';
import { reconcile } from '../reconcile/reconcile.decide.js';
import { given, lived, only, settledAt, told } from '../../../../test/support/given.js';
import {
  acknowledged,
  assessed,
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
  withdrawn,
  type PastFact,
} from '../../../../test/support/facts.js';
import { on, paused, resumed, undone } from '../../../../test/support/rulings.js';

const book = only('VC20-ARREST');
// Due on Thursday 20 January 2022; the rungs are on 19, 21, 25 and 28 January.
const start = '2022-01-13T10:00:00Z';
const crime = [caseOpened(start), assigned('pc-1', start), joined('vic', start)];
const arrest = milestone('suspect-arrested', start);
const rungs = ['2022-01-19T09:00:00Z', '2022-01-21T00:00:00Z', '2022-01-25T00:00:00Z', '2022-01-28T00:00:00Z'].map(
  instant,
);
const [dueSoon, missed, escalated, unresolved] = rungs as [string, string, string, string];

const aboutAlerts = (facts: readonly NewFact[]) =>
  told(facts)
    .filter((line) => /^(Alert|Rungs)/.test(line))
    .map((line) => line.replace('.000Z', 'Z'));
const inShort = (facts: readonly NewFact[]) => told(facts).map((line) => line.replace(/ \d{4}-.*/, ''));
const before = (at: string) => new Date(Date.parse(at) - 1).toISOString();
const caughtUp = (facts: readonly NewFact[]) =>
  facts.filter(({ type }) => type === 'AlertRaised').map(({ data }) => (data as { caughtUp: boolean }).caughtUp);
const raisedIn = (state: FollowUp, rung: string) =>
  [...state.alerts.raised.values()].find((alert) => alert.rung === rung)!;

describe('a worker that looks in time', () => {
  it('given each rung, then the moment before nothing is raised, and at that moment that one, to whom it must', () => {
    const state = lived([...crime, arrest], book, instant(start));
    const raised = rungs.map((at) => {
      expect(settledAt(state, book, before(at))).toEqual([]);
      return settledAt(state, book, at);
    });
    expect(raised.map(aboutAlerts)).toEqual([
      ['AlertRaised due-soon 2022-01-19T09:00:00Z'],
      ['AlertRaised missed 2022-01-21T00:00:00Z'],
      ['AlertRaised escalated 2022-01-25T00:00:00Z'],
      ['AlertRaised unresolved 2022-01-28T00:00:00Z'],
    ]);
    expect(raised.flat().flatMap(({ data }) => (data as { recipient?: string }).recipient ?? [])).toEqual([
      'pc-1',
      'sgt-1',
      'insp-1',
      'perf-1',
    ]);
    expect(raised.flatMap(caughtUp)).toEqual([false, false, false, false]);
    expect(settledAt(state, book, instant('2022-06-01T00:00:00Z'))).toEqual([]);
  });

  it('given each of them, then the case is looked at again at the next, and after the last never', () => {
    const state = lived([...crime, arrest], book, instant(start));
    const next = rungs.map((at) => {
      settledAt(state, book, at);
      return reconcile(state, book, at).nextCheckAt;
    });
    expect(next).toEqual([missed, escalated, unresolved, null]);
  });

  it('given the due time, then that it is missed is a fact of that very instant, once', () => {
    const state = lived([...crime, arrest], book, before(missed));
    expect(told(settledAt(state, book, missed)).map((line) => line.replace('.000Z', 'Z'))).toEqual([
      'ObligationMissed 2022-01-21T00:00:00Z',
      'AlertRaised missed 2022-01-21T00:00:00Z',
    ]);
    expect(settledAt(state, book, missed)).toEqual([]);
  });

  it('given an obligation without a limit, then nothing is ever raised and nothing waits', () => {
    const now = instant('2023-01-01T00:00:00Z');
    const state = lived(crime, only('VC20-CONFIRM'), now);
    expect(state.alerts.raised.size).toBe(0);
    expect(state.obligations.size).toBe(1);
    expect(reconcile(state, only('VC20-CONFIRM'), now).nextCheckAt).toBeNull();
  });
});

describe('a worker that comes late', () => {
  it.each([
    [60_000, false],
    [60_001, true],
  ])('given %d ms after the rung, then caught up is %s', (late, expected) => {
    const state = lived([...crime, arrest], book, instant(start));
    const facts = settledAt(state, book, new Date(Date.parse(dueSoon) + late).toISOString());
    expect(caughtUp(facts)).toEqual([expected]);
    expect(aboutAlerts(facts)).toEqual(['AlertRaised due-soon 2022-01-19T09:00:00Z']);
  });

  // Only the first level fired after an outage.
  it('case 58 (glpi-project/glpi#5319, #24194): given it was away for two days, then every rung is accounted for, in order, each at its own time', () => {
    const state = lived([...crime, arrest], book, instant(start));
    const facts = settledAt(state, book, instant('2022-01-21T09:00:00Z'));
    expect(aboutAlerts(facts)).toEqual([
      'AlertRaised due-soon 2022-01-19T09:00:00Z',
      'AlertRaised missed 2022-01-21T00:00:00Z',
    ]);
    expect(caughtUp(facts)).toEqual([true, true]);
  });

  it('given it was away throughout, then all four are raised in order', () => {
    const state = lived([...crime, arrest], book, instant(start));
    const facts = settledAt(state, book, instant('2022-02-01T09:00:00Z'));
    expect(aboutAlerts(facts).map((line) => line.split(' ')[1])).toEqual([
      'due-soon',
      'missed',
      'escalated',
      'unresolved',
    ]);
  });
});

describe('an obligation that arises with rungs already past', () => {
  it('given a milestone recorded late, then only the latest rung is raised, as caught up, and the others are skipped', () => {
    const late = recordedAt(arrest, '2022-01-26T10:00:00Z');
    const state = lived([...crime], book, instant('2022-01-26T09:00:00Z'));
    advance(state, [late.fact], { by: 'pc-1', requestId: 'spec', recorded: late.recorded });
    const facts = settledAt(state, book, late.recorded);
    expect(aboutAlerts(facts)).toEqual([
      'RungsSkipped due-soon+missed already-past 2022-01-26T10:00:00.000Z'.replace('.000Z', 'Z'),
      'AlertRaised escalated 2022-01-25T00:00:00Z',
    ]);
    expect(caughtUp(facts)).toEqual([true]);
    expect(aboutAlerts(settledAt(state, book, unresolved))).toEqual(['AlertRaised unresolved 2022-01-28T00:00:00Z']);
  });

  it('given none of them past, then none is skipped', () => {
    const state = given(...crime, arrest);
    expect(aboutAlerts(reconcile(state, book, before(dueSoon)).facts)).toEqual([]);
  });
});

// civicrm/civicrm-core#18298: a new reminder blasted every old record.
describe('a case brought in from another system', () => {
  const imported = (recorded: string) => [
    recordedAt(caseOpened(start, 'crime', { imported: true }), recorded),
    ...[assigned('pc-1', start), joined('vic', start), arrest].map((one: PastFact) => recordedAt(one, recorded)),
  ];

  it('given it was due when it was brought in, then no rung of it is ever raised', () => {
    for (const recorded of [missed, '2022-01-22T10:00:00Z']) {
      const state = given(...imported(recorded));
      settledAt(state, book, instant(recorded));
      expect(aboutAlerts(settledAt(state, book, escalated, unresolved))).toEqual([
        'RungsSkipped escalated imported 2022-01-25T00:00:00Z',
        'RungsSkipped unresolved imported 2022-01-28T00:00:00Z',
      ]);
    }
  });

  it('given it was brought in the moment before it was due, then that and what follows is raised', () => {
    const state = given(...imported(before(missed)));
    settledAt(state, book, before(missed));
    expect(aboutAlerts(settledAt(state, book, missed, escalated))).toEqual([
      `AlertRaised missed ${missed.replace('.000', '')}`,
      'AlertRaised escalated 2022-01-25T00:00:00Z',
    ]);
  });

  it('given only an arrest was brought in, to a case that people keep, then what was due of it by then never alerts', () => {
    const state = given(...crime);
    settledAt(state, book, instant(start));
    const recorded = instant('2022-01-22T10:00:00Z');
    advance(state, [arrest.fact], { by: 'import', requestId: 'spec', recorded });
    expect(aboutAlerts(settledAt(state, book, recorded, escalated))).toEqual([
      'RungsSkipped due-soon+missed imported 2022-01-22T10:00:00Z',
      'RungsSkipped escalated imported 2022-01-25T00:00:00Z',
    ]);
  });

  it('given a rung at the very instant at which it was brought in, then it is not raised', () => {
    const state = given(...imported(escalated));
    expect(aboutAlerts(settledAt(state, book, escalated))).toEqual([
      'RungsSkipped due-soon+missed+escalated imported 2022-01-25T00:00:00Z',
    ]);
  });

  it('given it was due when it was brought in and is first looked at later, then nothing is raised', () => {
    const state = given(...imported('2022-01-22T10:00:00Z'));
    expect(aboutAlerts(settledAt(state, book, instant('2022-01-26T10:00:00Z')))).toEqual([
      'RungsSkipped due-soon+missed+escalated imported 2022-01-26T10:00:00Z',
    ]);
  });
});

describe('an alert that was acknowledged', () => {
  const acknowledgedAt = (at: string, withPlan: boolean) => {
    const state = lived([...crime, arrest], book, missed);
    const { alertId } = raisedIn(state, 'missed');
    const { fact, recorded } = acknowledged(alertId, at, withPlan);
    advance(state, [fact], { by: 'sgt-1', requestId: 'spec', recorded });
    return state;
  };

  it('given a plan, then the escalation is skipped and what is unresolved is raised all the same', () => {
    const state = acknowledgedAt('2022-01-24T10:00:00Z', true);
    expect(aboutAlerts(settledAt(state, book, escalated))).toEqual([
      'RungsSkipped escalated acknowledged-with-plan 2022-01-25T00:00:00Z',
    ]);
    expect(aboutAlerts(settledAt(state, book, unresolved))).toEqual(['AlertRaised unresolved 2022-01-28T00:00:00Z']);
  });

  it('given no plan, then it escalates', () => {
    const state = acknowledgedAt('2022-01-24T10:00:00Z', false);
    expect(aboutAlerts(settledAt(state, book, escalated))).toEqual(['AlertRaised escalated 2022-01-25T00:00:00Z']);
  });

  it('given a plan and a worker that comes late, then the rungs are accounted for in order', () => {
    const state = acknowledgedAt('2022-01-24T10:00:00Z', true);
    expect(aboutAlerts(settledAt(state, book, instant('2022-02-01T09:00:00Z')))).toEqual([
      'RungsSkipped escalated acknowledged-with-plan 2022-02-01T09:00:00Z',
      'AlertRaised unresolved 2022-01-28T00:00:00Z',
    ]);
  });

  it('given it, then the duty is as owed as before', () => {
    const state = acknowledgedAt('2022-01-24T10:00:00Z', true);
    expect([...state.obligations.values()].map(({ outcome }) => outcome)).toEqual([undefined]);
  });
});

describe('what ends alerts', () => {
  const tells = contact('vic', '2022-01-26T10:00:00Z', { tells: ['suspect-arrested'] });
  const statuses = (state: FollowUp) =>
    [...state.alerts.raised.values()].map(({ rung, status }) => `${rung} ${status}`);

  it('given the duty is met, then all its alerts are cleared, once, and none follows', () => {
    const state = lived([...crime, arrest, tells], book, instant('2022-01-26T10:00:00Z'));
    expect(statuses(state)).toEqual([]);
    const attentive = lived([...crime, arrest, tells], book, instant('2022-03-01T10:00:00Z'), ...rungs);
    expect(statuses(attentive)).toEqual(['due-soon cleared', 'missed cleared', 'escalated cleared']);
    expect(reconcile(attentive, book, instant('2022-03-02T10:00:00Z')).facts).toEqual([]);
  });

  it('given another victim is told, then these alerts stay', () => {
    const other = contact('val', '2022-01-22T10:00:00Z', { tells: ['suspect-arrested'] });
    const told = [...crime, joined('val', start), arrest, other];
    const state = lived(told, book, instant('2022-01-22T10:00:00Z'), dueSoon, missed);
    const of = (id: string) =>
      [...state.obligations.values()].find(({ participantId }) => participantId === id)!.obligationId;
    const by = (id: string) => [...state.alerts.raised.values()].filter(({ obligationId }) => obligationId === of(id));
    expect(by('vic').map(({ status }) => status)).toEqual(['open', 'open']);
    expect(by('val').map(({ status }) => status)).toEqual(['cleared', 'cleared']);
  });

  it('given the request is withdrawn, then the alerts are withdrawn with it', () => {
    const feedbackAt = '2022-01-03T10:00:00Z';
    const told = [
      caseOpened(feedbackAt, 'feedback'),
      joined('ann', feedbackAt, 'feedback-giver'),
      feedback('ann', feedbackAt, true),
      withdrawn('2022-01-17T10:00:00Z'),
    ];
    const checks = ['2022-01-12T09:00:00Z', '2022-01-14T00:00:00Z'].map(instant);
    const state = lived(told, only('QOS-FB-REPLY'), instant('2022-01-17T10:00:00Z'), ...checks);
    expect(statuses(state)).toEqual(['due-soon withdrawn', 'missed withdrawn']);
  });

  it('given a period lapses, then its alerts are withdrawn and the next period raises its own', () => {
    const told = [caseOpened('2026-01-31T10:00:00Z', 'enquiry'), joined('ann', '2026-01-31T10:00:00Z', 'enquirer')];
    const days = Array.from({ length: 60 }, (_, day) => instant(new Date(Date.UTC(2026, 1, 1 + day)).toISOString()));
    const state = lived(told, only('QOS-UPDATE'), instant('2026-03-31T23:00:00Z'), ...days);
    expect(statuses(state)).toEqual([
      'due-soon withdrawn',
      'missed withdrawn',
      'escalated withdrawn',
      'unresolved withdrawn',
      'missed open',
    ]);
  });

  it('given a plan replaces the monthly duty, then its alerts are withdrawn, and those of the plan are raised', () => {
    const told = [
      caseOpened('2026-01-05T10:00:00Z'),
      joined('vic', '2026-01-05T10:00:00Z'),
      planned('vic', 'P14D', '2026-02-05T10:00:00Z'),
    ];
    const state = lived(
      told,
      only('QOS-UPDATE', 'VC20-PERIODIC'),
      instant('2026-02-05T10:00:00Z'),
      instant('2026-02-04T09:00:00Z'),
    );
    expect(statuses(state)).toEqual(['due-soon withdrawn', 'due-soon open']);
  });

  it('given the case is closed after the last rung, then nothing waits for a period that will not come', () => {
    const told = [
      caseOpened('2026-01-31T10:00:00Z', 'enquiry'),
      joined('ann', '2026-01-31T10:00:00Z', 'enquirer'),
      closed('2026-03-10T10:00:00Z'),
    ];
    const waits = (...more: typeof told) => {
      const all = [...told.slice(0, 2), ...more];
      const state = lived(all, only('QOS-UPDATE'), instant('2026-03-11T10:00:00Z'), instant('2026-03-09T10:00:00Z'));
      return reconcile(state, only('QOS-UPDATE'), instant('2026-03-11T10:00:00Z')).nextCheckAt;
    };
    expect(waits()).toBe('2026-03-31T23:00:00.000Z');
    expect(waits(closed('2026-03-10T10:00:00Z'))).toBeNull();
  });
});

describe('a due date that is derived again', () => {
  const raisedOnce = (state: FollowUp) =>
    [...state.alerts.raised.values()].map(({ rung, generation, status }) => `${generation} ${rung} ${status}`);

  it('given it sooner, then rungs that were sent are not sent again, and the new ones are', () => {
    // Paused for a day it is due on the 21st, and its due-soon is sent on the 20th. Without the pause it is due that day.
    const duty = on('VC20-ARREST', 'vic', arrest.fact.data.milestoneId);
    const pause = [
      paused(duty, '2022-01-14T00:00:00Z'),
      resumed('paused-2022-01-14T00:00:00Z', '2022-01-15T00:00:00Z'),
    ];
    const sooner = undone('paused-2022-01-14T00:00:00Z', '2022-01-20T10:00:00Z');
    const checks = [instant('2022-01-20T09:00:00Z'), instant('2022-01-20T12:00:00Z')];
    const state = lived([...crime, arrest, ...pause, sooner], book, instant('2022-01-21T00:00:00Z'), ...checks);
    expect(raisedOnce(state)).toEqual(['2 due-soon open', '3 missed open']);
  });

  it('given it later, then the alerts of rungs that are ahead again are taken back and sent at their new time', () => {
    // Believed enhanced and missed on the 14th; then a call that had told them before turns up for another victim: not.
    const sooner = assessed('vic', 'enhanced', '2022-01-13T12:00:00Z');
    const told = [...crime, arrest, sooner];
    const state = lived(told, book, instant('2022-01-15T00:00:00Z'), instant('2022-01-13T12:00:00Z'));
    expect(raisedOnce(state)).toEqual(['2 due-soon open', '2 missed open']);
    // The assessment is gone from the history, as a correction would make it.
    const { assessments } = state.case!.participants.get('vic')!;
    assessments.pop();
    const facts = settledAt(state, book, instant('2022-01-17T10:00:00Z'));
    expect(inShort(facts)).toEqual([
      'ObligationRederived',
      'AlertWithdrawn derived-again',
      'AlertWithdrawn derived-again',
    ]);
    expect(reconcile(state, book, instant('2022-01-17T10:00:00Z')).nextCheckAt).toBe(dueSoon);
    settledAt(state, book, dueSoon, missed);
    expect(raisedOnce(state)).toEqual([
      '2 due-soon withdrawn',
      '2 missed withdrawn',
      '3 due-soon open',
      '3 missed open',
    ]);
  });

  it('given what had met it is gone, then it is open again as a new generation, and its latest rung is raised again', () => {
    const tells = contact('vic', '2022-01-22T10:00:00Z', { tells: ['suspect-arrested'] });
    const state = lived([...crime, arrest, tells], book, instant('2022-01-23T10:00:00Z'), dueSoon, missed);
    expect(raisedOnce(state)).toEqual(['1 due-soon cleared', '1 missed cleared']);
    state.case!.contacts.pop();
    const facts = settledAt(state, book, instant('2022-01-24T10:00:00Z'));
    expect(inShort(facts)).toEqual([
      'ObligationReopened correction',
      'ObligationRederived',
      'RungsSkipped due-soon already-past',
      'AlertRaised missed',
    ]);
    expect(raisedOnce(state)).toEqual(['1 due-soon cleared', '1 missed cleared', '2 missed open']);
    expect(reconcile(state, book, instant('2022-01-24T10:00:00Z')).facts).toEqual([]);
  });

  it('given a case that turns out to have been closed before the plan, then the monthly duty is open again', () => {
    const told = [
      caseOpened('2026-01-05T10:00:00Z'),
      joined('vic', '2026-01-05T10:00:00Z'),
      planned('vic', 'P14D', '2026-01-12T10:00:00Z'),
      recordedAt(closed('2026-01-10T10:00:00Z'), '2026-01-14T10:00:00Z'),
    ];
    const plans = only('QOS-UPDATE', 'VC20-PERIODIC');
    const state = lived(told, plans, instant('2026-01-14T10:00:00Z'));
    const shown = [...state.obligations.values()].map(({ commitment, outcome, due }) => [
      commitment,
      outcome?.as,
      due.generation,
    ]);
    expect(shown).toEqual([
      ['QOS-UPDATE', undefined, 2],
      ['VC20-PERIODIC', 'superseded', 1],
    ]);
    const again = lived([...told, reopened('2026-01-15T10:00:00Z')], plans, instant('2026-01-15T10:00:00Z'));
    expect([...again.obligations.values()].map(({ commitment, outcome }) => [commitment, outcome?.as])).toEqual([
      ['QOS-UPDATE', 'superseded'],
      ['VC20-PERIODIC', undefined],
    ]);
  });
});
