import { fixedClock, type FixedClock, type Instant } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { migratedDatabase } from './database.js';
import { caseOpened, contact, instant, joined, milestone, type DataOf, type PastFact } from './facts.js';
import { type Rulebook, TermsStreams, OwnForce } from '@kept-informed/commitments';
import { decideDispute, FollowUpStreams, projections } from '@kept-informed/follow-up';

export interface Scene {
  readonly database: DataSource;
  readonly manager: EntityManager;
  readonly store: FactStore;
  readonly clock: FixedClock;
  readonly force: OwnForce;
  /** Records what was told, each at its own time, on a case that begins with the first. */
  record(caseId: string, ...told: readonly PastFact[]): Promise<void>;
  /** Records what was told of a case that has begun, each at its own time. */
  tell(caseId: string, ...told: readonly PastFact[]): Promise<void>;
  /** A supervisor decides every dispute of a case. */
  decide(caseId: string, confirmed: boolean): Promise<void>;
  /** Brings cases up to a time, as the worker would. */
  check(at: Instant, ...caseIds: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

const asked = { by: 'spec', requestId: 'spec' };

/** A database with the domain's tables, the demo's force and a clock; the rulebook is the force's unless given. */
export async function scene(rulebook?: Rulebook): Promise<Scene> {
  const { url, drop } = await migratedDatabase();
  const database = await openDatabase({ url, poolSize: 4 });
  const work = new UnitOfWork(database);
  const store = new FactStore(work, projections);
  const force = new OwnForce(new DirectoryHolder(demoForceFile()), new TermsStreams(work, store));
  const clock = fixedClock('2026-09-01T00:00:00Z');
  const streams = new FollowUpStreams(store, rulebook ? () => rulebook : force.heldRulebook, clock);
  const tell = async (caseId: string, ...told: readonly PastFact[]): Promise<void> => {
    for (const { fact, recorded } of told) {
      clock.set(recorded);
      await streams.change(caseId, () => [fact], asked);
    }
  };
  return {
    database,
    manager: database.manager,
    store,
    clock,
    force,
    async record(caseId, first, ...rest) {
      clock.set(first!.recorded);
      await streams.begin(caseId, () => [first!.fact], asked);
      await tell(caseId, ...rest);
    },
    tell,
    check(at, ...caseIds) {
      clock.set(at);
      return streams.check(caseIds, asked);
    },
    async decide(caseId, confirmed) {
      await streams.change(
        caseId,
        (state, now) =>
          [...state.disputes.raised.keys()].flatMap((disputeId) =>
            decideDispute(state, { disputeId, confirmed, by: 'sgt-1' }, now),
          ),
        asked,
      );
    },
    async close() {
      await database.destroy();
      await drop();
    },
  };
}

/** A crime of a unit with one victim, `victim of <case>`. */
export function crime(
  caseId: string,
  at: string,
  bcu = 'South Cumbria',
  more: Partial<DataOf<'CaseOpened'>> = {},
): PastFact[] {
  const opening = { caseId, reference: caseId, area: { bcu, lpt: bcu === 'South Cumbria' ? 'Barrow' : 'Carlisle' } };
  return [caseOpened(at, 'crime', { ...opening, offenceGroup: 'burglary', ...more }), joined(victimOf(caseId), at)];
}

export const victimOf = (caseId: string): string => `victim of ${caseId}`;

export const arrested = (at: string): PastFact => milestone('suspect-arrested', at);

/** The victim is told of the arrest; ids of contacts are unique over all cases. */
export function toldOfArrest(caseId: string, at: string, recorded = at): PastFact {
  const more = { contactId: `contact of ${caseId} ${instant(at)}`, tells: ['suspect-arrested'] };
  return contact(victimOf(caseId), at, more, recorded);
}
