import type { Instant } from '@kept-informed/calendar';
import { type UnitOfWork, Conditions } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { conflict } from '@kept-informed/decisions';

/** References that are in use. */
export class References {
  constructor(private readonly work: UnitOfWork) {}

  /** Refused where a case of the kind has the reference, telling which. */
  async requireFree(kind: string, reference: string): Promise<void> {
    const rows = await this.work.manager.query('select case_id from cases where kind = $1 and reference = $2', [
      kind,
      reference,
    ]);
    if (rows.length > 0)
      throw conflict('reference-taken', 'Another case of this kind has this reference.', { caseId: rows[0].case_id });
  }
}

/** Whether an error says that two cases of one kind were given the same reference at the same time. */
export function isReferenceRace(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'cases_reference';
}

/** A case as lists show it: no personal data. */
export interface CaseView {
  caseId: string;
  kind: string;
  reference: string;
  offenceGroup: string | null;
  openedAt: Instant;
  area: { bcu: string; lpt: string | null } | null;
  owner: string | null;
  team: string | null;
  /** Merged: the matter is followed up in another case. */
  status: CaseStatus;
  closedAt: Instant | null;
  closureReason: string | null;
  mergedInto: string | null;
  version: number;
}

export const caseStatuses = ['open', 'closed', 'merged'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

const statusOf = `case when merged_into is not null then 'merged' when closed_at is null then 'open' else 'closed' end`;

export interface CaseFilter {
  caseId?: string;
  reference?: string;
  q?: string;
  owner?: string;
  team?: string;
  bcu?: string;
  lpt?: string;
  status?: CaseStatus;
  /** Only those after this place in the order (opened at, id), latest first. */
  after?: { openedAt: Instant; id: string };
}

/** Cases, the latest first. */
export async function listCases(manager: EntityManager, filter: CaseFilter, limit: number): Promise<CaseView[]> {
  const wanted = new Conditions();
  wanted.add('case_id = ?', filter.caseId);
  wanted.add('reference = ?', filter.reference);
  wanted.add('starts_with(lower(reference), lower(?))', filter.q);
  wanted.add('owner = ?', filter.owner);
  wanted.add('team = ?', filter.team);
  wanted.add('bcu = ?', filter.bcu);
  wanted.add('lpt = ?', filter.lpt);
  wanted.add(`${statusOf} = ?`, filter.status);
  wanted.add('(opened_at, case_id) < (?::timestamptz, ?)', filter.after?.openedAt, filter.after?.id);
  const rows: CaseRow[] = await manager.query(
    `select c.*, ${statusOf} as status,
       (select max(version) from facts where stream = 'case-' || c.case_id) as version from cases c
     where true ${wanted.sql} order by opened_at desc, case_id desc limit ${limit}`,
    wanted.values,
  );
  return rows.map(view);
}

interface CaseRow {
  case_id: string;
  kind: string;
  reference: string;
  offence_group: string | null;
  opened_at: Date;
  bcu: string | null;
  lpt: string | null;
  owner: string | null;
  team: string | null;
  closed_at: Date | null;
  closure_reason: string | null;
  merged_into: string | null;
  status: CaseStatus;
  version: number;
}

function view(row: CaseRow): CaseView {
  return {
    caseId: row.case_id,
    kind: row.kind,
    reference: row.reference,
    offenceGroup: row.offence_group,
    openedAt: row.opened_at.toISOString(),
    area: row.bcu === null ? null : { bcu: row.bcu, lpt: row.lpt },
    owner: row.owner,
    team: row.team,
    status: row.status,
    closedAt: row.closed_at?.toISOString() ?? null,
    closureReason: row.closure_reason,
    mergedInto: row.merged_into,
    version: row.version,
  };
}
