import { type Projection, type RecordedFact, type RowChange, passedOver } from '@kept-informed/event-store';
import { alertTables } from '../alert/alert.projection.js';
import { caseTables } from '../case/case.projection.js';
import { contactTables } from '../contact/contact.projection.js';
import { disputeTables } from '../dispute/dispute.projection.js';
import { obligationTables } from '../obligation/obligation.projection.js';
import { optOutTables } from '../opt-out/opt-out.projection.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { rulingTables } from '../ruling/ruling.projection.js';
import { nextChecks, lookAtAllThatIsOpen } from './next-checks.queries.js';
import { changedCase, unreckonedCases } from './unreckoned-cases.queries.js';

const nouns = [caseTables, contactTables, obligationTables, optOutTables, rulingTables, disputeTables, alertTables];

type OnEachFact = Projection<FollowUpEvent>['on'];

/** Whatever is told of a case changes its figures, but for who was alerted to what. */
function withChangedCase(on: OnEachFact): OnEachFact {
  const each = Object.entries(on) as [string, (fact: RecordedFact) => readonly RowChange[]][];
  const told = each.map(([type, changes]) => [
    type,
    Object.hasOwn(alertTables.on, type) ? changes : (fact: RecordedFact) => [...changes(fact), changedCase(fact)],
  ]);
  return Object.fromEntries(told) as OnEachFact;
}

/** Every read table of the domain, by every fact of a case: one that none of the nouns tells does not compile. */
const followUp: Projection<FollowUpEvent> = {
  tables: [...nouns.flatMap(({ tables }) => tables), nextChecks, unreckonedCases],
  on: withChangedCase({
    ...caseTables.on,
    ...contactTables.on,
    ...obligationTables.on,
    ...optOutTables.on,
    ...rulingTables.on,
    ...disputeTables.on,
    ...alertTables.on,
    FeedbackReceived: passedOver,
    ReplyRequested: passedOver,
    ReplyRequestWithdrawn: passedOver,
  }),
  refilled: lookAtAllThatIsOpen,
};

export const projections = [followUp];
