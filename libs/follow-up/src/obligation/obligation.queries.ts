import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';
import { Conditions } from '@kept-informed/event-store';
import { statusAt } from './status.queries.js';

/** An obligation as the API shows it. Dates are London dates; instants UTC. */
export interface ObligationView {
  obligationId: string;
  caseId: string;
  participantId: string;
  commitment: string;
  edition: string;
  trigger: string;
  arisenAt: Instant;
  dueOn: string | null;
  dueAt: Instant | null;
  generation: number;
  status: string;
  open: boolean;
  dischargedAt: Instant | null;
  dischargedBy: string | null;
  recordedLate: boolean;
  /** The date by which they were last told to expect something, before it was discharged. */
  promisedOn: LocalDate | null;
  owner: string | null;
  team: string | null;
  bcu: string | null;
  lpt: string | null;
  nextRung: { rung: string; at: Instant } | null;
}

/** Which obligations are asked for; everything given must hold. */
export interface ObligationFilter {
  ids?: readonly string[];
  status?: string;
  open?: boolean;
  owner?: string;
  team?: string;
  bcu?: string;
  lpt?: string;
  commitment?: string;
  caseId?: string;
  participantId?: string;
  dueBefore?: Instant;
  dueAfter?: Instant;
  /** Only those after this place in the order (due at, id); without a due date they come last. */
  after?: { dueAt: Instant | null; id: string };
}

const columns = `o.obligation_id, o.case_id, o.participant_id, o.commitment, o.edition, o.trigger, o.arisen_at, o.due_on,
  o.due_at, o.generation, ${statusAt('o')} as status,
  (o.outcome is null and o.lapsed_at is null) as open, o.outcome, o.outcome_at, o.discharged_by, o.recorded_late,
  c.owner, c.team, c.bcu, c.lpt, o.rungs, o.lapsed_at, o.paused_at`;

/** Looked up for the rows of a page `o` alone: for each of the rows that it is cut from it would be most of the work. */
const ofThePage = `
  (select r from jsonb_array_elements(o.rungs) r where o.outcome is null and o.lapsed_at is null
    and o.paused_at is null and (r->>'at')::timestamptz > $1 order by r->>'at' limit 1) as next_rung,
  (select k.promised_next from contacts k where k.case_id = o.case_id and k.promised_next is not null and k.reached
    and k.struck_out_at is null and k.participant_ids && array(select p.participant_id from participants p
      where p.case_id = o.case_id and o.participant_id in (p.participant_id, p.represents))
    and (o.outcome_at is null or k.occurred_at < o.outcome_at)
    order by k.occurred_at desc, k.recorded_at desc limit 1) as promised_on`;

/** Obligations at `now` in the order in which they fall due. */
export async function listObligations(
  manager: EntityManager,
  filter: ObligationFilter,
  now: Instant,
  limit: number,
): Promise<ObligationView[]> {
  const wanted = new Conditions(now);
  wanted.add('o.obligation_id = any(?)', filter.ids);
  wanted.add(`${statusAt('o')} = ?`, filter.status);
  wanted.add('(o.outcome is null and o.lapsed_at is null) = ?', filter.open);
  wanted.add('c.owner = ?', filter.owner);
  wanted.add('c.team = ?', filter.team);
  wanted.add('c.bcu = ?', filter.bcu);
  wanted.add('c.lpt = ?', filter.lpt);
  wanted.add('o.commitment = ?', filter.commitment);
  wanted.add('o.case_id = ?', filter.caseId);
  wanted.add('o.participant_id = ?', filter.participantId);
  wanted.add('o.due_at < ?', filter.dueBefore);
  wanted.add('o.due_at >= ?', filter.dueAfter);
  if (filter.after) {
    const { dueAt, id } = filter.after;
    if (dueAt === null) wanted.add('o.due_at is null and o.obligation_id > ?', id);
    else wanted.add('(o.due_at is null or (o.due_at, o.obligation_id) > (?::timestamptz, ?))', dueAt, id);
  }
  const order = 'order by o.due_at nulls last, o.obligation_id';
  const page = `select ${columns} from obligations o join cases c using (case_id)
    where o.arisen_at <= $1 ${wanted.sql} ${order} limit ${limit}`;
  const sql = `select o.*, ${ofThePage} from (${page}) o ${order}`;
  return (await manager.query(sql, wanted.values)).map(view);
}

/** How many obligations that had arisen by an instant have each status then. */
export function countByStatus(manager: EntityManager, at: Instant): Promise<{ status: string; count: number }[]> {
  return manager.query(
    `select ${statusAt('o')} as status, count(*)::int as count from obligations o where o.arisen_at <= $1
     group by 1 order by 1`,
    [at],
  );
}

interface ObligationRow {
  obligation_id: string;
  case_id: string;
  participant_id: string;
  commitment: string;
  edition: string;
  trigger: string;
  arisen_at: Date;
  due_on: string | null;
  due_at: Date | null;
  generation: number;
  status: string;
  open: boolean;
  outcome: string | null;
  outcome_at: Date | null;
  discharged_by: string | null;
  recorded_late: boolean;
  owner: string | null;
  team: string | null;
  bcu: string | null;
  lpt: string | null;
  next_rung: { rung: string; at: Instant } | null;
  promised_on: LocalDate | null;
}

function view(row: ObligationRow): ObligationView {
  const met = row.outcome === 'met' || row.outcome === 'met-late';
  return {
    obligationId: row.obligation_id,
    caseId: row.case_id,
    participantId: row.participant_id,
    commitment: row.commitment,
    edition: row.edition,
    trigger: row.trigger,
    arisenAt: row.arisen_at.toISOString(),
    dueOn: row.due_on,
    dueAt: row.due_at?.toISOString() ?? null,
    generation: row.generation,
    status: row.status,
    open: row.open,
    dischargedAt: met ? row.outcome_at!.toISOString() : null,
    dischargedBy: row.discharged_by,
    recordedLate: row.recorded_late,
    promisedOn: row.promised_on,
    owner: row.owner,
    team: row.team,
    bcu: row.bcu,
    lpt: row.lpt,
    nextRung: row.next_rung,
  };
}
