import { FollowUpStreams } from './stream/case.streams.js';
import { NextChecks } from './stream/next-checks.queries.js';
import type { Clock } from '@kept-informed/calendar';
import type { DirectoryHolder } from '@kept-informed/directory';
import { FactStore, UnitOfWork } from '@kept-informed/event-store';
import type { DataSource } from 'typeorm';
import { OwnForce, TermsStreams } from '@kept-informed/commitments';
import { References } from './case/case.queries.js';
import { Restrictions } from './case/sight.queries.js';
import { seesEverything, type WhoSees } from './case/who-sees.js';
import { projections } from './stream/projections.js';

/** What a process has to give so that the domain can work in it. */
export interface FollowUpParts {
  readonly database: DataSource;
  readonly clock: Clock;
  readonly directory: DirectoryHolder;
}

/** The domain on its store: what commands, the worker, an import and the simulation all work with. */
export interface Domain {
  readonly work: UnitOfWork;
  readonly store: FactStore;
  readonly terms: TermsStreams;
  readonly streams: FollowUpStreams;
  readonly nextChecks: NextChecks;
  readonly force: OwnForce;
  readonly clock: Clock;
  readonly restrictions: Restrictions;
  readonly references: References;
}

/** Of the domain what decides who asks, and so which cases are there for them. */
export type AskedOf = Pick<Domain, 'restrictions' | 'force' | 'clock'>;

/** Throws UnknownEditions where the force's policy adopts what the catalogue does not have. `whoSeesBy`: for whom requests come. */
export function domainOn(
  { database, clock, directory }: FollowUpParts,
  whoSeesBy: (asked: AskedOf) => WhoSees = () => seesEverything,
): Domain {
  const work = new UnitOfWork(database);
  const store = new FactStore(work, projections);
  const terms = new TermsStreams(work, store);
  const force = new OwnForce(directory, terms);
  const restrictions = new Restrictions(work);
  const whoSees = whoSeesBy({ restrictions, force, clock });
  const streams = new FollowUpStreams(store, force.heldRulebook, clock, whoSees);
  const references = new References(work, whoSees);
  return { work, store, terms, force, clock, streams, restrictions, references, nextChecks: new NextChecks(work) };
}
