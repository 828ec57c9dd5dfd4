import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock, type Instant, type LocalDate } from '@kept-informed/calendar';
import { bookAt } from '@kept-informed/commitments';
import { FactStore, openDatabase, tablesOf, UnitOfWork } from '@kept-informed/event-store';
import { FollowUpStreams, projections } from '@kept-informed/follow-up';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { coverageOf, owedDays, type Coverage } from '../../../test/oracle/covered.js';
import { live, scenarios, type Scenario } from '../../../test/oracle/histories.js';
import { historyOf, type Life } from '../../../test/oracle/lives.js';
import { londonDate } from '../../../test/oracle/london.js';
import { migratedDatabase, type FreshDatabase } from '../../../test/support/database.js';
import type { PastFact } from '../../../test/support/facts.js';
import { complianceOf } from './compliance.queries.js';
import { reportedPromises } from './reported-promise.rules.js';

/** The same histories each time; `RUNS=500` tries that many others. */
const runs = process.env['RUNS'] ? { numRuns: Number(process.env['RUNS']) } : { numRuns: 40, seed: 2006 };

const bodies = ['witness-care', 'cps', 'probation', 'court'] as const;

/** Mergers are compared where two cases are, and what is carried over belongs to one; a decision names a dispute by where it lies. */
const leftOut = /^(CaseMerged|DisputeDecided)$/;

const isOfOneCase = ({ fact }: PastFact): boolean => !leftOut.test(fact.type) && !('carriedFrom' in fact.data);

/** What begins again on the date on which it ended has that date twice: as the last of one stretch and as day 0 of the next. */
const beginsAgainAtOnce = (told: readonly PastFact[]): boolean => {
  const datesOf = (types: RegExp) =>
    told.flatMap(({ fact }) => (types.test(fact.type) ? [londonDate(fact.occurred)] : []));
  const begun = datesOf(/^(CaseReopened|OptedBackIn|OptOutVoided)$/);
  return datesOf(/^(CaseClosed|OptedOut)$/).some((date) => begun.includes(date));
};

describe('coverage of histories lived at random', () => {
  let fresh: FreshDatabase;
  let database: DataSource;
  let store: FactStore;

  beforeAll(async () => {
    fresh = await migratedDatabase();
    database = await openDatabase({ url: fresh.owner, asOwner: true });
    store = new FactStore(new UnitOfWork(database), projections);
  });
  afterAll(async () => {
    await database.destroy();
    await fresh.drop();
  });

  async function record({ book, now }: Life, [opened, ...rest]: readonly PastFact[]): Promise<void> {
    await database.query(`truncate facts, ${tablesOf(projections).join(', ')}`);
    const clock = fixedClock(opened!.recorded);
    const streams = new FollowUpStreams(store, () => bookAt(book, clock.now()), clock);
    const asked = { by: 'pc-1', requestId: 'spec' };
    await streams.begin('c1', () => [opened!.fact], asked);
    for (const { fact, recorded } of rest) {
      clock.set(recorded);
      await streams.change('c1', () => [fact], asked);
    }
    clock.set(now);
    await streams.check(['c1'], asked);
  }

  async function reported({ book }: Life, from: LocalDate, now: Instant): Promise<Coverage> {
    const promised = reportedPromises(book, new Set(bodies));
    const asked = { from, to: londonDate(now), asOf: now, zone: book.zone, promised };
    const { personDays, coveredDays } = (await complianceOf(database.manager, asked, [])).totals;
    return { personDays, coveredDays };
  }

  async function both(scenario: Scenario) {
    const life = live(scenario, () => undefined);
    const told = life.told.filter(isOfOneCase);
    const from = londonDate(scenario.start);
    await record(life, told);
    const [disputed] = await database.query(`select from facts where type = 'ObligationDisputed' limit 1`);
    const days = owedDays(historyOf(told, life.book, life.now), from, londonDate(life.now));
    return {
      product: await reported(life, from, life.now),
      oracle: coverageOf(days),
      isOpen: disputed !== undefined || beginsAgainAtOnce(told),
    };
  }

  it('is what the second interpreter counts day by day, whatever came late, stood still or was put right', async () => {
    let [personDays, coveredDays] = [0, 0];
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { product, oracle, isOpen } = await both(scenario);
        // Nor what a fact counts for that is disputed.
        if (isOpen) return;
        expect(product).toEqual(oracle);
        personDays += oracle.personDays;
        coveredDays += oracle.coveredDays;
      }),
      runs,
    );
    expect(personDays).toBeGreaterThan(coveredDays);
    expect(coveredDays).toBeGreaterThan(0);
  }, 240_000);
});
