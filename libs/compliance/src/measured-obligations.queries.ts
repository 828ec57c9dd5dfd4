import { never } from '@kept-informed/calendar';
import { dimensions } from './compliance.measures.js';
import { columnOf } from './dimension.queries.js';
import { fellDue, marks } from './fell-due.queries.js';
import { likely } from './known-then.queries.js';
import { ofReports, within } from './measured-dimension.queries.js';
import type { MeasuredSource } from './measured-source.js';
import { arisen } from './no-limit.queries.js';
import type { ReportedPromise } from './reported-promise.rules.js';

/** Which obligations are of the whole, which of them of the part, and of which promises. */
interface CountedPart {
  readonly whole: string;
  readonly part: string;
  readonly of?: (promise: ReportedPromise) => boolean;
  /** Some of it may have no due date. */
  readonly undatedToo?: boolean;
}

const all = Object.values(columnOf).join(', ');
const every = (): boolean => true;

const isDueBy = `listed = 'fell-due'`;
const inRate = `${isDueBy} and status in ('met', 'met-late', 'missed', 'excused')`;
const toBeDone = `(status in ('open', 'paused') or status = 'missed' and (lapsed_at is null or lapsed_at > $1))`;

/** From when it was waived, or would be found not to be owed, to its due date. */
const daysToDue = (zone: string): string => `due_on - (outcome_known_at at time zone ${zone})::date`;

const daysLate = `floor(extract(epoch from $1::timestamptz - due_at) / 86400)::int`;

/** Of what fell due in the period. */
const ofWhatFellDue = ({ whole, part, of = every, undatedToo = false }: CountedPart): MeasuredSource => ({
  dimensions: [...dimensions, 'age', 'daysToDue'],
  asKnown: false,
  tables(question, { shown, groupedBy, inOrder = false }) {
    const promised = question.promised.filter(of);
    const options = { groupedBy: ofReports(groupedBy), dated: inOrder && !undatedToo };
    const { sql, wanted, zone } = fellDue({ ...question, promised }, ofReports(shown), options);
    return {
      wanted,
      sql: `${sql}, measured as (
        select obligation_id as id, case_id, participant_id, ${undatedToo ? `coalesce(due_at, '${never}')` : 'due_at'} as at, (${part.replace('$days', daysToDue(zone))}) as is_part,
          ${all}, case when ${toBeDone} then coalesce(${within(daysLate, [0, 1, 7, 28])}, 'not due') end as age,
          case when status = 'waived' then coalesce(${within(daysToDue(zone), [0, 1, 3, 8, 15])}, 'after') end as days_to_due
        from fell_due where ${likely(whole)})`,
    };
  },
});

/** Of what has no printed limit and arose in the period. */
const ofWhatArose = ({ whole, part, of = every }: CountedPart): MeasuredSource => ({
  dimensions,
  asKnown: false,
  tables(question, { shown, groupedBy }) {
    const promised = question.promised.filter(of);
    const { sql, wanted } = arisen({ ...question, promised }, ofReports(shown), ofReports(groupedBy));
    return {
      wanted,
      sql: `${sql}, measured as (
        select obligation_id as id, case_id, participant_id, arisen_at as at, (${part}) as is_part, ${all},
          null as age, null as days_to_due
        from arisen where ${whole})`,
    };
  },
});

const done = {
  whole: `status in ('met', 'met-late', 'open', 'paused', 'missed', 'excused')`,
  part: `status in ('met', 'met-late')`,
};
const metBy = (way: string) => (promise: ReportedPromise) => promise.metBy.includes(way);
const inTime = { whole: inRate, part: `status = 'met'` };
const ofReferral = (promise: ReportedPromise) =>
  metBy('referral')(promise) && promise.triggers.includes('crime-reported');

export const obligationSources = {
  'in-time': ofWhatFellDue(inTime),
  'late-but-done': ofWhatFellDue({ whole: inRate, part: `status = 'met-late'` }),
  'recorded-late': ofWhatFellDue({ whole: `${isDueBy} and status = 'met'`, part: marks.recordedLate }),
  'changed-after-due': ofWhatFellDue({ whole: isDueBy, part: marks.changedAfterDue }),
  disputed: ofWhatFellDue({ whole: isDueBy, part: marks.disputed }),
  'opted-out-shortly-before': ofWhatFellDue({
    whole: `${isDueBy} and status = 'waived'`,
    part: '$days between 0 and 2',
  }),
  'open-by-age': ofWhatFellDue({
    whole: `listed <> 'awaiting-calendar' and ${toBeDone}`,
    part: `status = 'missed'`,
    undatedToo: true,
  }),
  'referred-in-time': ofWhatFellDue({ ...inTime, of: ofReferral }),
  'feedback-replied': ofWhatFellDue({ ...inTime, of: ({ triggers }) => triggers.includes('reply-requested') }),
  'needs-assessed': ofWhatArose({ ...done, of: metBy('needs-assessment') }),
  'plan-recorded': ofWhatArose({ ...done, of: metBy('contact-plan') }),
  'statement-offered': ofWhatArose({ ...done, of: metBy('vps-offer') }),
  'confirmed-in-writing': ofWhatArose({ ...done, of: metBy('written-confirmation') }),
  'done-without-limit': ofWhatArose(done),
} as const;
