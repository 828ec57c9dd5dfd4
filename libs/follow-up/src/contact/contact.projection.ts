import type { Instant } from '@kept-informed/calendar';
import { firstRecorded } from '@kept-informed/decisions';
import {
  added,
  changed,
  passedOver,
  type Projection,
  type RecordedFact,
  type RowChange,
} from '@kept-informed/event-store';
import { caseIdOf } from '../case/case.stream.js';
import type { ContactDetails, ContactEvent } from './contact.events.js';
import { attemptFrom, informs, wasMade } from './attempt-or-reached.rules.js';

const contacts = {
  name: 'contacts',
  key: ['contact_id'],
  columns: [
    'contact_id',
    'case_id',
    'participant_ids',
    'direction',
    'method',
    'outcome',
    'purpose',
    'tells',
    'reached',
    'reached_at',
    'attempt_from',
    'informs',
    'route_id',
    'occurred_at',
    'recorded_at',
    'promised_next',
    'struck_out_at',
    'corrected_at',
  ],
  carried: true,
  since: 'recorded_at',
  earlier: { name: 'earlier_contacts' },
} as const;

const reachedAt = (at: Instant | null) => ({ reached: at !== null, reached_at: at });

const told = (data: ContactDetails, occurred: Instant) => ({
  participant_ids: data.participantIds,
  direction: data.direction,
  method: data.method,
  outcome: data.outcome,
  purpose: data.purpose,
  tells: data.tells,
  ...reachedAt(wasMade(data) ? occurred : null),
  attempt_from: attemptFrom(data, occurred),
  informs: informs(data),
  route_id: data.routeId ?? null,
  promised_next: data.promisedNext ?? null,
});

/** A contact carried from another case is the same contact there: its row moves. */
function recorded(fact: RecordedFact<string, ContactDetails>): RowChange[] {
  const { stream, data, occurred } = fact;
  const row = {
    contact_id: data.contactId,
    case_id: caseIdOf(stream),
    ...told(data, occurred),
    occurred_at: occurred,
    recorded_at: firstRecorded(fact),
    struck_out_at: null,
    corrected_at: null,
  };
  return [added(contacts, row)];
}

/** One that came with a merger has its row in the other case, which says of itself what was put right. */
function whereItIs({ putRightIn }: { readonly putRightIn?: string }, row: RowChange): RowChange[] {
  return putRightIn === undefined ? [row] : [];
}

/** Contacts made and attempted, as they are known to have been; one that was struck out says so and counts nowhere. */
export const contactTables: Projection<ContactEvent> = {
  tables: [contacts],
  on: {
    ContactMade: recorded,
    ContactAttempted: recorded,
    ContactCorrected: ({ data, occurred, recorded: at }) => {
      const known = { ...told(data, occurred), occurred_at: occurred, corrected_at: at };
      return whereItIs(data, changed(contacts, { contact_id: data.contactId, ...known }));
    },
    ReceiptCame: ({ data }) => {
      const { contactId: contact_id, outcome, reachedAt: at = null, attemptFrom = null } = data;
      const row = { contact_id, outcome, ...reachedAt(at), attempt_from: attemptFrom };
      return whereItIs(data, changed(contacts, row));
    },
    ContactSettled: passedOver,
    MessageLeft: passedOver,
    ContactStruckOut: ({ data, recorded: at }) =>
      whereItIs(data, changed(contacts, { contact_id: data.contactId, struck_out_at: at })),
  },
};
