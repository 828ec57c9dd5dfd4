import type { Projection } from '@kept-informed/event-store';
import { lastStatement, ofField, statement } from '../projecting.js';

const versionColumns = `obligation_id, position, recorded_at, due_on, due_at, generation, missed, lapsed_at, settled_as,
  settled_at, discharged_by, recorded_late, paused_at`;

/** Each change of what an obligation is known to be leaves a version, so that a report can be asked as known then. */
const changes = (set: string): string => `
  , changed as (
    update obligations set wake_at = (data->>'wakeAt')::timestamptz, ${set}
    from f where obligation_id = data->>'obligationId' returning obligations.*, f.position, f.recorded
  )
  insert into obligation_versions (${versionColumns})
  select obligation_id, position, recorded, due_on, due_at, generation, missed, lapsed_at, settled_as, settled_at,
    discharged_by, recorded_late, paused_at
  from changed`;

const change = (set: string) => lastStatement('obligationId', changes(set));

const settledAs = (as: string) =>
  change(`settled_as = '${as}', settled_at = occurred, discharged_by = null, recorded_late = false, lapsed_at = null,
    paused_at = null`);

const wakes = lastStatement(
  'obligationId',
  `update obligations set wake_at = (data->>'wakeAt')::timestamptz from f where obligation_id = data->>'obligationId'`,
);

const arose = statement(`
  , o as (
    select data->>'obligationId' as obligation_id, (data->>'dueOn')::date as due_on,
      (data->>'dueAt')::timestamptz as due_at, (data->>'generation')::int as generation, f.*
    from f
  ), added as (
    insert into obligations (obligation_id, case_id, participant_id, commitment, edition, trigger, trigger_id, anchor_id,
      period, unit, time_limit, starts_at, arisen_at, due_on, due_at, generation, rungs, calendar_version, wake_at)
    select obligation_id, case_id, data->>'participantId', data->>'commitment', data->>'edition', data->>'trigger',
      data->>'triggerId', data->>'anchorId', (data->>'period')::int, data->>'unit', data->>'limit',
      (data->>'startsAt')::timestamptz, occurred, due_on, due_at, generation, data->'rungs', data->>'calendarVersion',
      (data->>'wakeAt')::timestamptz
    from o
  )
  insert into obligation_versions (${versionColumns})
  select obligation_id, position, recorded, due_on, due_at, generation, false, null, null, null, null, false, null from o`);

/** What is owed, as it stands and as it was known at any time. */
export const obligations: Projection = {
  name: 'obligations',
  of: ofField('obligationId'),
  tables: ['obligations', 'obligation_versions'],
  on: {
    ObligationArose: arose,
    ObligationRederived: change(`due_on = (data->>'dueOn')::date, due_at = (data->>'dueAt')::timestamptz,
      generation = (data->>'generation')::int, rungs = data->'rungs', calendar_version = data->>'calendarVersion',
      starts_at = (data->>'startsAt')::timestamptz, time_limit = data->>'limit'`),
    ObligationMissed: change('missed = true'),
    ObligationLapsed: change('lapsed_at = occurred, paused_at = null'),
    ObligationMet:
      change(`settled_at = occurred, discharged_by = data->>'dischargedBy', lapsed_at = null, paused_at = null,
      settled_as = case when (data->>'late')::boolean then 'met-late' else 'met' end,
      recorded_late = (data->>'recordedLate')::boolean`),
    ObligationPaused: change('paused_at = occurred'),
    ObligationResumed: change('paused_at = null'),
    ObligationWaived: settledAs('waived'),
    ObligationExcused: settledAs('excused'),
    ObligationVoided: settledAs('voided'),
    ObligationSuperseded: settledAs('superseded'),
    ObligationReopened: change(`settled_as = null, settled_at = null, discharged_by = null, recorded_late = false,
      lapsed_at = null`),
    ObligationWakeMoved: wakes,
    AlertRaised: wakes,
    RungsSkipped: wakes,
  },
};
