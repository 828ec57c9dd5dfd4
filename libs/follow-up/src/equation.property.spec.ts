import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@kept-informed/calendar';
import type { NewFact, RecordingContext } from '@kept-informed/event-store';
import fc from 'fast-check';
import { rulebook } from '../../../test/support/given.js';
import { acknowledgeAlert } from './alert/alert.decide.js';
import { assignCase, closeCase, reopenCase } from './case/case.decide.js';
import { agreeContactPlan } from './case/contact-plan.decide.js';
import { addParticipant, assessEntitlement } from './case/participant.decide.js';
import { reachMilestone } from './case/milestone.decide.js';
import { openCase } from './case/opening.decide.js';
import { recordContact } from './contact/contact.decide.js';
import { contactSceneOf } from './owing/contact-scene.rules.js';
import { receiveFeedback, requestReply, withdrawReplyRequest } from './feedback/feedback.decide.js';
import { Refused } from '@kept-informed/decisions';
import { emptyFollowUp, evolve, fold, type FollowUp, type FollowUpEvent } from './reconcile/follow-up.state.js';
import { statusOf } from './obligation/obligation.state.js';
import { reconcile } from './reconcile/reconcile.decide.js';

const statuses = ['open', 'paused', 'met', 'met-late', 'missed', 'waived', 'excused', 'voided', 'superseded'];

/** What somebody asks for at `now` about something at `at`, which may be refused. */
type Ask = (state: FollowUp, at: Instant, now: Instant, id: string) => NewFact[];

const people = fc.constantFrom('vic', 'ann', 'ben');
const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc
    .record({
      of: people,
      outcome: fc.constantFrom('spoke', 'voicemail', 'received'),
      purpose: fc.constantFrom('update', 'reply', 'survey', 'chase'),
      direction: fc.constantFrom('outbound', 'outbound', 'inbound'),
      tells: fc.subarray(['suspect-arrested', 'suspect-released', 'case-closed', 'weather'], { maxLength: 2 }),
      reason: fc.boolean(),
    })
    .map(({ of, reason, ...more }): Ask => ({ case: state }, at, now, contactId) => {
      const scene = contactSceneOf(state!, rulebook, now);
      const base = { contactId, participantIds: [of], method: 'phone', wentBy: { route: 'unknown' } } as const;
      return recordContact(
        scene,
        { ...base, ...more, ...(reason && { lateReasonId: 'n1' }), occurredAt: at } as Parameters<
          typeof recordContact
        >[1],
        now,
      );
    }),
  fc.constantFrom('suspect-arrested', 'suspect-released', 'charge-decided', 'weather').map(
    (type): Ask =>
      ({ case: state }, at, now, milestoneId) =>
        reachMilestone(state!, { milestoneId, type, occurredAt: at }, rulebook.catalogue, now),
  ),
  fc.tuple(people, fc.constantFrom('P7D', 'P1M', 'P0D')).map(
    ([participantId, frequency]): Ask =>
      ({ case: state }, at, now, planId) =>
        agreeContactPlan(
          state!,
          { planId, participantId, frequency, method: 'phone' },
          { at, on: at.slice(0, 10), reachedIn: new Set() },
          now,
        ),
  ),
  people.map(
    (participantId): Ask =>
      ({ case: state }, at, now, assessmentId) =>
        assessEntitlement(state!, { assessmentId, participantId, entitlement: 'enhanced', reasons: [] }, at, now),
  ),
  fc.constant<Ask>(({ case: state }, at, now) => assignCase(state!, { staffId: 'pc-1', team: 'team-1' }, at, now)),
  fc.constant<Ask>(({ case: state }, at, now) =>
    addParticipant(state!, { participantId: 'ben', role: 'victim', entitlement: 'enhanced' }, at, now),
  ),
  fc.constant<Ask>(({ case: state }, at, now, closureId) =>
    closeCase(state!, { closureId, reason: 'resolved' }, at, now),
  ),
  fc.constant<Ask>(({ case: state }, at, now, reopeningId) => reopenCase(state!, { reopeningId }, at, now)),
  fc
    .tuple(fc.constantFrom('receive', 'request', 'withdraw'), people, fc.boolean())
    .map(([what, participantId, replyRequested]): Ask => ({ case: state }, at, now, requestId) => {
      const { opened, participants, feedback } = state!;
      const scene = { openedAt: opened.at, participantIds: new Set(participants.keys()), feedback };
      const given = { feedbackId: 'f1', participantId, method: 'email', type: 'conduct', replyRequested } as const;
      if (what === 'request') return requestReply(scene, { feedbackId: 'f1', requestId }, at, now);
      if (what === 'withdraw') return withdrawReplyRequest(scene, { feedbackId: 'f1' }, at, now);
      return feedback.has('f1') ? [] : receiveFeedback(scene, given, { receivedAt: at }, now);
    }),
  fc.tuple(fc.nat(5), fc.boolean()).map(
    ([nth, withPlan]): Ask =>
      ({ alerts }, _at, now) =>
        acknowledgeAlert(alerts, { alertId: [...alerts.raised.keys()][nth] ?? 'none', withPlan }, now),
  ),
  fc.constant<Ask>(() => []),
);

/** How much later somebody asks, and how long before that it happened; below zero: it has not yet. */
const steps = fc.array(
  fc.tuple(asks, fc.integer({ min: 0, max: 400 }), fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 900 }))),
  { maxLength: 16 },
);
const hour = 3_600_000;
const plus = (at: Instant, hours: number): Instant => new Date(Date.parse(at) + hours * hour).toISOString();

/** A case as it is lived with, and every fact of it as it was recorded. */
class Life {
  readonly state = emptyFollowUp();
  readonly facts: FollowUpEvent[] = [];

  record(facts: readonly NewFact[], recorded: Instant): void {
    const recording: RecordingContext = { by: 'pc-1', requestId: 'spec', recorded };
    for (const fact of facts) {
      const place = { version: this.state.version + 1, position: '', stream: '', simulated: false };
      const one = { ...fact, ...recording, ...place } as FollowUpEvent;
      this.facts.push(one);
      evolve(this.state, one);
    }
  }

  /** What a request adds, with all that follows; nothing if it is refused. */
  ask(decide: () => NewFact[], now: Instant): boolean {
    let refused = false;
    try {
      this.record(decide(), now);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused = true;
    }
    this.record(reconcile(this.state, rulebook, now).facts, now);
    return !refused;
  }

  counted(now: Instant): Record<string, number> {
    const counts = Object.fromEntries(statuses.map((status) => [status, 0]));
    for (const obligation of this.state.obligations.values()) counts[statusOf(obligation, now)]! += 1;
    return counts;
  }
}

function begin(start: Instant): Life {
  const life = new Life();
  const people = [
    { participantId: 'vic', role: 'victim', entitlement: 'unassessed' },
    { participantId: 'ann', role: 'enquirer', entitlement: 'unassessed' },
  ] as const;
  const opening = { caseId: 'c1', kind: 'crime', reference: 'CR/1/26', openedAt: start, participants: people } as const;
  life.ask(() => openCase(opening, start), start);
  return life;
}

const starts = fc.constantFrom<Instant>(
  '2012-02-27T09:00:00.000Z',
  '2021-03-29T09:00:00.000Z',
  '2026-12-21T09:00:00.000Z',
);
/** The same histories each time; `RUNS=2000` tries that many, `SEED=7` others. */
const runs = { numRuns: Number(process.env['RUNS'] ?? 100) };

describe('the equation that must always hold', () => {
  it('given anything asked for, refused or not, then after each step all that arose is of exactly one status', () => {
    let refusals = 0;
    let asked = 0;
    fc.assert(
      fc.property(starts, steps, (start, all) => {
        const life = begin(start);
        let now = start;
        for (const [index, [ask, hours, ago]] of all.entries()) {
          now = plus(now, hours);
          const at = plus(now, -ago);
          asked += 1;
          if (!life.ask(() => ask(life.state, at, now, `id-${index}`), now)) refusals += 1;
          const arisen = life.facts.filter(({ type }) => type === 'ObligationArose').length;
          const sum = Object.values(life.counted(now)).reduce((total, count) => total + count, 0);
          expect([arisen, life.state.obligations.size]).toEqual([sum, sum]);
        }
      }),
      runs,
    );
    expect(refusals).toBeGreaterThan(0);
    expect(asked - refusals).toBeGreaterThan(0);
  });

  it('given the same, then a missed obligation stays one that was missed, and reading the stream again gives the same', () => {
    fc.assert(
      fc.property(starts, steps, (start, all) => {
        const life = begin(start);
        let now = start;
        const missed = new Set<string>();
        for (const [index, [ask, hours, ago]] of all.entries()) {
          now = plus(now, hours);
          life.ask(() => ask(life.state, plus(now, -ago), now, `id-${index}`), now);
          for (const { obligationId, missed: was } of life.state.obligations.values())
            if (was) missed.add(obligationId);
          for (const id of missed) expect(life.state.obligations.get(id)!.missed).toBe(true);
        }
        expect(fold(life.facts)).toEqual(life.state);
        expect(reconcile(life.state, rulebook, now).facts).toEqual([]);
      }),
      runs,
    );
  });

  it('given the same, then no fact is about an obligation or alert that is not there, and none is recorded twice', () => {
    fc.assert(
      fc.property(starts, steps, (start, all) => {
        const life = begin(start);
        let now = start;
        for (const [index, [ask, hours, ago]] of all.entries()) {
          now = plus(now, hours);
          life.ask(() => ask(life.state, plus(now, -ago), now, `id-${index}`), now);
        }
        const raised = life.facts.filter(({ type }) => type === 'AlertRaised').map(({ data }) => JSON.stringify(data));
        expect(new Set(raised).size).toBe(raised.length);
        const arisen = life.facts
          .filter(({ type }) => type === 'ObligationArose')
          .map(({ data }) => (data as { obligationId: string }).obligationId);
        expect(new Set(arisen).size).toBe(arisen.length);
        // A concern is about a contact, and of none.
        for (const { obligationId } of life.state.alerts.raised.values())
          if (obligationId !== undefined) expect(arisen).toContain(obligationId);
      }),
      runs,
    );
  });
});
