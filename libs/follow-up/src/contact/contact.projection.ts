import type { Projection } from '@kept-informed/event-store';
import { ofField, statement } from '../projecting.js';

const recorded = statement(`
  insert into contacts (contact_id, case_id, participant_ids, direction, method, outcome, purpose, tells, reached,
    occurred_at, recorded_at, promised_next)
  select data->>'contactId', case_id, array(select jsonb_array_elements_text(data->'participantIds')),
    data->>'direction', data->>'method', data->>'outcome', data->>'purpose',
    array(select jsonb_array_elements_text(data->'tells')), type = 'ContactMade', occurred, recorded,
    (data->>'promisedNext')::date
  from f`);

/** Contacts made and attempted. */
export const contacts: Projection = {
  name: 'contacts',
  of: ofField('contactId'),
  tables: ['contacts'],
  on: { ContactMade: recorded, ContactAttempted: recorded },
};
