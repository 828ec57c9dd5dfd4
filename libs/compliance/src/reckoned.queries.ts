import { createHash } from 'node:crypto';
import type { Zone } from '@kept-informed/calendar';
import type { Conditions } from '@kept-informed/event-store';
import type { Dimension } from './compliance.measures.js';
import { filterOf, financialYear } from './dimension.queries.js';
import type { ComplianceQuestion } from './fell-due.queries.js';
import { dateOf } from './held-on.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';

/** Raised whenever what is kept reckoned would come out otherwise for the same facts. */
const wayOfReckoning = 2;

/** What decides, beside what was recorded of a case, what is kept of it: kept by other terms it does not hold. */
export function termsOf(promised: readonly ReportedPromise[], zone: Zone): string {
  const each = promised.map(({ commitment, periodic, scheduled, unlimited }) =>
    [commitment, periodic, scheduled, unlimited].join(' '),
  );
  return createHash('sha256')
    .update([wayOfReckoning, zone, ...each.toSorted()].join('\n'))
    .digest('base64url');
}

/** Nothing ran, and nothing was recorded, on the day of `asOf` itself or after what is known: what is kept is of whole days. */
const heldBy = ({ knownAt }: ComplianceQuestion, zone: string): string =>
  `least(${dateOf('$1::timestamptz', zone)}::timestamp at time zone ${zone}${knownAt === undefined ? '' : ', $4'})`;

/**
 * SQL of the ids of the cases of which nothing that is kept holds for a question: they are reckoned as they are asked about. In the
 * words of indexes, for they are few.
 */
export const unreckonedFor =
  (question: ComplianceQuestion) =>
  (zone: string, wanted: Conditions): string => {
    const terms = `$${wanted.values.push(termsOf(question.promised, question.zone))}`;
    return `select case_id from unreckoned_cases union all select case_id from reckonings
    where holds_from > ${heldBy(question, zone)} or until_on <= $3 or terms < ${terms} or terms > ${terms}`;
  };

/** Of which cases what is kept holds, how it is grouped, and where the question's values are. */
export interface ReckonedAsked {
  readonly question: ComplianceQuestion;
  readonly by: readonly Dimension[];
  readonly wanted: Conditions;
  /** SQL of the ids of cases of which nothing holds. */
  readonly unreckoned: string;
}

const holds = ({ question: { cases }, unreckoned, wanted }: ReckonedAsked): string =>
  `not exists (select from (${unreckoned}) u where u.case_id = r.case_id)
    ${cases === undefined ? '' : `and r.case_id = any ($${wanted.values.push(cases)})`}`;

/** SQL of what is kept of what a question is about: rows with the columns of the dimensions, `listed`, `status`, `stood` and each mark. */
export function reckonedDue(asked: ReckonedAsked): string {
  const { question, by, wanted } = asked;
  const { filter = {}, elsewhere = false } = question;
  return `
    select * from (
      select r.*, to_char(r.due_on, 'YYYY-MM') as month, to_char(r.due_on, 'YYYY-"Q"Q') as quarter, ${financialYear('r.due_on')},
        p.standard, p.body
      from reckoned_obligations r join promised p on p.commitment = r.commitment and p.elsewhere = ${elsewhere} and not p.unlimited
      where r.due_on between $2 and $3 and ${holds(asked)}
    ) r where true ${filterOf(filter, by, wanted)}`;
}

/** By how many days most runs are the longest. */
const usualRun = 40;

/** SQL of the runs of series that are kept and may have a date from `first` up to `until`, with the columns of dimensions that are of no date. */
export function reckonedRuns(asked: ReckonedAsked, first: string, until: string): string {
  const { elsewhere = false } = asked.question;
  return `
    select r.*, p.standard, p.body, null::text as method
    from reckoned_days r join promised p on p.commitment = r.commitment and p.elsewhere = ${elsewhere} and p.periodic
    where r.from_on < ${until} and r.until_on > ${first}
      and (r.from_on >= ${first} - ${usualRun} or r.until_on - r.from_on > ${usualRun}) and ${holds(asked)}`;
}
