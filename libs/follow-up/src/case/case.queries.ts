import type { Instant } from '@kept-informed/calendar';
import { type UnitOfWork, ask, columns, Conditions, versionOf } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';
import { conflict, type Sight } from '@kept-informed/decisions';
import { withinSight } from './sight.queries.js';
import { seesEverything, type WhoSees } from './who-sees.js';
import { streamPrefix } from './case.stream.js';

/** References that are in use. */
export class References {
  constructor(
    private readonly work: UnitOfWork,
    private readonly whoSees: WhoSees = seesEverything,
  ) {}

  /**
   * Refused where a case of the kind has the reference, telling which, unless that is out of sight of who asks. One that was
   * recorded in error has it no more.
   */
  async requireFree(kind: string, reference: string): Promise<void> {
    const [taken]: { caseId: string }[] = await this.work.manager.query(
      'select case_id as "caseId" from cases where kind = $1 and reference = $2 and holds_reference',
      [kind, reference],
    );
    if (!taken) return;
    const isSeen = (await this.whoSees.seenOf([taken.caseId])).has(taken.caseId);
    throw conflict('reference-taken', 'Another case of this kind has this reference.', isSeen ? taken : undefined);
  }
}

/** Whether an error says that two cases of one kind were given the same reference at the same time. */
export function isReferenceRace(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === 'cases_reference';
}

/** A case as lists show it: no personal data. */
export interface CaseView {
  readonly caseId: string;
  readonly kind: string;
  readonly reference: string;
  readonly offenceGroup: string | null;
  readonly openedAt: Instant;
  readonly area: { readonly bcu: string; readonly lpt: string | null } | null;
  readonly owner: string | null;
  readonly team: string | null;
  /** Merged: the matter is followed up in another case. */
  readonly status: CaseStatus;
  readonly closedAt: Instant | null;
  readonly closureReason: string | null;
  /** The force that has accepted it, and its reference there. */
  readonly transferredTo: string | null;
  readonly transferredReference: string | null;
  readonly mergedInto: string | null;
  /** Before somebody is contacted it is confirmed that it is safe. */
  readonly highRisk: boolean;
  readonly version: number;
}

export const caseStatuses = ['open', 'closed', 'merged'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

const statusOf = `case when merged_into is not null then 'merged' when closed_at is null then 'open' else 'closed' end`;

export interface CaseFilter {
  readonly caseId?: string;
  readonly ids?: readonly string[];
  readonly reference?: string;
  readonly q?: string;
  readonly owner?: string;
  readonly team?: string;
  readonly bcu?: string;
  readonly lpt?: string;
  readonly status?: CaseStatus;
  /** Whose cases alone; everybody's where it is left out. */
  readonly sight?: Sight | null;
  /** Only those after this place in the order (opened at, id), latest first. */
  readonly after?: { readonly openedAt: Instant; readonly id: string };
}

/** Cases, the latest first. */
export function listCases(manager: EntityManager, filter: CaseFilter, limit: number): Promise<CaseView[]> {
  const wanted = new Conditions();
  wanted.add('case_id = ?', filter.caseId);
  wanted.add('case_id = any(?)', filter.ids);
  wanted.add('reference = ?', filter.reference);
  wanted.add('starts_with(reference, upper(?))', filter.q);
  wanted.is('owner', filter.owner);
  wanted.is('team', filter.team);
  wanted.is('bcu', filter.bcu);
  wanted.is('lpt', filter.lpt);
  wanted.add(`${statusOf} = ?`, filter.status);
  withinSight(wanted, filter.sight);
  wanted.add('(opened_at, case_id) < (?::timestamptz, ?)', filter.after?.openedAt, filter.after?.id);
  return ask(
    manager,
    `select ${shown} from cases c where true ${wanted.sql} order by opened_at desc, case_id desc limit ${limit}`,
    wanted.values,
  );
}

const shown = `${columns<CaseView>('c', 'caseId', 'kind', 'reference', 'offenceGroup', 'openedAt')},
  case when bcu is not null then jsonb_build_object('bcu', bcu, 'lpt', lpt) end as area, owner, team,
  ${statusOf} as status, ${columns<CaseView>('c', 'closedAt', 'closureReason', 'transferredTo', 'transferredReference', 'mergedInto', 'highRisk')},
  ${versionOf(`'${streamPrefix}' || case_id`)} as version`;
