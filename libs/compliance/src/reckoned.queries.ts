import { createHash } from 'node:crypto';
import type { Zone } from '@kept-informed/calendar';
import type { Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import type { Dimension } from './compliance.measures.js';
import type { Besides, ComplianceQuestion } from './fell-due.queries.js';
import { dateOf } from './held-on.queries.js';
import { obligationsAmong } from './known-then.queries.js';
import { isOfTheForce, type ReportedPromise } from './reported-promise.rules.js';

/** Raised whenever what is kept reckoned would come out otherwise for the same facts. */
const wayOfReckoning = 5;

/** What decides, beside what was recorded of a case, what is kept of it: kept by other terms it does not hold. */
export function termsOf(promised: readonly ReportedPromise[], zone: Zone): string {
  const each = promised.map((one) => {
    const { commitment, periodic, scheduled, unlimited } = one;
    return [commitment, periodic, periodic && isOfTheForce(one), scheduled, unlimited].join(' ');
  });
  return createHash('sha256')
    .update([wayOfReckoning, zone, ...each.toSorted()].join('\n'))
    .digest('base64url');
}

/** SQL: by when all has turned, and been recorded, that a question is of. */
export const by = ({ knownAt }: ComplianceQuestion): string =>
  knownAt === undefined ? '$1::timestamptz' : 'least($1::timestamptz, $4::timestamptz)';

/** Nothing ran, and nothing was recorded, on the day of `asOf` itself or after what is known: days are kept whole. */
const byDays = ({ knownAt }: ComplianceQuestion, zone: string): string =>
  `least(${dateOf('$1::timestamptz', zone)}::timestamp at time zone ${zone}${knownAt === undefined ? '' : ', $4::timestamptz'})`;

/** Whether anything of a row was known. */
const wasKnown = ({ knownAt }: ComplianceQuestion, since: string): string =>
  knownAt === undefined ? '' : `and ${since} <= $4`;

/** SQL: that of a case something holds that is kept; of an open one up to the day on which it was reckoned. */
export const isKeptOf = (caseId: string): string => `${caseId} not in (select case_id from unreckoned)`;

/** SQL of the first day up to which an open case is kept. */
const firstDayLeft = `(select min(until_on) from reckonings where until_on > '-infinity')`;

interface LeftOptions {
  /** Also that of which nothing was known yet. */
  readonly sinceToo?: boolean;
  /** Only what is due within some dates, by SQL, which common tables after `unreckoned` tell. */
  readonly within?: { readonly tables: string; readonly first: string; readonly last: string };
}

/**
 * What a question has to reckon of what fell due, since nothing that is kept holds: `unreckoned` cases, whatever the date; and `again`,
 * single obligations of which something was recorded, or turned, later than the question is of. In the words of indexes, for they are few.
 */
export const unreckonedFor =
  (question: ComplianceQuestion, { sinceToo = false, within }: LeftOptions = {}) =>
  (zone: string, wanted: Conditions): Besides => {
    const terms = `$${wanted.values.push(termsOf(question.promised, question.zone))}`;
    const isOtherwise = `terms < ${terms} or terms > ${terms} or obligations_from > '-infinity' and obligations_from > ${by(question)}`;
    return {
      tables: `unreckoned as materialized (
        select case_id from unreckoned_cases
        union all select case_id from reckonings
          where (until_on = '-infinity' or ${isOtherwise}) and case_id not in (select case_id from unreckoned_cases)
      ), ${within ? `${within.tables}, ` : ''} again as materialized (
        select distinct r.obligation_id from reckoned_obligations r
        where r.due_on between $2 and $3 and r.holds_from > ${by(question)} ${sinceToo ? '' : wasKnown(question, 'r.known_from')}
          ${within ? `and r.due_on between ${within.first} and ${within.last}` : ''}
      ), ${unreckonedDays(question, zone, terms)}`,
      due: dueLeft(question),
    };
  };

/**
 * Of `unreckoned` cases, of open ones since they were reckoned, and of obligations that are reckoned `again`, what is due: as they stand for a
 * question, whichever they were found for.
 */
export const dueLeft =
  (question: ComplianceQuestion): Besides['due'] =>
  (columns, dueIn) =>
    [
      {
        // As a list, which PostgreSQL takes for a short one: it would look up the whole period for each. What awaits a calendar has no date,
        // and nothing is kept of it.
        rows: 'obligations o',
        where: (row: string) => `o.case_id = any (array(select case_id from unreckoned)) and (${dueIn(row)})`,
      },
      {
        // As they stand by an index on dates, what is due since the first of the open cases was reckoned; as known, by those cases.
        rows:
          question.knownAt === undefined
            ? `obligations o cross join lateral (select until_on from reckonings of_case where of_case.case_id = o.case_id offset 0) k`
            : `(select * from reckonings where until_on > '-infinity' and until_on <= $3) k join obligations o using (case_id)`,
        where: (row: string) => `(${dueIn(row)}) and k.until_on > '-infinity' and k.until_on <= ${row}.due_on
          and ${row}.due_on between ${firstDayLeft} and $3 and ${isKeptOf('o.case_id')}`,
      },
      {
        // Of now they are few: PostgreSQL would read for them all that is owed.
        rows: question.unsettled
          ? 'again a cross join lateral (select * from obligations one where one.obligation_id = a.obligation_id offset 0) o'
          : 'again join obligations o using (obligation_id)',
        where: (row: string) => `(${dueIn(row)}) and ${isKeptOf('o.case_id')} and (${row}.due_on < ${firstDayLeft}
          or not exists (select from reckonings k where k.case_id = o.case_id and k.until_on <= ${row}.due_on))`,
      },
    ]
      .map((left) => obligationsAmong(question, columns, left))
      .join(' union all ');

/** Cases of which days are reckoned as they are asked about: all of a case, whichever of its days are otherwise. */
const unreckonedDays = (question: ComplianceQuestion, zone: string, terms: string): string => `
  unreckoned_days as materialized (
    select case_id from unreckoned_cases
    union select case_id from reckonings where holds_from > ${byDays(question, zone)} ${wasKnown(question, 'recorded_at')}
    union select case_id from reckonings where until_on <= least($3, ${dateOf('$1::timestamptz', zone)} - 1)
    union select case_id from reckonings where terms < ${terms} or terms > ${terms}
  )`;

/** How what is kept is grouped, and where the question's values are. */
export interface ReckonedAsked {
  readonly question: ComplianceQuestion;
  readonly by: readonly Dimension[];
  readonly wanted: Conditions;
  readonly zone: string;
}

/** SQL: that a kept row `r` is of the cases that a question is about. */
export const ofCases = (cases: readonly string[] | undefined, wanted: Conditions): string =>
  cases === undefined ? '' : `and r.case_id = any ($${wanted.values.push(cases)})`;

/** By how many days most runs are the longest. */
const usualRun = 40;

/** Of a run or span that ends after `first`: the same again in the words of the indexes that find it. */
export const longRuns = (first: string): string =>
  `and (r.from_on >= ${first} - ${usualRun} or r.until_on - r.from_on > ${usualRun})`;

/** Whether a run or span `r` holds. */
export const holdsDays = ({
  question,
  zone,
  wanted,
}: ReckonedAsked): string => `r.holds_from <= ${byDays(question, zone)}
  and not exists (select from unreckoned_days u where u.case_id = r.case_id) ${ofCases(question.cases, wanted)}`;

/** SQL of the runs of series that are kept and may have a date from `first` up to `until`, with the columns of dimensions that are of no date. */
export function reckonedRuns(asked: ReckonedAsked, first: string, until: string): string {
  const { elsewhere = false } = asked.question;
  return `
    select r.*, p.standard, p.body, null::text as method
    from reckoned_days r join promised p on p.commitment = r.commitment and p.elsewhere = ${elsewhere} and p.periodic
    where r.from_on < ${until} and r.until_on > ${first} ${longRuns(first)} and ${holdsDays(asked)}`;
}

/** So many and no more are looked up one by one. */
const few = 10_000;

/** Whether what is kept holds of so few cases, after a rebuild or under new terms, that a question is answered from the rows alone. */
export async function isHardlyKept(manager: EntityManager, { promised, zone }: ComplianceQuestion): Promise<boolean> {
  const [found] = await manager.query(
    `select (select count(*) from (select from unreckoned_cases limit ${few}) waiting) + (
      select count(*) from (select from reckonings where terms < $1 or terms > $1 limit ${few}) others) >= ${few} as hardly`,
    [termsOf(promised, zone)],
  );
  return found.hardly;
}

/** Of how many of all cases nothing holds that is kept, while that is of most; null: of few alone. */
export async function reckoningLeft(
  manager: EntityManager,
  question: ComplianceQuestion,
): Promise<{ readonly left: number; readonly cases: number } | null> {
  if (!(await isHardlyKept(manager, question))) return null;
  const [found] = await manager.query(
    `select ((select count(*) from unreckoned_cases) + (select count(*) from reckonings k where (terms < $1 or terms > $1)
        and not exists (select from unreckoned_cases u where u.case_id = k.case_id)))::int as left,
      (select count(*) from cases)::int as cases`,
    [termsOf(question.promised, question.zone)],
  );
  return found;
}
