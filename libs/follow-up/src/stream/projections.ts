import { type Projection, passedOver } from '@kept-informed/event-store';
import { alertTables } from '../alert/alert.projection.js';
import { caseTables } from '../case/case.projection.js';
import { contactTables } from '../contact/contact.projection.js';
import { disputeTables } from '../dispute/dispute.projection.js';
import { obligationTables } from '../obligation/obligation.projection.js';
import { optOutTables } from '../opt-out/opt-out.projection.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { rulingTables } from '../ruling/ruling.projection.js';
import { nextChecks, lookAtAllThatIsOpen } from './next-checks.queries.js';

const nouns = [caseTables, contactTables, obligationTables, optOutTables, rulingTables, disputeTables, alertTables];

/** Every read table of the domain, by every fact of a case: one that none of the nouns tells does not compile. */
const followUp: Projection<FollowUpEvent> = {
  tables: [...nouns.flatMap(({ tables }) => tables), nextChecks],
  on: {
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
  },
  refilled: lookAtAllThatIsOpen,
};

export const projections = [followUp];
