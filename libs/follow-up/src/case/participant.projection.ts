import type { Projection } from '@kept-informed/event-store';
import { lastStatement, ofField, statement } from '../stream/projecting.js';

/** Who takes part in which case. Somebody carried to another case with a merger takes part there from then on. */
export const participants: Projection = {
  name: 'participants',
  of: ofField('participantId'),
  tables: ['participants'],
  on: {
    ParticipantAdded: lastStatement(
      'participantId',
      `insert into participants (participant_id, case_id, role, entitlement, represents, joined_at, authority_until,
        business, place)
      select data->>'participantId', case_id, data->>'role', data->>'entitlement', data->>'represents', occurred,
        (data->>'authorityUntil')::date, coalesce((data->>'business')::boolean, false), version
      from f
      on conflict (participant_id) do update set case_id = excluded.case_id, entitlement = excluded.entitlement,
        represents = excluded.represents, place = excluded.place, authority_ended_at = null, assessed_at = null`,
    ),
    EntitlementAssessed: statement(`
      , latest as (
        select distinct on (data->>'participantId') data, occurred from f
        order by data->>'participantId', occurred desc, position desc
      )
      update participants set entitlement = data->>'entitlement', assessed_at = occurred from latest
      where participant_id = data->>'participantId' and (assessed_at is null or assessed_at <= occurred)`),
    AuthorityEnded: lastStatement(
      'participantId',
      `update participants set authority_ended_at = occurred from f where participant_id = data->>'participantId'`,
    ),
  },
};

/** What was agreed with participants about how often and how they are updated. */
export const contactPlans: Projection = {
  name: 'contact-plans',
  of: ofField('planId'),
  tables: ['contact_plans'],
  on: {
    ContactPlanAgreed: lastStatement(
      'planId',
      `insert into contact_plans (plan_id, case_id, participant_id, frequency, method, agreed_at, until, note_id)
      select data->>'planId', case_id, data->>'participantId', data->>'frequency', data->>'method', occurred,
        (data->>'until')::date, data->>'noteId'
      from f
      on conflict (plan_id) do update set case_id = excluded.case_id, participant_id = excluded.participant_id`,
    ),
  },
};
