import type { Clock, Instant } from '@kept-informed/calendar';
import { type UnitOfWork, ask, columns } from '@kept-informed/event-store';
import type { ImportRefusal } from '../reading/refusal.js';
import type { ImportProgress } from '../run/bring-in.js';
import type { ImportReport } from '../run/import-report.js';
import { reversalShown, type ReversalView } from './reversal.register.js';

/**
 * How far an import is. `stopped`: it was asked to, or its process was, and given again it goes on; `interrupted`: nothing
 * has been heard for a minute of the process that was at it; `failed`: by a fault of ours or of the database.
 */
export const importStates = ['waiting', 'running', 'done', 'stopped', 'failed', 'interrupted'] as const;
export type ImportState = (typeof importStates)[number];

/** An import as the register receives it. */
export interface ReceivedImport {
  readonly importId: string;
  readonly profile: string;
  readonly dryRun: boolean;
  /** Staff id; nobody's: by the command line. */
  readonly startedBy?: string;
  /** How large the file was. */
  readonly bytes?: number;
}

/** An import as it stands. */
export interface ImportView {
  readonly importId: string;
  readonly profile: string;
  readonly dryRun: boolean;
  readonly startedBy: string | null;
  readonly bytes: number | null;
  readonly receivedAt: Instant;
  readonly endedAt: Instant | null;
  readonly state: ImportState;
  /** Cases dealt with, of how many. */
  readonly done: number;
  readonly total: number;
  /** What it did, or would do; null until it has ended. */
  readonly report: Omit<ImportReport, 'requestId' | 'dryRun'> | null;
  /** How many rows and files were refused; of more than 10,000 those are listed. */
  readonly problems: number;
  /** What became of taking it back; null: nobody has asked for that. */
  readonly reversal: ReversalView | null;
}

/** A row that was not taken, and why; never what stood in it. */
export interface ImportProblem {
  /** Place in the list, from 1. */
  readonly place: number;
  /** The line of the file; 0: the file as a whole. */
  readonly row: number;
  readonly column: string | null;
  readonly code: string;
  readonly detail: string;
}

/** How an import ended. */
export interface ImportEnd {
  readonly state: Extract<ImportState, 'done' | 'stopped' | 'failed'>;
  readonly report?: ImportReport;
  readonly progress: ImportProgress;
  /** All that were refused, and the first of them. */
  readonly problems: number;
  readonly listed: readonly ImportRefusal[];
}

const silence = `interval '1 minute'`;
const state = `case when state in ('waiting', 'running') and beat_at < now() - ${silence} then 'interrupted' else state end`;

const shown = `
  select ${columns<ImportView>('i', 'importId', 'profile', 'dryRun', 'startedBy', 'receivedAt', 'endedAt')},
    ${state} as state, bytes::float8 as bytes, ${columns<ImportView>('i', 'done', 'total', 'report', 'problems')},
    ${reversalShown} as reversal
  from imports i`;

/** After which import a list goes on. */
export type ImportPlace = Pick<ImportView, 'receivedAt' | 'importId'>;

/** What was brought in, whoever did it. Facts of an import carry its id as that of their request. */
export class ImportRegister {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async receive({ importId, profile, dryRun, startedBy = undefined, bytes }: ReceivedImport): Promise<void> {
    await this.work.manager.query(
      `insert into imports (import_id, profile, dry_run, started_by, bytes, received_at, state)
       values ($1, $2, $3, $4, $5, $6, 'waiting')`,
      [importId, profile, dryRun, startedBy ?? null, bytes ?? null, this.clock.now()],
    );
  }

  /** Somebody is at it, and how far they are; before they begin they only say that it waits. */
  async hear(importId: string, at: 'waiting' | 'running', { done, total }: ImportProgress): Promise<void> {
    await this.work.manager.query(
      'update imports set state = $2, done = $3, total = $4, beat_at = now() where import_id = $1',
      [importId, at, done, total],
    );
  }

  /** It has ended: what it did and what was refused is kept together. */
  async end(importId: string, { state: ended, report, progress, problems, listed }: ImportEnd): Promise<void> {
    await this.work.run(async (manager) => {
      const rows = listed.map(({ line, column, code, detail }, at) => ({
        place: at + 1,
        row: line,
        column,
        code,
        detail,
      }));
      await manager.query(
        `insert into import_problems (import_id, place, row_number, column_name, code, detail)
         select $1, place, "row", "column", code, detail from jsonb_to_recordset($2::jsonb)
           as p (place integer, "row" integer, "column" text, code text, detail text)`,
        [importId, JSON.stringify(rows)],
      );
      const { requestId: _, dryRun: __, ...kept } = report ?? ({} as Partial<ImportReport>);
      await manager.query(
        `update imports set state = $2, ended_at = $3, report = $4, problems = $5, done = $6, total = $7,
           beat_at = now() where import_id = $1`,
        [
          importId,
          ended,
          this.clock.now(),
          report ? JSON.stringify(kept) : null,
          problems,
          progress.done,
          progress.total,
        ],
      );
    });
  }

  async one(importId: string): Promise<ImportView | undefined> {
    const [found] = await ask<ImportView>(this.work.manager, `${shown} where import_id = $1`, [importId]);
    return found;
  }

  /** The newest first, after a place in the list. */
  list(after: ImportPlace | undefined, limit: number): Promise<ImportView[]> {
    return ask(
      this.work.manager,
      `${shown} where $1::timestamptz is null or (received_at, import_id) < ($1, $2)
       order by received_at desc, import_id desc limit $3`,
      [after?.receivedAt ?? null, after?.importId ?? null, limit],
    );
  }

  /** What was not taken, in the order of the file, after a place in the list. */
  problemsOf(importId: string, after: string, limit: number): Promise<ImportProblem[]> {
    return ask(
      this.work.manager,
      `select place, row_number as "row", column_name as "column", code, detail from import_problems
       where import_id = $1 and place > $2::bigint order by place limit $3`,
      [importId, after, limit],
    );
  }
}
