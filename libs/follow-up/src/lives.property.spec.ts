import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@kept-informed/calendar';
import type { NewFact, NewFactOf } from '@kept-informed/event-store';
import fc from 'fast-check';
import { live, scenarios, type Scenario } from '../../../test/oracle/histories.js';
import { everything, recordedAt, type Life } from '../../../test/oracle/lives.js';
import { given, settledAt, shown } from '../../../test/support/given.js';
import { bookAt } from '@kept-informed/commitments';
import { advance, emptyFollowUp, fold, type FollowUp, type FollowUpEvent } from './reconcile/follow-up.state.js';
import { statusOf, type Obligation } from './obligation/obligation.state.js';
import { reconcile } from './reconcile/reconcile.decide.js';

/** The same histories each time; `RUNS=2000` tries that many, `SEED=7` others. */
const runs = { numRuns: Number(process.env['RUNS'] ?? 150) };
const hour = 3_600_000;
const statuses = ['open', 'paused', 'met', 'met-late', 'missed', 'waived', 'excused', 'voided', 'superseded'];

/**
 * Lived through, but for what was decided of disputes: that names them by the versions of what they are because of, which
 * are others where sweeps come between.
 */
function lived(scenario: Scenario): Life {
  const life = live(scenario, () => undefined, everything);
  life.told.splice(0, Infinity, ...life.told.filter(({ fact }) => fact.type !== 'DisputeDecided'));
  return life;
}

/** The history as it came to be: settled with each fact, under the terms of that time, and at some other times. */
function swept(
  life: Life,
  checks: readonly Instant[],
  seen: (state: FollowUp, facts: readonly NewFact[], now: Instant) => void,
) {
  const state = emptyFollowUp();
  const stream: FollowUpEvent[] = [];
  const record = (facts: readonly NewFactOf<FollowUpEvent>[], at: Instant) => {
    advance(state, facts, recordedAt(at));
    for (const fact of facts) {
      const place = { stream: 'case-1', version: stream.length + 1, position: String(stream.length), simulated: false };
      stream.push({ ...fact, ...recordedAt(at), ...place } as FollowUpEvent);
    }
  };
  const steps = [
    ...life.told.map(({ fact, recorded }, index) => ({ at: recorded, index, facts: [fact] })),
    ...bookAt(life.book, life.now)
      .terms.slice(1)
      .map(({ from }) => ({ at: from, index: life.told.length, facts: [] as NewFactOf<FollowUpEvent>[] })),
    ...[...checks, life.now].map((at) => ({
      at,
      index: life.told.length + 1,
      facts: [] as NewFactOf<FollowUpEvent>[],
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index));
  for (const { at, facts } of steps) {
    record(facts, at);
    const added = reconcile(state, bookAt(life.book, at), at).facts;
    record(added, at);
    seen(state, added, at);
  }
  return { state, stream };
}

const outcome = (state: FollowUp, now: Instant): string[] =>
  [...state.obligations.values()].map((one) => `${one.obligationId} ${shown(one, now)} ${howMet(one)}`).toSorted();

const howMet = ({ outcome }: Obligation): string =>
  outcome?.recordedLate === undefined ? '' : `by ${outcome.by}${outcome.recordedLate ? ', recorded late' : ''}`;

/** A history with whatever real cases bring, and some times at which a sweep happens to look. */
const swepts = fc.tuple(scenarios, fc.array(fc.integer({ min: 0, max: 8000 }), { maxLength: 6 }));

function checksOf(life: Life, hours: readonly number[]): Instant[] {
  const start = Date.parse(life.told[0]!.recorded);
  return hours.map((after) => new Date(start + after * hour).toISOString()).filter((at) => at < life.now);
}

describe('with pauses, opt-outs, rulings, corrections and changing terms', () => {
  it('given any history, then sweeps at any times give the statuses of settling it once, and all else is superseded', () => {
    fc.assert(
      fc.property(swepts, ([scenario, hours]) => {
        const life = lived(scenario);
        const once = given(...life.told);
        settledAt(once, life.book, life.now);
        const { state } = swept(life, checksOf(life, hours), () => undefined);
        for (const [id, { outcome }] of state.obligations) {
          if (once.obligations.has(id)) continue;
          expect(['superseded', 'voided']).toContain(outcome?.as);
          state.obligations.delete(id);
        }
        expect(outcome(state, life.now)).toEqual(outcome(once, life.now));
      }),
      runs,
    );
  });

  it('given any history, then whoever goes on with a case has it as whoever reads its stream', () => {
    fc.assert(
      fc.property(swepts, ([scenario, hours]) => {
        const life = lived(scenario);
        const { state, stream } = swept(life, checksOf(life, hours), () => undefined);
        expect(fold(stream)).toEqual(state);
      }),
      runs,
    );
  });

  it('given any history, then after each step settling again adds nothing, and all that arose has exactly one status', () => {
    fc.assert(
      fc.property(swepts, ([scenario, hours]) => {
        const life = lived(scenario);
        let arisen = 0;
        swept(life, checksOf(life, hours), (state, facts, now) => {
          expect(reconcile(state, bookAt(life.book, now), now).facts).toEqual([]);
          arisen += facts.filter(({ type }) => type === 'ObligationArose').length;
          const counts = Object.fromEntries(statuses.map((status) => [status, 0]));
          for (const obligation of state.obligations.values()) counts[statusOf(obligation, now)]! += 1;
          const sum = Object.values(counts).reduce((total, count) => total + count, 0);
          expect([arisen, Object.keys(counts).length]).toEqual([sum, statuses.length]);
        });
      }),
      runs,
    );
  });

  it('given any history, then nothing fires and nothing is missed or lapses of what is paused', () => {
    let pauses = 0;
    fc.assert(
      fc.property(swepts, ([scenario, hours]) => {
        const life = lived(scenario);
        swept(life, checksOf(life, hours), (state, facts, now) => {
          for (const { type, data } of facts) {
            if (type === 'ObligationPaused') pauses += 1;
            if (!['AlertRaised', 'ObligationMissed', 'ObligationLapsed'].includes(type)) continue;
            const obligation = state.obligations.get((data as { obligationId: string }).obligationId);
            if (obligation) expect(statusOf(obligation, now)).not.toBe('paused');
          }
        });
      }),
      runs,
    );
    expect(pauses).toBeGreaterThan(0);
  });
});
