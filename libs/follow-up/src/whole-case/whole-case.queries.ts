import type { Instant, Zone } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { ask, asKnown, headOf, onOneConnection, type FactStore } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { Attempts } from '../contact/attempts.rules.js';
import { attemptsAt } from '../contact/contact.queries.js';
import { promisesOf, type PromiseView } from '../contact/promise.queries.js';
import { obligationsOfCase, type ObligationView } from '../obligation/obligation.queries.js';
import { optOutsOf, type OptOutView } from '../opt-out/opt-out.queries.js';
import { listCases, type CaseView } from '../case/case.queries.js';
import { linksOf, type LinkView } from '../case/merged.queries.js';
import { participantsWith, plansOf, type ParticipantView, type PlanView } from '../case/participant.queries.js';
import { awaitingLook } from '../stream/next-checks.queries.js';
import { projections } from '../stream/projections.js';
import { obligationsKnownAt } from './known-obligation.queries.js';

/** A participant, and how often it was tried to reach them since somebody was last in touch. */
export interface ContactedParticipant extends ParticipantView {
  readonly attempts: Attempts;
}

/** A case as its page shows it, without what the people know. */
export interface FollowUpView {
  /** Null: there is no such case. */
  readonly case: CaseView | null;
  readonly participants: ContactedParticipant[];
  readonly plans: PlanView[];
  readonly optOuts: OptOutView[];
  readonly links: LinkView[];
  readonly promises: PromiseView[];
  readonly obligations: ObligationView[];
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
  /** As was recorded by `now`, and what followed from that by then; none: as it is recorded. */
  readonly known?: { readonly store: FactStore; readonly book: Rulebook };
}

/** Everything about a case in one flight. */
export function wholeCaseOf(manager: EntityManager, question: WholeCaseQuestion): Promise<FollowUpView> {
  const { caseId, now, zone, known } = question;
  return onOneConnection(manager, async (one) => {
    const tables = known ? asKnown(one, projections, now) : one;
    const [waiting, position, [found = null], participants, plans, optOuts, links, promises, owed] = await Promise.all([
      awaitingLook(one, now, { caseId }),
      headOf(one),
      listCases(tables, { caseId }, 1),
      ask<ContactedParticipant>(tables, contacted, [caseId, now]),
      plansOf(tables, caseId),
      optOutsOf(tables, caseId),
      linksOf(tables, caseId),
      promisesOf(tables, caseId, now, zone),
      known ? obligationsKnownAt(known.store, known.book, caseId, now) : obligationsOfCase(one, caseId, now),
    ]);
    const attemptsOf = new Map(participants.map(({ participantId, attempts }) => [participantId, attempts]));
    const obligations = owed.map((one) => ({ ...one, attempts: attemptsOf.get(one.participantId)! }));
    return { case: found, participants, plans, optOuts, links, promises, obligations, position, awaitingLook: waiting };
  });
}
