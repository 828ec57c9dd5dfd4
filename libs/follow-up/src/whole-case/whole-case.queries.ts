import type { Instant, Zone } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { ask, asKnown, type FactStore } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { Attempts } from '../contact/attempts.rules.js';
import { attemptsAt } from '../contact/contact.queries.js';
import { promisesOf, type PromiseView } from '../contact/promise.queries.js';
import { type ObligationOfCase, obligationsOfCase, type ObligationView } from '../obligation/obligation.queries.js';
import { optOutsOf, type OptOutView } from '../opt-out/opt-out.queries.js';
import { listCases, type CaseView } from '../case/case.queries.js';
import { linksOf, type LinkView } from '../case/merged.queries.js';
import { participantsWith, plansOf, type ParticipantView, type PlanView } from '../case/participant.queries.js';
import { projections } from '../stream/projections.js';
import { obligationsKnownAt } from './known-obligation.queries.js';

/** A participant, and how often it was tried to reach them since somebody was last in touch. */
export interface ContactedParticipant extends ParticipantView {
  readonly attempts: Attempts;
}

/** What is recorded of a case, without what the people know. */
export interface CaseRows {
  /** Null: there is no such case. */
  readonly case: CaseView | null;
  readonly participants: readonly ContactedParticipant[];
  readonly plans: readonly PlanView[];
  readonly optOuts: readonly OptOutView[];
  readonly links: readonly LinkView[];
  readonly promises: readonly PromiseView[];
  readonly obligations: readonly ObligationView[];
}

/** A case as its page shows it, and what that reflects. */
export interface FollowUpView extends CaseRows {
  /** The rest is of this position at least. */
  readonly position: string;
  /** Its id, where it waits to be looked at: something may be missing that time alone brought about. */
  readonly awaitingLook: readonly string[];
}

const contacted = participantsWith(`${attemptsAt('p.participant_id', 'p.case_id', '$2')} as attempts`);

/** What is asked of a case. */
export interface WholeCaseQuestion {
  readonly caseId: string;
  /** Whose statuses are shown. */
  readonly now: Instant;
  readonly zone: Zone;
}

/** A case as it is recorded, in one flight. */
export const caseRows = (one: EntityManager, question: WholeCaseQuestion): Promise<CaseRows> =>
  rowsOf(one, question, () => obligationsOfCase(one, question.caseId, question.now));

/** By what it is worked out how a case was known. */
export interface CaseKnownBy {
  readonly store: FactStore;
  readonly book: Rulebook;
}

/** A case as was recorded by `now`, and what followed from that by then. */
export const knownCaseRows = (
  one: EntityManager,
  question: WholeCaseQuestion,
  { store, book }: CaseKnownBy,
): Promise<CaseRows> =>
  rowsOf(asKnown(one, projections, question.now), question, () =>
    obligationsKnownAt(store, book, question.caseId, question.now),
  );

async function rowsOf(
  tables: EntityManager,
  { caseId, now, zone }: WholeCaseQuestion,
  obligationsOf: () => Promise<readonly ObligationOfCase[]>,
): Promise<CaseRows> {
  const [[found = null], participants, plans, optOuts, links, promises, owed] = await Promise.all([
    listCases(tables, { caseId }, 1),
    ask<ContactedParticipant>(tables, contacted, [caseId, now]),
    plansOf(tables, caseId),
    optOutsOf(tables, caseId),
    linksOf(tables, caseId),
    promisesOf(tables, caseId, now, zone),
    obligationsOf(),
  ]);
  const attemptsOf = new Map(participants.map(({ participantId, attempts }) => [participantId, attempts]));
  const obligations = owed.map((one) => ({ ...one, attempts: attemptsOf.get(one.participantId)! }));
  return { case: found, participants, plans, optOuts, links, promises, obligations };
}
