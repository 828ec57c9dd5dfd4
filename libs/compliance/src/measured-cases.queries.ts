import { endOfDay, startOfDay } from '@kept-informed/calendar';
import { Conditions } from '@kept-informed/event-store';
import { promisesWhere } from '@kept-informed/follow-up';
import type { Dimension } from './compliance.measures.js';
import { columnOf, filterOf, financialYear } from './dimension.queries.js';
import { type ComplianceQuestion, seenIn } from './fell-due.queries.js';
import type { MeasuredSource } from './measured-source.js';

/** What is no obligation belongs to a case, and to whoever had it at a time. */
const dimensions = [
  'month',
  'quarter',
  'financialYear',
  'kind',
  'bcu',
  'lpt',
  'offenceGroup',
  'team',
  'owner',
] as const satisfies readonly Dimension[];

/** SQL of what is counted: a row `x` for each, in a period, with the date that it belongs to and when its owner is looked for. */
interface CountedOnCases {
  /** `id, case_id, participant_id, at, dated_on, owned_at, is_part`; of times only those by `$1`, in dates of zone `$2`, from `$3` to `$4`. */
  readonly rows: (wanted: Conditions, question: ComplianceQuestion) => string;
}

const table = (columns: readonly string[]): string => columns.map((column) => `, ${column}`).join('');

/** The same with the case that it belongs to, and whoever had that last by then. */
const onCases = ({ rows }: CountedOnCases): MeasuredSource => ({
  dimensions,
  asKnown: true,
  tables(question, { groupedBy }) {
    const { asOf, zone, from, to, filter = {} } = question;
    const wanted = new Conditions(asOf, zone, from, to);
    const seen = seenIn(question, wanted);
    const own = rows(wanted, question);
    const by = groupedBy.filter((dimension): dimension is Dimension => dimensions.some((one) => one === dimension));
    const shown = dimensions.map((dimension) => columnOf[dimension]);
    return {
      wanted,
      sql: `with ${own}, attributed as (
        select x.*, to_char(x.dated_on, 'YYYY-MM') as month, to_char(x.dated_on, 'YYYY-"Q"Q') as quarter,
          ${financialYear('x.dated_on')}, c.kind, c.bcu, c.lpt, c.offence_group, h.staff_id as owner, h.team,
          'force' as body
        from counted x join cases c using (case_id) left join lateral (
          select h.staff_id, h.team from case_owners h where h.case_id = x.case_id and h.owned_from < x.owned_at
          order by h.owned_from desc, h.version desc limit 1
        ) h on true
        where c.merged_into is null ${seen}
      ), measured as (
        select id, case_id, participant_id, at, is_part${table(shown)}, null as age, null as days_to_due
        from attributed where true ${filterOf(filter, by, wanted)})`,
    };
  },
});

/** An instant in the period by its date. */
function inPeriod(at: string, wanted: Conditions, { from, to, zone }: ComplianceQuestion): string {
  const [first, end] = [startOfDay(from, zone), endOfDay(to, zone)].map((one) => `$${wanted.values.push(one)}`);
  return `${at} >= ${first} and ${at} < ${end} and ${at} <= $1`;
}

const dateIn = (at: string): string => `(${at} at time zone $2)::date`;

/** What was last said of a participant by then, as recorded by then. */
const entitledBy = ({ knownAt }: ComplianceQuestion, wanted: Conditions): string => {
  const known = knownAt === undefined ? '' : `and h.recorded_at <= $${wanted.values.push(knownAt)}`;
  return `(select h.entitlement from participant_entitlements h where h.participant_id = p.participant_id
    and h.held_from <= $1 ${known} order by h.held_from desc, h.version desc limit 1)`;
};

/** Participants of the case to whom updates can be owed. */
const heldIn = `p.case_id = k.case_id and p.role in ('victim', 'enquirer') and p.joined_at <= k.at`;

/** Whether what was last tried with a participant `p`, or who acts for them, by closing `k` had failed. */
const triedInVain = `exists (
  select from contacts a where a.case_id = k.case_id and a.attempt_from <= k.at and a.struck_out_at is null
    and a.participant_ids && theirs.ids and not exists (
      select from contacts m where m.case_id = k.case_id and m.reached and m.struck_out_at is null
        and m.participant_ids && theirs.ids and coalesce(m.reached_at, m.occurred_at) between a.occurred_at and k.at))`;

export const caseSources = {
  'promise-kept': onCases({
    rows: () => `${promisesWhere('k.promised_next between $3 and $4')}, counted as (
      select p.contact_id || '.' || p.participant_id as id, p.case_id, p.participant_id, p.ends_at as at,
        p.promised_on as dated_on, p.ends_at as owned_at, p.status = 'kept' as is_part
      from promises p where p.status <> 'open')`,
  }),
  unassessed: onCases({
    rows: (wanted, question) => `counted as (
      select p.participant_id as id, p.case_id, p.participant_id, p.joined_at as at, ${dateIn('p.joined_at')} as dated_on,
        $1::timestamptz as owned_at,
        ${entitledBy(question, wanted)} = 'unassessed' as is_part
      from participants p join cases k using (case_id)
      where p.role = 'victim' and k.kind = 'crime' and ${inPeriod('p.joined_at', wanted, question)} and $3 <= $4)`,
  }),
  'closed-after-attempts-alone': onCases({
    rows: (wanted, question) => `counted as (
      select k.case_id || '.' || k.version as id, k.case_id, null as participant_id, k.at, ${dateIn('k.at')} as dated_on,
        k.at as owned_at, exists (
          select from participants p cross join lateral (
            select array(select own.participant_id from participants own
              where own.case_id = k.case_id and p.participant_id in (own.participant_id, own.represents)) as ids) theirs
          where ${heldIn} and ${triedInVain}) as is_part
      from case_closings k where k.closes and ${inPeriod('k.at', wanted, question)} and $3 <= $4 and exists (
        select from participants p where ${heldIn}))`,
  }),
} as const;
