import type { Projection } from '@kept-informed/event-store';
import { lastStatement, statement } from '../stream/projecting.js';

/** Cases, who owned them when, and which have to do with each other. */
export const cases: Projection = {
  name: 'cases',
  tables: ['cases', 'case_owners', 'case_links'],
  on: {
    CaseOpened: statement(`
      insert into cases (case_id, kind, reference, offence_group, opened_at, bcu, lpt, imported)
      select case_id, data->>'kind', data->>'reference', data->>'offenceGroup', occurred, data->'area'->>'bcu',
        data->'area'->>'lpt', coalesce((data->>'imported')::boolean, false)
      from f`),
    CaseAssigned: statement(`
      , owners as (
        insert into case_owners (case_id, staff_id, team, owned_from, version)
        select case_id, data->>'staffId', data->>'team', occurred, version from f returning *
      ), latest as (
        select distinct on (case_id) case_id, staff_id, team, owned_from from owners
        order by case_id, owned_from desc, version desc
      )
      update cases set owner = latest.staff_id, team = latest.team from latest
      where cases.case_id = latest.case_id and not exists (
        select from case_owners o where o.case_id = latest.case_id and o.owned_from > latest.owned_from)`),
    CaseClosed: lastStatement(
      'case_id',
      `update cases set closed_at = occurred, closure_reason = data->>'reason' from f where cases.case_id = f.case_id`,
    ),
    CaseReopened: lastStatement(
      'case_id',
      `update cases set closed_at = null, closure_reason = null from f where cases.case_id = f.case_id`,
    ),
    CaseMerged: statement(`
      update cases set merged_into = data->>'into', merged_at = occurred, merged_participants = data->'participants'
      from f where cases.case_id = f.case_id`),
    CaseLinked: statement(`
      insert into case_links (case_id, other_case_id, kind, linked_at)
      select case_id, data->>'caseId', data->>'kind', occurred from f`),
  },
};
