import type { Instant } from '@kept-informed/calendar';
import type { SeenCase, Sight } from '@kept-informed/decisions';
import { askTogether, type Conditions, type UnitOfWork } from '@kept-informed/event-store';

/** Of a row `c` of cases: it is in sight. The same without SQL is `isInSight` of decisions. */
const inSight = `case when c.restricted_to is not null then c.case_id = any (?)
  else ?::boolean or c.bcu = any (?) or c.team = any (?) or (c.team is null and c.lpt = any (?)) or c.owner = ? end`;

/** The same of the case as it is now, where `c` are cases as they stood: with the schema, nothing lies over its table. */
const inSightNow = `exists (select from public.cases n
  where n.case_id = c.case_id and ${inSight.replaceAll('c.', 'n.')})`;

/** Leaves only rows `c` of cases that are in sight; null: all of them are. */
export function withinSight(wanted: Conditions, sight: Sight | null = null): void {
  if (sight === null) return;
  const { force, bcus, teams, lpts, owner, shared } = sight;
  // Most see the whole force: spelled short, so that it costs a look at one column.
  if (force && shared.length === 0) wanted.add('c.restricted_to is null');
  else if (force) wanted.add('(c.restricted_to is null or c.case_id = any (?))', shared);
  else wanted.add(sight.ofNow ? inSightNow : inSight, shared, force, bcus, teams, lpts, owner);
}

/** By what something is asked for, and what its case is found by. */
const caseOf = {
  case: '$1',
  obligation: '(select case_id from obligations where obligation_id = $1)',
  alert: '(select case_id from alerts where alert_id = $1)',
  dispute: '(select case_id from disputes where dispute_id = $1)',
} as const;

const seen = `case_id as "caseId", bcu, lpt, team, owner, restricted_to is not null as restricted`;
const isShared = `coalesce(restricted_to && $2 or exists (
  select from glass_breaks g where g.case_id = c.case_id and staff_id = $3 and until > $4), false) as shared`;
const seenBy = Object.fromEntries(
  Object.entries(caseOf).map(([what, id]) => [
    what,
    { name: `seen_${what}`, text: `select ${seen}, ${isShared} from cases c where case_id = ${id}` },
  ]),
) as Record<keyof typeof caseOf, { readonly name: string; readonly text: string }>;

const seenAmong = { name: 'seen_among', text: `select ${seen} from cases where case_id = any ($1)` };

/**
 * Cases that each of many shares, by their place: those that name one of their names, looked up for each of them by the index of
 * restricted cases and never by going through all, and those for which they broke the glass.
 */
const sharedByEach = {
  name: 'shared_cases_by_each',
  text: `select who.place, c.case_id from jsonb_to_recordset($1) who (place int, names text[])
      cross join lateral (select case_id from cases where restricted_to && who.names offset 0) c
    union all select who.place, g.case_id from jsonb_to_recordset($1) who (place int, "staffId" text, now timestamptz)
      join glass_breaks g on g.staff_id = who."staffId" and g.until > who.now`,
};

const mergedInto = `with recursive part as (
  select case_id from cases where merged_into = $1
  union select c.case_id from cases c join part p on c.merged_into = p.case_id
) select case_id from part order by case_id`;

/** By what somebody shares restricted cases: whose names they share them by, and who broke the glass, as of when. */
export interface Sharer {
  readonly names: readonly string[];
  readonly staffId: string;
  readonly now: Instant;
}

type SharedOrNot = SeenCase & { readonly shared: boolean };

/** Which cases are restricted, and what decides who sees them. */
export class Restrictions {
  /** Who sees what is looked up for nearly every question: all who ask at once are answered by one. */
  readonly #together = askTogether((sharers: readonly Sharer[]) => this.sharedByEach(sharers), { atMost: 500 });

  constructor(private readonly work: UnitOfWork) {}

  /** Ids of the restricted cases that somebody shares by a name, or for an hour by having broken the glass. */
  shared(who: Sharer): Promise<readonly string[]> {
    // What a transaction has recorded is seen by itself alone.
    return this.work.inTransaction ? this.sharedByEach([who]).then(([ids]) => ids!) : this.#together(who);
  }

  /** The same for each of many, in their order, by one question. */
  async sharedByEach(sharers: readonly Sharer[]): Promise<readonly string[][]> {
    const asked = JSON.stringify(sharers.map((sharer, place) => ({ place, ...sharer })));
    const rows = await this.work.ask<{ place: number; case_id: string }>(sharedByEach, [asked]);
    const found = sharers.map(() => new Set<string>());
    for (const { place, case_id: id } of rows) found[place]!.add(id);
    return found.map((ids) => [...ids].sort());
  }

  /** What decides who sees the case of something, and whether it is one that `who` shares; undefined: there is no such thing. */
  async seen(what: keyof typeof caseOf, id: string, { names, staffId, now }: Sharer): Promise<SharedOrNot | undefined> {
    const [found] = await this.work.ask<SharedOrNot>(seenBy[what], [id, names, staffId, now]);
    return found;
  }

  /** The same of several cases; those that are not there are left out. */
  seenAmong(caseIds: readonly string[]): Promise<SeenCase[]> {
    return this.work.ask<SeenCase>(seenAmong, [caseIds]);
  }

  /** Cases that were merged into one, however often: what it holds came from them. */
  async mergedInto(caseId: string): Promise<string[]> {
    const rows: { case_id: string }[] = await this.work.manager.query(mergedInto, [caseId]);
    return rows.map(({ case_id: id }) => id);
  }
}
