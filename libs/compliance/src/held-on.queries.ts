/** SQL: the date of an instant, in a zone. */
export const dateOf = (instant: string, zone: string): string => `(${instant} at time zone ${zone})::date`;

/** What held on which dates: of a date what was known by its end, as what fell due then would be attributed. */
interface DatedHistory {
  readonly table: string;
  readonly since: string;
  readonly of: string;
  /** What is shown of it, by its columns. */
  readonly shown: Readonly<Record<string, string>>;
}

export const owners: DatedHistory = {
  table: 'case_owners',
  since: 'owned_from',
  of: 'case_id',
  shown: { owner: 'staff_id', team: 'team' },
};
export const entitlements: DatedHistory = {
  table: 'participant_entitlements',
  since: 'held_from',
  of: 'participant_id',
  shown: { entitlement: 'entitlement' },
};

/**
 * SQL of what held, of all that `dated` is about, each from a date (null: always) until another (null: ever since). Where it
 * turned but once, as it nearly always did, what it turned to holds since; of several, what was last by then is looked up.
 */
export function heldOn({ table, since, of, shown }: DatedHistory, zone: string, recorded: string): string {
  const on = dateOf(`greatest(h.${since}, h.recorded_at)`, zone);
  const own = `select distinct ${of} from dated`;
  const all = Object.entries(shown);
  const list = (one: (name: string, column: string) => string): string => all.map((each) => one(...each)).join(', ');
  return `
    select t.${of}, t.from_on, t.until_on, ${list((name) => `case when t.turns > 2 then x.${name} else t.${name} end as ${name}`)}
    from (
      select turns.*, lead(from_on) over (partition by ${of} order by from_on nulls first) as until_on,
        count(*) over (partition by ${of}) as turns
      from (
        select ${of}, null::date as from_on, ${list((name) => `null::text as ${name}`)} from (${own}) d
        union all select h.${of}, ${on}, ${list((_, column) => `h.${column}`)} from ${table} h join (${own}) d using (${of})
          where true ${recorded}
      ) turns
    ) t left join lateral (
      select ${list((name, column) => `h.${column} as ${name}`)} from ${table} h
      where t.turns > 2 and h.${of} = t.${of} ${recorded} and ${on} <= t.from_on
      order by h.${since} desc, h.version desc limit 1
    ) x on true
    where t.from_on is null or t.until_on is null or t.until_on > t.from_on`;
}
