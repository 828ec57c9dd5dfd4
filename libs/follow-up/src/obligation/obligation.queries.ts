import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { ask, askByKeptPlan, columns, Conditions } from '@kept-informed/event-store';
import type { Sight } from '@kept-informed/decisions';
import { withinSight } from '../case/sight.queries.js';
import type { Attempts } from '../contact/attempts.rules.js';
import { attemptsAt } from '../contact/contact.queries.js';
import type { Handover } from './obligation.events.js';
import { changed, unchanged } from './known-then.queries.js';
import { statusAt } from './status.queries.js';

/** Whom something is owed to, for those who may see who they are. */
export interface PersonOwed {
  readonly role: string;
  /** Null: no name is kept. */
  readonly name: string | null;
}

/** An obligation as the API shows it. Dates are London dates; instants UTC. */
export interface ObligationView {
  readonly obligationId: string;
  readonly caseId: string;
  readonly case: { readonly reference: string; readonly kind: string };
  readonly participantId: string;
  readonly commitment: string;
  readonly edition: string;
  readonly trigger: string;
  readonly arisenAt: Instant;
  readonly dueOn: string | null;
  readonly dueAt: Instant | null;
  /** What it waits for to have a due date, `calendar 2029`; null: for nothing. */
  readonly awaiting: string | null;
  readonly generation: number;
  readonly status: string;
  readonly open: boolean;
  /** Open, or excused and not done since. */
  readonly toBeDone: boolean;
  /** When it was met, or done after it had been excused. */
  readonly dischargedAt: Instant | null;
  readonly dischargedBy: string | null;
  readonly recordedLate: boolean;
  /** Nothing recorded by its due instant implied it. */
  readonly recordedAfterDue: boolean;
  /** Something recorded since says that it should stand otherwise, and nobody has decided yet. */
  readonly disputed: boolean;
  /** How it stood at its due instant, where it was bettered since. */
  readonly stood: string | null;
  /** Staff id of the owner at due time, where a confirmed dispute moved it to another. */
  readonly reattributedTo: string | null;
  /** Whom the case was taken from and who had it, where it was missed within two working days of that. */
  readonly handover: Handover | null;
  /** `opt-out-voided`: what waived it was found never to have been the participant's wish. */
  readonly mark: string | null;
  /** The date by which they were last told to expect something, before it was discharged. */
  readonly promisedOn: LocalDate | null;
  /** Attempts to reach the participant since somebody was last in touch with them. */
  readonly attempts: Attempts;
  readonly owner: string | null;
  readonly team: string | null;
  readonly bcu: string | null;
  readonly lpt: string | null;
  readonly nextRung: { readonly rung: string; readonly at: Instant } | null;
  /** Only where names were asked for. */
  readonly person?: PersonOwed;
}

/** Which obligations are asked for; everything given must hold. */
export interface ObligationFilter {
  readonly ids?: readonly string[];
  readonly status?: string;
  readonly open?: boolean;
  readonly toBeDone?: boolean;
  readonly owner?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly lpt?: string;
  readonly commitment?: string;
  readonly caseId?: string;
  readonly participantId?: string;
  readonly dueBefore?: Instant;
  readonly dueAfter?: Instant;
  /** Only those after this place in the order (due at, id); without a due date they come last. */
  readonly after?: { readonly dueAt: Instant | null; readonly id: string };
}

/** Of a row `o` of obligations: nothing has ended it. */
export const isOpen = '(o.outcome is null and o.lapsed_at is null)';

/** Spelled as in the index of what can be still to be done. */
const canBeDone = `(o.lapsed_at is null and (o.outcome is null or (o.outcome = 'excused' and o.done_at is null)))`;

/**
 * Of a row `o` of obligations on a case `c`: it is open, or it was excused and not done since, nothing took its place, and its
 * case is followed up here (rules.md, Excusals).
 */
const isToBeDone = `(${canBeDone} and (o.outcome is null
  or (c.merged_at is null and c.transferred_to is null and c.closure_reason is distinct from 'cancelled' and not exists (
    select from obligations n where n.case_id = o.case_id and n.participant_id = o.participant_id
      and n.commitment = o.commitment and n.trigger_id = o.trigger_id and n.arisen_at > o.arisen_at))))`;

/** The same, beginning as the index of what can be still to be done is spelled. */
export const thatIsToBeDone = `${canBeDone} and ${isToBeDone}`;

/**
 * Of a row `o` of obligations: it had arisen by `$1`, as nearly all have. Spelled so that no index is looked through for it: a plan
 * that a connection keeps went through all that ever arose for each case of an owner, which took seconds.
 */
export const hasArisen = '(o.arisen_at <= $1) is true';

/** Of a row `o` of obligations: what it waits for to have a due date. */
export const awaiting = `case when o.due_at is null and o.awaits is not null then 'calendar ' || o.awaits end`;

/** Looked up for the rows of a page `o` alone: for each of the rows that it is cut from it would be most of the work. */
const nextRung = `
  case when o.open and o.paused_at is null then (
    select jsonb_path_query_first(l.rungs, '$[*] ? (@.at > $now)', $2::jsonb) from obligation_ladders l
    where l.obligation_id = o.obligation_id and l.generation = o.generation) end`;

/** Of a row `o` of obligations. */
export const handover = `case when o.handed_over_from is not null
  then json_build_object('from', o.handed_over_from, 'to', o.handed_over_to) end`;

const promisedOn = `
  (select k.promised_next from contacts k where k.case_id = o.case_id and k.promised_next is not null and k.reached
    and k.struck_out_at is null and k.participant_ids && array(select p.participant_id from participants p
      where p.case_id = o.case_id and o.participant_id in (p.participant_id, p.represents))
    and (o.outcome_at is null or k.occurred_at < o.outcome_at)
    order by k.occurred_at desc, k.recorded_at desc limit 1)`;

const shown = `
  ${columns<ObligationView>('o', 'obligationId', 'caseId', 'participantId', 'commitment', 'edition', 'trigger')},
  ${columns<ObligationView>('o', 'arisenAt', 'dueOn', 'dueAt', 'generation', 'status', 'open')},
  ${columns<ObligationView>('o', 'toBeDone')},
  ${awaiting} as awaiting,
  case when o.outcome in ('met', 'met-late') then o.outcome_at else o.done_at end as "dischargedAt",
  ${columns<ObligationView>('o', 'dischargedBy', 'recordedLate', 'disputed', 'stood', 'reattributedTo', 'mark')},
  o.implied_at is not null as "recordedAfterDue", ${handover} as handover, ${promisedOn} as "promisedOn",
  ${columns<ObligationView>('o', 'owner', 'team', 'bcu', 'lpt')},
  json_build_object('reference', o.reference, 'kind', o.kind) as case,
  ${nextRung} as "nextRung"`;

const attempts = `${attemptsAt('o.participant_id', 'o.case_id', '$1')} as attempts`;

/** What is asked of obligations. */
export interface ObligationsQuestion {
  readonly filter: ObligationFilter;
  /** Whose statuses are shown. */
  readonly now: Instant;
  /** As was recorded by `now`, asked of a manager whose tables are as they stood then. */
  readonly asKnown?: boolean;
  /** As many as a case can have, unless fewer are asked for. */
  readonly limit?: number;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
  /** SQL for the name of a participant by SQL for their id; none: nobody is named. */
  readonly nameOf?: (participantId: string) => string;
}

/** More than any case has. */
const allOfCase = 500;

/** SQL for who a participant is, by SQL for their id and for the name of an id. */
export const personOf = (participantId: string, nameOf: (participantId: string) => string): string => `
  (select json_build_object('role', r.role, 'name', ${nameOf('r.participant_id')}) from participants r
    where r.participant_id = ${participantId})`;

/** Obligations in the order in which they fall due. */
export function listObligations(manager: EntityManager, question: ObligationsQuestion): Promise<ObligationView[]> {
  return ask(manager, ...inOrder(question, besides(question)));
}

/** What is shown of an obligation that is not read with its case. */
function besides({ nameOf }: ObligationsQuestion): string[] {
  return [attempts, ...(nameOf ? [`${personOf('o.participant_id', nameOf)} as person`] : [])];
}

/** An obligation without its attempts, for who knows those of its participant already. */
export type ObligationOfCase = Omit<ObligationView, 'attempts'>;

/** Everything that was ever owed on a case, in the order in which it falls due. */
export const obligationsOfCase = (manager: EntityManager, caseId: string, now: Instant): Promise<ObligationOfCase[]> =>
  ask(manager, ...inOrder({ filter: { caseId }, now }, []));

/** Which of them are asked for; `values`: what stands before. */
function wantedOf({ filter, sight }: ObligationsQuestion, ...values: unknown[]): Conditions {
  const wanted = new Conditions(...values);
  wanted.add('o.obligation_id = any(?)', filter.ids);
  wanted.add(`${statusAt('o')} = ?`, filter.status);
  // Spelled out, because there is an index of those that are open.
  if (filter.open !== undefined) wanted.add(filter.open ? isOpen : `not ${isOpen}`);
  if (filter.toBeDone !== undefined) wanted.add(filter.toBeDone ? thatIsToBeDone : `not ${isToBeDone}`);
  wanted.is('c.owner', filter.owner);
  wanted.is('c.team', filter.team);
  wanted.is('c.bcu', filter.bcu);
  wanted.is('c.lpt', filter.lpt);
  wanted.add('o.commitment = ?', filter.commitment);
  wanted.add('o.case_id = ?', filter.caseId);
  wanted.add('o.participant_id = ?', filter.participantId);
  wanted.add('o.due_at < ?', filter.dueBefore);
  wanted.add('o.due_at >= ?', filter.dueAfter);
  withinSight(wanted, sight);
  if (filter.after) {
    const { dueAt, id } = filter.after;
    if (dueAt === null) wanted.add('o.due_at is null and o.obligation_id > ?', id);
    else wanted.add('(o.due_at is null or (o.due_at, o.obligation_id) > (?::timestamptz, ?))', dueAt, id);
  }
  return wanted;
}

/** The text and the values of such a list. */
function inOrder(question: ObligationsQuestion, besides: readonly string[]): [text: string, values: unknown[]] {
  const { now, asKnown = false, limit = allOfCase } = question;
  const wanted = wantedOf(question, now, { now });
  const order = 'order by o.due_at nulls last, o.obligation_id';
  const pageOf = (table: string) => `
    select o.*, ${statusAt('o')} as status, ${isOpen} as open, ${isToBeDone} as to_be_done, c.owner, c.team, c.bcu, c.lpt,
      c.reference, c.kind
    from ${table} o join cases c using (case_id) where ${hasArisen} ${wanted.sql} ${order} limit ${limit}`;
  const page = asKnown ? `(${pageOf(unchanged)}) union all (${pageOf(changed)})` : pageOf('obligations');
  return [`select ${[shown, ...besides].join()} from (${page}) o ${order} limit ${limit}`, wanted.values];
}

/** Where one of these is asked for, the best way to find it depends on how many obligations have it. */
const narrowing = ['ids', 'status', 'owner', 'team', 'bcu', 'lpt', 'commitment', 'caseId', 'participantId'] as const;

/** The same on a connection of its own; what is due of all by the plan that is kept. */
export function listObligationsOn(one: EntityManager, question: ObligationsQuestion): Promise<ObligationView[]> {
  const askList = narrowing.some((name) => question.filter[name] !== undefined) ? ask : askByKeptPlan;
  return askList<ObligationView>(one, ...inOrder(question, besides(question)));
}

/** How many obligations that had arisen by an instant have each status then, of those that a list would show whole. */
export function countByStatus(
  manager: EntityManager,
  question: ObligationsQuestion,
): Promise<{ status: string; count: number }[]> {
  const { sql, values } = wantedOf(question, question.now);
  const text = `select ${statusAt('o')} as status, count(*)::int as count from obligations o join cases c using (case_id)
    where o.arisen_at <= $1 ${sql} group by 1 order by 1`;
  return manager.query(text, values);
}
