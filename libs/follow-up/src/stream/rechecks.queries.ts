import type { UnitOfWork } from '@kept-informed/event-store';

/**
 * Cases that new terms may have changed and that are to be settled under them. No read table: a rebuild leaves it, because
 * no fact says how far the worker has come.
 */
export class Rechecks {
  constructor(private readonly work: UnitOfWork) {}

  /** Every case with something open; all there are, where what was never owed before may become so. */
  async put(versionId: string, adoptsMore: boolean): Promise<number> {
    const [{ put }] = await this.work.manager.query(
      `with put as (
        insert into rechecks (case_id, version_id)
        select case_id, $1 from (${openCases(adoptsMore)}) as open (case_id)
        on conflict (case_id) do update set version_id = excluded.version_id returning case_id
      ) select count(*)::int as put from put`,
      [versionId],
    );
    return put;
  }

  /** Up to `limit` of those that are left, none of which is already known. */
  async waiting(limit: number, known: readonly string[] = []): Promise<string[]> {
    const rows: { case_id: string }[] = await this.work.manager.query(
      'select case_id from rechecks where not case_id = any($2) order by case_id limit $1',
      [limit, known],
    );
    return rows.map(({ case_id: caseId }) => caseId);
  }

  /** They were settled under what holds now, in the transaction under way. */
  async done(caseIds: readonly string[]): Promise<void> {
    await this.work.manager.query('delete from rechecks where case_id = any($1)', [caseIds]);
  }

  /** How many are left. */
  async left(): Promise<number> {
    const [{ left }] = await this.work.manager.query('select count(*)::int as left from rechecks');
    return left;
  }
}

/** The cases that an activation can change, for a statement to go on from. */
export function openCases(adoptsMore: boolean): string {
  return adoptsMore
    ? 'select case_id from cases'
    : 'select distinct case_id from obligations where settled_as is null and lapsed_at is null';
}
