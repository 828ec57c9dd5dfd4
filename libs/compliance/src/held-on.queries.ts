/** SQL: the date of an instant, in a zone. */
export const dateOf = (instant: string, zone: string): string => `(${instant} at time zone ${zone})::date`;

/** What held on which dates: of a date what was known by its end, as what fell due then would be attributed. */
interface DatedHistory {
  readonly table: string;
  readonly since: string;
  readonly of: string;
  readonly shown: string;
}

export const owners: DatedHistory = {
  table: 'case_owners',
  since: 'owned_from',
  of: 'case_id',
  shown: 'h.staff_id as owner, h.team',
};
export const entitlements: DatedHistory = {
  table: 'participant_entitlements',
  since: 'held_from',
  of: 'participant_id',
  shown: 'h.entitlement',
};

/** SQL of what held, of all that `dated` is about, each with the span of its dates. */
export function heldOn({ table, since, of, shown }: DatedHistory, zone: string, recorded: string): string {
  const on = dateOf(`greatest(h.${since}, h.recorded_at)`, zone);
  const own = `select distinct ${of} from dated`;
  return `
    select t.${of}, t.span, x.* from (
      select ${of}, turned_on,
        daterange(turned_on, lead(turned_on) over (partition by ${of} order by turned_on nulls first)) as span
      from (
        select ${of}, null::date as turned_on from (${own}) d
        union select h.${of}, ${on} from ${table} h join (${own}) d using (${of}) where true ${recorded}
      ) turns
    ) t left join lateral (
      select ${shown} from ${table} h where h.${of} = t.${of} ${recorded} and ${on} <= t.turned_on
      order by h.${since} desc, h.version desc limit 1
    ) x on true`;
}
