import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import { columns, Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { withinSight } from '../case/sight.queries.js';
import type { Disputable, DisputedStanding } from './dispute.events.js';

/** A dispute as somebody who is to decide it sees it. Dates are those of the force's zone. */
export interface DisputeView {
  readonly disputeId: string;
  readonly obligationId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly commitment: string;
  readonly participantId: string;
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
  readonly stood: Disputable;
  readonly would: DisputedStanding;
  readonly wouldOwner: string | null;
  readonly recordedBy: readonly string[];
  readonly raisedAt: Instant;
  readonly decideBy: Instant | null;
  /** Who is to decide it: the performance unit once it has waited too long. */
  readonly with: 'supervisor' | 'performance-unit';
  readonly owner: string | null;
  readonly team: string | null;
  readonly bcu: string | null;
  readonly lpt: string | null;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly confirmed: boolean | null;
  /** Since when what raised it is undone. */
  readonly endedAt: Instant | null;
}

/** Which disputes; everything given must hold. */
export interface DisputeFilter {
  readonly id?: string;
  readonly decided?: boolean;
  readonly with?: string;
  readonly caseId?: string;
  readonly obligationId?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly lpt?: string;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
  /** Only those after this place in the order. */
  readonly after?: { readonly raisedAt: Instant; readonly id: string };
}

const isWaiting = 'd.decided_at is null and d.ended_at is null';
const withWhom = `case when d.decide_by <= $1 then 'performance-unit' else 'supervisor' end`;

/** SQL: whether it is one that waits, or waited, in the case that its own was merged into: there it is decided, once (rules.md, Mergers). */
const isOwedOn = `(c.merged_into is not null and exists (
  select from obligations n join disputes e using (obligation_id) where n.case_id = c.merged_into and n.commitment = o.commitment
    and n.trigger_id = o.trigger_id and n.anchor_id = o.anchor_id and n.period = o.period
    and n.participant_id = coalesce(c.merged_participants->>o.participant_id, o.participant_id) and e.raised_at = d.raised_at))`;

/** Disputes in the order in which they were raised, as of `now`. */
export function listDisputes(
  manager: EntityManager,
  filter: DisputeFilter,
  now: Instant,
  limit: number,
): Promise<DisputeView[]> {
  const wanted = new Conditions(now);
  wanted.add('d.dispute_id = ?', filter.id);
  if (filter.decided !== undefined) wanted.add(filter.decided ? 'd.decided_at is not null' : isWaiting);
  wanted.add(`${withWhom} = ?`, filter.with);
  wanted.add('d.case_id = ?', filter.caseId);
  wanted.add('d.obligation_id = ?', filter.obligationId);
  wanted.is('c.team', filter.team);
  wanted.is('c.bcu', filter.bcu);
  wanted.is('c.lpt', filter.lpt);
  withinSight(wanted, filter.sight);
  wanted.add('(d.raised_at, d.dispute_id) > (?::timestamptz, ?)', filter.after?.raisedAt, filter.after?.id);
  return manager.query(
    `select ${columns<DisputeView>('d', 'disputeId', 'obligationId', 'caseId', 'stood', 'would', 'wouldOwner')},
      ${columns<DisputeView>('d', 'recordedBy', 'raisedAt', 'decideBy', 'decidedAt', 'decidedBy', 'confirmed')},
      ${columns<DisputeView>('d', 'endedAt')}, ${columns<DisputeView>('c', 'reference', 'kind', 'owner', 'team', 'bcu', 'lpt')},
      ${columns<DisputeView>('o', 'commitment', 'participantId', 'dueOn', 'dueAt')}, ${withWhom} as "with"
    from disputes d join cases c using (case_id) join obligations o using (obligation_id)
    where not ${isOwedOn} ${wanted.sql} order by d.raised_at, d.dispute_id limit ${limit}`,
    wanted.values,
  );
}
