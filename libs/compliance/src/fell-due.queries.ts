import type { Sight } from '@kept-informed/decisions';
import { endOfDay, startOfDay, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import { Conditions } from '@kept-informed/event-store';
import { statusAt, withinSight } from '@kept-informed/follow-up';
import { entitlementAtDueTime, methodOfMeeting, ownerAtDueTime } from './attribution.queries.js';
import type { Dimension } from './compliance.measures.js';
import { filterOf, financialYear, isWanted, type ComplianceFilter } from './dimension.queries.js';
import {
  casesOf,
  likely,
  type ObligationColumns,
  obligationsInOrder,
  obligationsOf,
  type RowCondition,
} from './known-then.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';

/** The question of a report: what fell due from one date to another (both included), at which status, known when. */
export interface ComplianceQuestion {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The instant whose statuses are counted. */
  readonly asOf: Instant;
  /** Nothing recorded later takes part; left out: all that is recorded does. */
  readonly knownAt?: Instant;
  /** Of those that had not ended by `asOf` only what was missed, or what was ahead: open, or paused whenever it is due. For questions about now. */
  readonly unsettled?: keyof typeof unsettled;
  readonly filter?: ComplianceFilter;
  /** What is owed by bodies that do not record here, and is in no rate, instead of all else. */
  readonly elsewhere?: boolean;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
  /** Of these cases alone, by their ids. */
  readonly cases?: readonly string[];
  /** The force's, in which dates are those of a day. */
  readonly zone: Zone;
  /** Every promise that can be owed. */
  readonly promised: readonly ReportedPromise[];
}

const dueIn = (row: string): string => `${row}.due_on between $2 and $3`;

/** Due in the period, or without a due date for want of a calendar: that is in no period, and listed beside every one. */
const dueInOrAwaiting = (row: string): string => `${dueIn(row)} or ${row}.due_on is null and ${row}.awaits is not null`;

/** When what has no outcome is due: in the words of its index, for PostgreSQL would take most that fell due to have none. */
const owedOn = (row: string): string => `(case when ${row}.outcome is null then ${row}.due_on end)`;

/** Without those that have ended by then, whose statuses are all others; each in the words of the indexes that find it. */
const unsettled = {
  missed: (row: string): string =>
    `${row}.due_at <= $1 and (${owedOn(row)} between $2 and $3 or ${row}.outcome_at > $1 and ${dueIn(row)})`,
  ahead: (row: string): string => `${row}.due_on is not null and (${row}.outcome_at > $1 or ${row}.lapsed_at > $1
    or ${row}.outcome is null and ${row}.lapsed_at is null and ${row}.due_at > $1 and ${dueIn(row)}
    or ${row}.outcome is null and ${row}.lapsed_at is null and (${row}.paused_at is not null or ${row}.stops is not null))`,
};

const columns = {
  own: [
    'obligation_id',
    'case_id',
    'participant_id',
    'commitment',
    'edition',
    'trigger',
    'trigger_id',
    'anchor_id',
    'period',
    'arisen_at',
    'implied_at',
    'recorded_at',
    'kept_owner',
    'kept_team',
  ],
  versioned: [
    'due_on',
    'due_at',
    'generation',
    'lapsed_at',
    'outcome',
    'outcome_at',
    'outcome_known_at',
    'discharged_by',
    'recorded_late',
    'paused_at',
    'stops',
    'disputed',
    'stood',
    'reattributed_to',
    'reattributed_team',
  ],
};

/** Marks of what fell due, as conditions on a row of it. */
export const marks = {
  recordedLate: `(recorded_late and status = 'met')`,
  recordedAfterDue: '(implied_at is not null)',
  disputed: 'disputed',
  changedAfterDue: '(stood is not null)',
  reattributed: '(reattributed_to is not null)',
} as const;

export const markNames = Object.keys(marks) as (keyof typeof marks)[];

/** SQL of what a row is marked as, all in one number, which groups of rows are told apart by at less cost. */
export const markBits = `(${markNames.map((mark) => `case when ${marks[mark]} then ${bitOf(mark)} else 0 end`).join(' + ')})`;

/** SQL: whether it is marked so, by its number. */
export const isMarked = (mark: keyof typeof marks): string => `(marks & ${bitOf(mark)} <> 0)`;

function bitOf(mark: keyof typeof marks): number {
  return 1 << markNames.indexOf(mark);
}

/** SQL of how late it was met, in elapsed hours; null unless it fell due and was met late. */
export const hoursLate = `case when listed = 'fell-due' and status = 'met-late'
  then (extract(epoch from outcome_at - due_at) / 3600)::float8 end`;

/** Whether `d` is owed in the case that its own, `c`, was merged into: there it counts, once (rules.md, Mergers). */
export const carriedOn = (known: string): string => `(c.merged_into is not null and exists (
  select from obligations n where n.case_id = c.merged_into and n.commitment = d.commitment
    and n.trigger_id = d.trigger_id and n.anchor_id = d.anchor_id and n.period = d.period
    and n.participant_id = coalesce(c.merged_participants->>d.participant_id, d.participant_id) ${known}))`;

/**
 * In which list of a period an obligation stands: what fell due, and was not voided or superseded by then; what is not due
 * yet, done already or not; what is paused; what awaits a calendar. What was superseded on the London day of its first recording was keyed out of
 * order and never owed (rules.md, What fell due). In none: null.
 */
const listed = (zone: string): string => `case
  when carried_on then null
  when status = 'paused' then 'paused'
  when due_on is null then case when status = 'open' then 'awaiting-calendar' end
  when status in ('voided', 'superseded') and outcome_known_at < due_at then null
  when status = 'superseded' and (outcome_known_at at time zone ${zone})::date = (recorded_at at time zone ${zone})::date
    then null
  when due_at > $1 then 'not-due-yet'
  else 'fell-due' end`;

/**
 * Only what has a due date, and so a place in the order of due times: read in that order, as many as are asked for and no
 * more. The instants say again what the dates do, for the index of that order.
 */
function datedIn({ from, to, zone, knownAt }: ComplianceQuestion, wanted: Conditions): string {
  const [first, last] = [startOfDay(from, zone), endOfDay(to, zone)].map((at) => `$${wanted.values.push(at)}`);
  const within = (row: string) => `${row}.due_at between ${first} and ${last} and ${likely(dueIn(row))}`;
  return obligationsInOrder({ knownAt }, columns, within);
}

/** Of rows `c` of cases: that they are asked about and in sight; the values that it refers to join the wanted ones. */
export function seenIn({ sight, cases }: Pick<ComplianceQuestion, 'sight' | 'cases'>, wanted: Conditions): string {
  const own = new Conditions(...wanted.values);
  withinSight(own, sight);
  own.add('c.case_id = any (?)', cases);
  wanted.values.push(...own.values.slice(wanted.values.length));
  return own.sql;
}

/** PostgreSQL would put the text of a status in each of the many places that look at it, and work it out at each. */
const workedOutOnce = 'offset 0';

/** Common tables, the values that their text refers to, and where the zone is among them. */
export interface FellDue {
  readonly sql: string;
  readonly wanted: Conditions;
  readonly zone: string;
}

interface FellDueOptions {
  /** By which a filter can be, where that is not by all that is looked up. */
  readonly groupedBy?: readonly Dimension[];
  /** Only what has a due date, read in the order of that. */
  readonly dated?: boolean;
  /** Of what is kept nothing: common tables, and SQL of the obligations that are left, with the zone and the values that they refer to. */
  readonly besides?: (zone: string, wanted: Conditions) => Besides;
}

/** What is reckoned as it is asked about, because nothing that is kept of it holds. */
export interface Besides {
  readonly tables: string;
  /** SQL of obligations with the columns that are given, of those that are due as it says. */
  readonly due: (columns: ObligationColumns, dueIn: RowCondition) => string;
}

/**
 * The obligations that a question is about, each with its status and what it is attributed to, as a common table
 * `fell_due`, and the values that its text refers to. One text for the counts and for the rows behind them. Owner and
 * team are null unless they are among the dimensions that are wanted or filtered by; a report by them holds what binds the
 * force alone.
 */
export function fellDue(
  question: ComplianceQuestion,
  dimensions: readonly Dimension[],
  { groupedBy = dimensions, dated = false, besides }: FellDueOptions = {},
): FellDue {
  const { from, to, asOf, knownAt, filter = {}, elsewhere = false, zone, promised } = question;
  const known = knownAt !== undefined;
  const wanted = new Conditions(asOf, from, to, ...(known ? [knownAt] : []), zone);
  const zoneValue = `$${wanted.values.length}`;
  const promises = `$${wanted.values.push(JSON.stringify(promised))}`;
  const seen = seenIn(question, wanted);
  const where = filterOf(filter, groupedBy, wanted);
  // Looking the owner up for each is most of the work: over half a million obligations 9 s against 2.6 s without.
  const owned = isWanted(['owner', 'team'], dimensions, filter);
  const owner = owned
    ? 'coalesce(d.reattributed_to, d.kept_owner, h.staff_id) as owner, coalesce(d.reattributed_team, d.kept_team, h.team) as team'
    : 'null::text as owner, null::text as team';
  const entitled = isWanted(['entitlement'], dimensions, filter);
  const met = isWanted(['method'], dimensions, filter);
  const which = question.unsettled ? unsettled[question.unsettled] : dueInOrAwaiting;
  const left = besides?.(zoneValue, wanted);
  const due = dated
    ? datedIn(question, wanted)
    : (left?.due(columns, which) ?? obligationsOf(question, columns, which));
  const sql = `
    with promised as not materialized (
      select * from jsonb_to_recordset(${promises}) as p (commitment text, standard text, body text, periodic boolean,
        scheduled boolean, elsewhere boolean, unlimited boolean)
    ), ${left?.tables ? `${left.tables}, ` : ''}
    due as (${due}),
    attributed as (
      select d.obligation_id, d.case_id, d.participant_id, d.commitment, d.edition, d.trigger, d.arisen_at, d.due_on,
        d.due_at, d.generation, d.lapsed_at, d.outcome_at, d.outcome_known_at, d.discharged_by,
        to_char(d.due_on, 'YYYY-MM') as month, to_char(d.due_on, 'YYYY-"Q"Q') as quarter, ${financialYear('d.due_on')},
        p.standard, p.body, ${statusAt('d')} as status, d.recorded_late, d.recorded_at, d.implied_at,
        d.disputed, d.stood, d.reattributed_to, ${carriedOn(known ? 'and n.recorded_at <= $4' : '')} as carried_on,
        c.kind, c.bcu, c.lpt, c.offence_group, ${entitled ? 'e.entitlement' : 'null::text as entitlement'}, ${owner},
        ${met ? 'm.method' : 'null::text as method'}
      from due d join ${casesOf(question)} c using (case_id)
        join promised p on p.commitment = d.commitment and p.elsewhere = ${elsewhere} and not p.unlimited
      ${owned ? ownerAtDueTime(known) : ''} ${entitled ? entitlementAtDueTime(known) : ''}
      ${met ? methodOfMeeting(known) : ''}
      where true ${seen} ${dated ? '' : workedOutOnce}
    ),
    listed as (select *, ${listed(zoneValue)} as listed from attributed where status is not null ${where}),
    fell_due as (select * from listed where listed is not null)`;
  return { sql, wanted, zone: zoneValue };
}
