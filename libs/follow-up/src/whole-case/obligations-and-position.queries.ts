import { headOf, onOneConnection } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import {
  listObligations,
  listObligationsOn,
  type ObligationsQuestion,
  type ObligationView,
} from '../obligation/obligation.queries.js';
import { awaitingLook } from '../stream/next-checks.queries.js';

/** Obligations, and what they reflect. */
export interface ObligationsAt {
  readonly obligations: ObligationView[];
  /** They are of this at least. */
  readonly position: string;
  /** Cases that wait to be looked at, of which some may be missing that time alone brought about. */
  readonly awaitingLook: readonly string[];
}

/** Obligations in the order in which they fall due, in one flight; `known`: the tables as they stood, where they are asked for as known. */
export function obligationsAndPosition(
  manager: EntityManager,
  question: ObligationsQuestion,
  known?: EntityManager,
): Promise<ObligationsAt> {
  const { caseId } = question.filter;
  return onOneConnection(manager, async (one) => {
    const [waiting, position, obligations] = await Promise.all([
      awaitingLook(one, question.now, { caseId }),
      headOf(one),
      known ? listObligations(known, { ...question, asKnown: true }) : listObligationsOn(one, question),
    ]);
    return { obligations, position, awaitingLook: waiting };
  });
}
