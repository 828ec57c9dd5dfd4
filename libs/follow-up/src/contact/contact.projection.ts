import type { Project, Projection, RecordedFact } from '@kept-informed/event-store';
import { lastStatement, ofField } from '../stream/projecting.js';
import type { ContactDetails } from './contact.events.js';
import { reached } from './reaching.rules.js';

const columns = `participant_ids = excluded.participant_ids, direction = excluded.direction, method = excluded.method,
  outcome = excluded.outcome, purpose = excluded.purpose, tells = excluded.tells, reached = excluded.reached,
  occurred_at = excluded.occurred_at, promised_next = excluded.promised_next`;

/** A contact carried from another case is the same contact there: its row moves. */
const recorded = lastStatement(
  'contactId',
  `insert into contacts (contact_id, case_id, participant_ids, direction, method, outcome, purpose, tells, reached,
    occurred_at, recorded_at, promised_next)
  select data->>'contactId', case_id, array(select jsonb_array_elements_text(data->'participantIds')),
    data->>'direction', data->>'method', data->>'outcome', data->>'purpose',
    array(select jsonb_array_elements_text(data->'tells')), type = 'ContactMade', occurred,
    coalesce((data->>'firstRecorded')::timestamptz, recorded), (data->>'promisedNext')::date
  from f
  on conflict (contact_id) do update set case_id = excluded.case_id, recorded_at = excluded.recorded_at,
    struck_out_at = null, corrected_at = null, ${columns}`,
);

const changed = lastStatement(
  'contactId',
  `update contacts set participant_ids = array(select jsonb_array_elements_text(data->'participantIds')),
    direction = data->>'direction', method = data->>'method', outcome = data->>'outcome', purpose = data->>'purpose',
    tells = array(select jsonb_array_elements_text(data->'tells')), reached = (data->>'reached')::boolean,
    occurred_at = occurred, promised_next = (data->>'promisedNext')::date, corrected_at = recorded
  from f where contact_id = data->>'contactId'`,
);

/** Whether it reached them is decided anew, by the one rule that says so. */
const corrected: Project = (facts, manager) => changed(facts.map(withReached), manager);

function withReached(fact: RecordedFact): RecordedFact {
  const data = fact.data as ContactDetails;
  return { ...fact, data: { ...data, reached: data.direction === 'inbound' || reached(data) } };
}

/** Contacts made and attempted, as they are known to have been; one that was struck out says so and counts nowhere. */
export const contacts: Projection = {
  name: 'contacts',
  of: ofField('contactId'),
  tables: ['contacts'],
  on: {
    ContactMade: recorded,
    ContactAttempted: recorded,
    ContactCorrected: corrected,
    ContactStruckOut: lastStatement(
      'contactId',
      `update contacts set struck_out_at = recorded from f where contact_id = data->>'contactId'`,
    ),
  },
};
