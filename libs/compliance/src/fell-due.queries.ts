import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Conditions } from '@kept-informed/event-store';
import { statusAt } from '@kept-informed/follow-up';
import type { Dimension } from './compliance.measures.js';

/** Stands in a filter for the obligations that have none: no team, no area, no offence group. */
export const withoutOne = '-';

/** Which obligations a report is about; everything given must hold. */
export type ComplianceFilter = Partial<Record<Dimension, string>>;

/** The question of a report: what fell due from one date to another (both included), at which status, known when. */
export interface ComplianceQuestion {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The instant whose statuses are counted. */
  readonly asOf: Instant;
  /** Nothing recorded later takes part; left out: all that is recorded does. */
  readonly knownAt?: Instant;
  /** Only those that had not ended by `asOf`: still open, paused or missed. For questions about now. */
  readonly unsettled?: boolean;
  readonly filter?: ComplianceFilter;
}

/** Each dimension's column of {@link fellDue}. */
export const columnOf: Readonly<Record<Dimension, string>> = {
  commitment: 'commitment',
  edition: 'edition',
  month: 'month',
  kind: 'kind',
  bcu: 'bcu',
  lpt: 'lpt',
  team: 'team',
  owner: 'owner',
  offenceGroup: 'offence_group',
  entitlement: 'entitlement',
};

const asTheyStand = `
  select o.* from obligations o where o.due_on between $2 and $3`;

/** Without those that have ended by then; their statuses are all others. */
const unsettledAsTheyStand = `${asTheyStand} and (o.outcome is null or o.outcome_at > $1)`;

/** The last version that was recorded by then; an obligation whose due date moved out of the period is not in it. */
const asKnownThen = `
  select o.obligation_id, o.case_id, o.participant_id, o.commitment, o.edition, o.trigger, o.arisen_at,
    v.due_on, v.due_at, v.generation, v.lapsed_at, v.outcome, v.outcome_at, v.discharged_by, v.recorded_late,
    v.paused_at, v.stops
  from obligation_versions v join obligations o using (obligation_id)
  where v.due_on between $2 and $3 and v.recorded_at <= $4 and not exists (
    select from obligation_versions later
    where later.obligation_id = v.obligation_id and later.position > v.position and later.recorded_at <= $4)`;

const recordedByThen = `
  and exists (select from facts f where f.stream = 'case-' || h.case_id and f.version = h.version and f.recorded <= $4)`;

/** Whoever had the case last by due time, and their team (rules.md, Owner at due time). */
const ownerAtDueTime = (known: string): string => `
  left join lateral (
    select h.staff_id, h.team from case_owners h where h.case_id = d.case_id and h.owned_from < d.due_at ${known}
    order by h.owned_from desc, h.version desc limit 1
  ) h on true`;

/**
 * The obligations that a question is about, each with its status and what it is attributed to, as a common table
 * `fell_due`, and the values that its text refers to. One text for the counts and for the rows behind them. Owner and
 * team are null unless they are among the dimensions that are wanted or filtered by.
 */
export function fellDue(
  { from, to, asOf, knownAt, unsettled = false, filter = {} }: ComplianceQuestion,
  dimensions: readonly Dimension[],
): { sql: string; wanted: Conditions } {
  const known = knownAt !== undefined;
  const wanted = new Conditions(asOf, from, to, ...(known ? [knownAt] : []));
  for (const [dimension, column] of Object.entries(columnOf)) {
    const value = filter[dimension as Dimension];
    if (value === withoutOne) wanted.add(`${column} is null`);
    else wanted.add(`${column} = ?`, value);
  }
  // Looking the owner up for each is most of the work: over half a million obligations 9 s against 2.6 s without.
  const owned = [...dimensions, filter.owner && 'owner', filter.team && 'team'].some(
    (each) => each === 'owner' || each === 'team',
  );
  const owner = owned ? 'h.staff_id as owner, h.team' : 'null::text as owner, null::text as team';
  const sql = `
    with due as (${known ? asKnownThen : unsettled ? unsettledAsTheyStand : asTheyStand}),
    attributed as (
      select d.obligation_id, d.case_id, d.participant_id, d.commitment, d.edition, d.trigger, d.arisen_at, d.due_on,
        d.due_at, d.generation, d.lapsed_at, d.outcome_at, d.discharged_by, to_char(d.due_on, 'YYYY-MM') as month,
        ${statusAt('d')} as status, d.recorded_late,
        c.kind, c.bcu, c.lpt, c.offence_group, p.entitlement, ${owner}
      from due d join cases c using (case_id) left join participants p using (participant_id)
      ${owned ? ownerAtDueTime(known ? recordedByThen : '') : ''}
    ),
    fell_due as (select * from attributed where status is not null ${wanted.sql})`;
  return { sql, wanted };
}
