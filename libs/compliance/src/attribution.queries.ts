/** Nothing recorded after `$4` takes part, where a question says so. */
const recorded = (known: boolean): string => (known ? 'and h.recorded_at <= $4' : '');

/** Its due time, or just after it was keyed, where that was later: by then something must be recorded to count for it. */
const dueTime = `coalesce(d.implied_at + interval '1 millisecond', d.due_at)`;

/**
 * Whoever had the case last by due time as recorded by then, and their team (rules.md, Owner at due time). Most cases are given
 * to one person and no other: looked up once for all that is owed in it, where PostgreSQL remembers it.
 */
export const ownerAtDueTime = (known: boolean): string => `
  left join lateral (
    select count(*) as owners, max(h.staff_id) as staff_id, max(h.team) as team,
      max(greatest(h.owned_from, h.recorded_at)) as since
    from case_owners h where h.case_id = d.case_id ${recorded(known)}
  ) held on true left join lateral (
    select h.staff_id, h.team from case_owners h
    where held.owners > 1 and h.case_id = d.case_id and h.owned_from < ${dueTime} and h.recorded_at < ${dueTime} ${recorded(known)}
    order by h.owned_from desc, h.version desc limit 1
  ) last on true cross join lateral (
    select case when held.owners > 1 then last.staff_id when held.since < ${dueTime} then held.staff_id end as staff_id,
      case when held.owners > 1 then last.team when held.since < ${dueTime} then held.team end as team
  ) h`;

/** What was last assessed by due time, as recorded by then; how they joined is always known (rules.md, Entitlement). */
export const entitlementAtDueTime = (known: boolean): string => `
  left join lateral (
    select h.entitlement from participant_entitlements h
    where h.participant_id = d.participant_id and h.held_from < ${dueTime} and h.recorded_at < ${dueTime} ${recorded(known)}
    order by h.held_from desc, h.version desc limit 1
  ) e on true`;

/** By what the contact was made that met it by then, as it was known; null: nothing did, or no contact. */
export const methodOfMeeting = (known: boolean): string => {
  const corrected = `select e.method from earlier_contacts e where e.contact_id = m.contact_id and e.replaced_at > $4
    order by e.replaced_by limit 1`;
  return `
  left join lateral (
    select ${known ? `coalesce((${corrected}), m.method)` : 'm.method'} as method from contacts m
    where m.contact_id = d.discharged_by and d.outcome in ('met', 'met-late') and d.outcome_at <= $1
  ) m on true`;
};
