import type { Sight } from '@kept-informed/decisions';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import { jsonInstant } from '@kept-informed/event-store';
import { streamOf } from '@kept-informed/follow-up';
import type { EntityManager } from 'typeorm';
import { dimensions, type Dimension } from './compliance.measures.js';
import { restrictedCasesBeyond } from './counted-obligations.queries.js';
import { columnOf } from './dimension.queries.js';
import { fellDue, marks, type ComplianceQuestion, type FellDue } from './fell-due.queries.js';
import { dueLeft, unreckonedFor } from './reckoned.queries.js';

/** A report as it was known at one time, and the same as known at another. */
export interface Restatement {
  readonly before: ComplianceQuestion;
  readonly after: ComplianceQuestion;
}

/** What the lines mean, to stand beside them wherever they are shown. */
export const restatementDefinition = [
  'Obligations that the same report lists otherwise as known at the second time than as known at the first: at another status,',
  'with another date, marked otherwise, attributed to another group, or in one of the two alone. Without `asOf` each report is',
  'of its own time, so that what happened in between is a difference too; with it only what was recorded in between is.',
  'To what was counted before add each line as it is after and take away each as it was before: that is what is counted after.',
].join(' ');

/** Where an obligation stands in a report: in which of its lists, at which status, attributed to whom. */
export interface PlaceInReport {
  readonly countedAs: 'fell-due' | 'not-due-yet' | 'paused' | 'awaiting-calendar';
  readonly status: string;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly dischargedAt: Instant | null;
  readonly recordedLate: boolean;
  readonly recordedAfterDue: boolean;
  readonly disputed: boolean;
  readonly changedAfterDue: boolean;
  readonly reattributed: boolean;
  readonly group: Readonly<Record<Dimension, string | null>>;
}

/** A fact by which an obligation, or what it is attributed to, came to stand otherwise. */
export interface RestatingFact {
  readonly position: string;
  readonly type: string;
  /** The fact that this one follows from; null where it was recorded for itself. */
  readonly because: string | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** One obligation that a report counts otherwise than before; null: it does not count it. */
export interface RestatedLine {
  readonly obligationId: string;
  readonly caseId: string;
  readonly participantId: string;
  readonly before: PlaceInReport | null;
  readonly after: PlaceInReport | null;
  /** Which members of the two differ, by name, those of the group by their dimension. */
  readonly changed: readonly string[];
  /** In the order of the log. None where nothing was recorded and only time went by. */
  readonly facts: readonly RestatingFact[];
}

const group = dimensions.map((dimension) => `'${dimension}', ${columnOf[dimension]}`).join(', ');
const shownMarks = Object.entries(marks).map(([mark, condition]) => `'${mark}', ${condition}`);

const place = `jsonb_build_object('countedAs', listed, 'status', status, 'dueOn', due_on, 'dueAt', ${jsonInstant('due_at')},
  'dischargedAt', case when status in ('met', 'met-late') then ${jsonInstant('outcome_at')} end,
  ${shownMarks.join(', ')}, 'group', jsonb_build_object(${group}))`;

/** One of the two reports: a row for each obligation that it lists and that can stand otherwise at the second time than at the first. */
function reported(question: ComplianceQuestion): FellDue {
  const found = fellDue(question, dimensions, {
    groupedBy: [],
    besides: () => ({ tables: '', due: dueLeft(question) }),
  });
  return {
    ...found,
    sql: `(${found.sql} select obligation_id, case_id, participant_id, ${place} as place from fell_due)`,
  };
}

/** What differs between the two reports, as a common table `restated`. What is kept reckoned as of the first time holds at the second. */
function restated({ before, after }: Restatement): { sql: string; values: unknown[] } {
  const [then, now] = [reported(before), reported(after)];
  const { tables } = unreckonedFor(before, { sinceToo: true })(then.zone, then.wanted);
  const { values } = then.wanted;
  const nowSql = now.sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + values.length}`);
  return {
    sql: `with ${tables}, restated as (
      select obligation_id, coalesce(b.case_id, a.case_id) as case_id,
        coalesce(b.participant_id, a.participant_id) as participant_id, b.place as before, a.place as after
      from ${then.sql} b full join ${nowSql} a using (obligation_id)
      where b.place is distinct from a.place)`,
    values: [...values, ...now.wanted.values],
  };
}

type FoundLine = Omit<RestatedLine, 'changed' | 'facts'>;

/** The obligations that two reports count differently, in the order of their ids, from after one. */
export async function restatedLines(
  manager: EntityManager,
  question: Restatement,
  { afterId = '', limit }: { readonly afterId?: string; readonly limit: number },
): Promise<RestatedLine[]> {
  const { sql, values } = restated(question);
  const found: FoundLine[] = await manager.query(
    `${sql} select obligation_id as "obligationId", case_id as "caseId", participant_id as "participantId", before, after
     from restated where obligation_id > $${values.length + 1} order by obligation_id limit ${limit}`,
    [...values, afterId],
  );
  const lines = found.map((line) => ({ ...line, changed: changedIn(line.before, line.after) }));
  const facts = await restatingFacts(manager, lines, question);
  return lines.map((line) => ({ ...line, facts: facts.get(line.obligationId) ?? [] }));
}

/** How many lines are not told to who asks, since their cases are restricted and out of their sight. */
export async function withheldLines(
  manager: EntityManager,
  question: Restatement,
  sight: Sight | null,
): Promise<number> {
  if (question.after.sight !== null) return 0;
  const outOfSight = await restrictedCasesBeyond(manager, sight);
  if (outOfSight.length === 0) return 0;
  const { before, after } = question;
  const { sql, values } = restated({
    before: { ...before, cases: outOfSight },
    after: { ...after, cases: outOfSight },
  });
  const [found] = await manager.query(`${sql} select count(*)::int as withheld from restated`, values);
  return found.withheld;
}

/** A due date says these too. */
const ofTheDueDate: ReadonlySet<string> = new Set(['month', 'quarter', 'financialYear']);

function changedIn(before: PlaceInReport | null, after: PlaceInReport | null): string[] {
  if (!before || !after) return ['countedAs'];
  const differs = (one: object, other: object) => (name: string) =>
    (one as Record<string, unknown>)[name] !== (other as Record<string, unknown>)[name];
  const own = Object.keys(after).filter((name) => name !== 'group');
  const grouped = dimensions.filter((name) => !ofTheDueDate.has(name));
  return [...own.filter(differs(before, after)), ...grouped.filter(differs(before.group, after.group))];
}

/** What each line's facts can be about, besides the obligation itself: only what it is attributed to differently. */
const attributed = {
  ofCase: ['kind', 'bcu', 'lpt', 'offenceGroup'],
  ofOwner: ['owner', 'team'],
  ofEntitlement: ['entitlement'],
  ofMethod: ['method'],
} as const;

const recordedBetween = (column: string): string => `${column} > $2 and ${column} <= $3`;

const restating = `
  with line as (select * from jsonb_to_recordset($1) as l (obligation_id text, case_id text, participant_id text,
      stream text, of_case boolean, of_owner boolean, of_entitlement boolean, of_method boolean)),
  told as (
    select l.obligation_id, v.position from line l join obligation_versions v using (obligation_id)
      where ${recordedBetween('v.recorded_at')}
    union select l.obligation_id, e.replaced_by from line l join earlier_cases e using (case_id)
      where of_case and ${recordedBetween('e.replaced_at')}
    union select l.obligation_id, f.position from line l join case_owners h using (case_id) join facts f using (stream, version)
      where of_owner and ${recordedBetween('h.recorded_at')}
    union select l.obligation_id, f.position from line l join participant_entitlements h using (participant_id)
      join facts f using (stream, version) where of_entitlement and ${recordedBetween('h.recorded_at')}
    union select l.obligation_id, e.replaced_by from line l join obligations o using (obligation_id)
      join earlier_contacts e on e.contact_id = o.discharged_by where of_method and ${recordedBetween('e.replaced_at')}
  )
  select t.obligation_id as "obligationId", f.position, f.type, c.type as because, f.occurred as "occurredAt",
    f.recorded as "recordedAt"
  from told t join facts f using (position) left join facts c on c.stream = f.stream and c.version = f.caused_by
  order by f.position`;

async function restatingFacts(
  manager: EntityManager,
  lines: readonly Omit<RestatedLine, 'facts'>[],
  { before, after }: Restatement,
): Promise<ReadonlyMap<string, RestatingFact[]>> {
  const asked = lines.map(({ obligationId, caseId, participantId, changed }) => {
    const touches = (names: readonly string[]) => names.some((name) => changed.includes(name));
    return {
      obligation_id: obligationId,
      case_id: caseId,
      participant_id: participantId,
      stream: streamOf(caseId),
      of_case: touches(attributed.ofCase),
      of_owner: touches(attributed.ofOwner),
      of_entitlement: touches(attributed.ofEntitlement),
      of_method: touches(attributed.ofMethod),
    };
  });
  const found: (RestatingFact & { obligationId: string })[] = await manager.query(restating, [
    JSON.stringify(asked),
    before.knownAt,
    after.knownAt,
  ]);
  const byLine = new Map<string, RestatingFact[]>();
  for (const { obligationId, ...fact } of found) byLine.set(obligationId, [...(byLine.get(obligationId) ?? []), fact]);
  return byLine;
}
