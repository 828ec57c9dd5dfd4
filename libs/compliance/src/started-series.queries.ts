import type { ComplianceQuestion } from './fell-due.queries.js';
import { casesOf, obligationsAmong, obligationsOf, type RowCondition } from './known-then.queries.js';
import { dateOf } from './held-on.queries.js';
import { countsFromNone, endOf } from './running-days.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';

const columns = {
  own: [
    'case_id',
    'participant_id',
    'commitment',
    'edition',
    'trigger',
    'trigger_id',
    'anchor_id',
    'period',
    'arisen_at',
  ],
  versioned: [
    'time_limit',
    'starts_at',
    'due_on',
    'due_at',
    'lapsed_at',
    'outcome',
    'outcome_at',
    'paused_at',
    'stops',
    'disputed',
  ],
};

interface StartedSeries {
  /** The promises of which series are looked at. */
  readonly series: readonly ReportedPromise[];
  readonly zone: string;
  /** SQL of the instants from which on, and before which, a series is looked at. */
  readonly starts: string;
  readonly ends: string;
  /** Which rows `d` of obligations can have run meanwhile, each by an index of its own. */
  readonly mayRun: readonly RowCondition[];
  /** What else holds of `d` and of its case `c`. */
  readonly seen: string;
  /** SQL of a table of the ids of the few cases that alone are looked at; undefined: all are. */
  readonly cases: string | undefined;
  /** A parameter with a value. */
  readonly given: (value: unknown) => string;
}

/**
 * The obligations of series that can have run in a time as common tables after `promised`, of which the last, `started`, says from
 * when until when, but for what stopped them. `updates` is there where periods of some count from fixed points.
 */
export function startedSeries(
  question: ComplianceQuestion,
  { series, zone, starts, ends, mayRun, seen, cases, given }: StartedSeries,
): string {
  const isOf = (promises: typeof series): string =>
    `d.commitment = any (${given(promises.map(({ commitment }) => commitment))})`;
  const scheduled = series.filter((one) => one.scheduled);
  // As a list, which PostgreSQL takes for a short one: as a table it cannot know how few they are, and would read all that is owed.
  const isOfThese = `o.case_id = any (array(select case_id from ${cases} own (case_id)))`;
  const intoThese = cases === undefined ? '' : `and m.merged_into in (select case_id from ${cases} own (case_id))`;
  const owed = (...which: readonly RowCondition[]): string =>
    cases === undefined
      ? which.map((one) => obligationsOf(question, columns, one)).join(' union all ')
      : obligationsAmong(question, columns, {
          rows: 'obligations o',
          where: (row) => `${isOfThese} and (${which.map((one) => `(${one(row)})`).join(' or ')})`,
        });
  const isKnown = question.knownAt === undefined ? 'is not null' : '<= $4';
  return `
    brought as (
      -- Until a merger a series has its days where it ran, from then on where it runs on (rules.md, Mergers).
      select m.merged_into as case_id, coalesce(m.merged_participants->>o.participant_id, o.participant_id) as participant_id,
        o.commitment, o.trigger_id, max(m.merged_at) as brought_at
      from cases m join obligations o on o.case_id = m.case_id where m.merged_into is not null ${intoThese} group by 1, 2, 3, 4
    ), ${
      scheduled.length > 0
        ? `updates as (
      -- Where periods count from fixed points, the update that met the one before covers as well.
      select d.case_id, d.participant_id, d.commitment, d.anchor_id, d.period + 1 as period, min(d.outcome_at) as told_at
      from (${owed(() => 'true')}) d where ${isOf(scheduled)} and d.outcome in ('met', 'met-late')
      group by 1, 2, 3, 4, 5
    ), `
        : ''
    } started as (
      select d.case_id, d.participant_id, d.commitment, d.edition, d.trigger, d.trigger_id, d.anchor_id, d.period, d.due_on,
        d.period = 1 and not (${countsFromNone(zone, isKnown)}) as covers_first, d.stops, d.paused_at, c.closed_at, d.disputed, d.time_limit::interval as every, ${dateOf('d.starts_at', zone)} as starts_on,
        p.standard, p.body, c.kind, c.bcu, c.lpt, c.offence_group, greatest(d.arisen_at, w.brought_at, ${starts}) as run_from,
        least(${ends}, greatest(d.arisen_at, w.brought_at, coalesce(${endOf}, 'infinity'))) as run_to
      from (${owed(...mayRun)}) d join promised p using (commitment) join ${casesOf(question)} c on c.case_id = d.case_id
        left join brought w on w.case_id = d.case_id and w.participant_id = d.participant_id and w.commitment = d.commitment
          and w.trigger_id = d.trigger_id
      where ${isOf(series)} and d.arisen_at < ${ends} and (d.outcome is distinct from 'voided' or d.outcome_at > $1) ${seen}
      offset 0
    )`;
}
