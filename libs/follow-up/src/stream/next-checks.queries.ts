import { added, ask, Conditions, type RowChange, type UnitOfWork } from '@kept-informed/event-store';
import type { Instant } from '@kept-informed/calendar';
import type { EntityManager } from 'typeorm';

/**
 * When each case is to be looked at next, worked out from its stream as far as a version; null: never, unless something is
 * recorded. Written with the facts and found by the sweep. It tells nothing of the case, so it is no fact; and of two who
 * looked at once the one who saw more of the stream holds.
 */
export const nextChecks = {
  name: 'next_checks',
  key: ['case_id'],
  columns: ['case_id', 'version', 'at', 'terms_changed'],
  carried: true,
  latest: { by: 'version', sets: ['at', 'terms_changed'] },
} as const;

export function nextCheck(caseId: string, version: number, at: Instant | null): RowChange {
  return added(nextChecks, { case_id: caseId, version, at, terms_changed: false });
}

/** The cases in which something is open, for a statement to go on from; all there are, where what never was owed may be. */
export function openCases(adoptsMore: boolean): string {
  return adoptsMore
    ? 'select case_id from cases'
    : 'select distinct case_id from obligations where outcome is null and lapsed_at is null';
}

/** Nobody knows any more how far the worker had come: every case that is not at rest is due for a look. */
export async function lookAtAllThatIsOpen(work: UnitOfWork): Promise<void> {
  await work.manager.query(
    `insert into next_checks (case_id, version, at)
     select case_id, 0, '-infinity' from cases
     where merged_into is null and (closed_at is null or case_id in (${openCases(false)})
       or case_id in (select case_id from alerts where status not in ('cleared', 'withdrawn')))`,
  );
}

const due = {
  name: 'cases_due',
  text: 'select case_id as "caseId" from next_checks where at <= $1 order by at, case_id limit $2',
};
const left = { name: 'rechecks_left', text: 'select count(*)::int as left from next_checks where terms_changed' };

/** When cases are to be looked at. */
export class NextChecks {
  constructor(private readonly work: UnitOfWork) {}

  /** The cases to look at by now, the longest due first. */
  async due(now: Instant, limit: number): Promise<string[]> {
    const rows = await this.work.ask<{ caseId: string }>(due, [now, limit]);
    return rows.map(({ caseId }) => caseId);
  }

  /** See {@link awaitingLook}. */
  awaiting(now: Instant, of: { readonly caseId?: string; readonly obligationId?: string }): Promise<string[]> {
    return awaitingLook(this.work.manager, now, of);
  }

  /** Has every case that an activation can change looked at from an instant on; answers how many there are. */
  termsChanged(at: Instant, adoptsMore: boolean): Promise<number> {
    return this.#lookAt(openCases(adoptsMore), at);
  }

  /** The same of those in which something awaits a calendar, however far its activation reaches. */
  calendarCame(at: Instant): Promise<number> {
    return this.#lookAt('select distinct case_id from obligations where awaits is not null', at);
  }

  async #lookAt(cases: string, at: Instant): Promise<number> {
    const [{ put }] = await this.work.manager.query(
      `with put as (
        insert into next_checks (case_id, version, at, terms_changed)
        select case_id, 0, $1, true from (${cases}) as open (case_id)
        on conflict (case_id) do update set at = least(next_checks.at, excluded.at), terms_changed = true
        returning case_id
      ) select count(*)::int as put from put`,
      [at],
    );
    return put;
  }

  /** How many cases have not been looked at since the terms were changed. */
  async termsChangedLeft(): Promise<number> {
    const [row] = await this.work.ask<{ left: number }>(left);
    return row!.left;
  }
}

/** By year, how many obligations that are open have no due date yet, because its holidays are missing. */
export function awaitingCalendar(manager: EntityManager): Promise<{ year: number; count: number }[]> {
  return manager.query(
    `select awaits as year, count(*)::int as count from obligations
     where awaits is not null and due_at is null and outcome is null and lapsed_at is null group by 1 order by 1`,
  );
}

/** As many as are looked at while somebody waits. */
const mostAwaited = 100;

/** The cases that wait to be looked at by an instant, the longest first, or that of something: rows of theirs may be missing that time alone brought about. */
export async function awaitingLook(
  manager: EntityManager,
  now: Instant,
  { caseId, obligationId }: { readonly caseId?: string; readonly obligationId?: string },
): Promise<string[]> {
  const wanted = new Conditions(now);
  wanted.add('case_id = ?', caseId);
  wanted.add('case_id = (select case_id from obligations where obligation_id = ?)', obligationId);
  const rows = await ask<{ caseId: string }>(
    manager,
    `select case_id as "caseId" from next_checks where at <= $1 ${wanted.sql} order by at, case_id limit ${mostAwaited}`,
    wanted.values,
  );
  return rows.map(({ caseId: id }) => id);
}

/** The instant of the oldest look that is due and not yet had; null where none is. */
export async function oldestDue(manager: EntityManager, now: Instant): Promise<Instant | null> {
  const [row] = await manager.query(`select min(at) as at from next_checks where at > '-infinity' and at <= $1`, [now]);
  return row.at;
}
