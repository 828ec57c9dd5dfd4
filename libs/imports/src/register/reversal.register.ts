import type { Clock, Instant } from '@kept-informed/calendar';
import { conflict, type NoteSeal } from '@kept-informed/decisions';
import { type UnitOfWork, jsonInstant } from '@kept-informed/event-store';
import type { ReversalReport } from '../reversal/reverse-import.js';

/** How far a reversal is; by the same words as an import. */
export const reversalStates = ['running', 'done', 'stopped', 'failed', 'interrupted'] as const;
export type ReversalState = (typeof reversalStates)[number];

/** An import that is taken back, or was. */
export interface ReversalView {
  readonly state: ReversalState;
  /** Staff id. */
  readonly by: string;
  readonly askedAt: Instant;
  readonly endedAt: Instant | null;
  /** What was done; null until it has ended. */
  readonly report: ReversalReport | null;
}

/** Who asks for a reversal, and the note that says why. */
export interface AskedReversal {
  readonly importId: string;
  readonly by: string;
  readonly seal: Required<NoteSeal>;
}

const silence = `interval '1 minute'`;
const state = `case when reversal_state = 'running' and reversal_beat_at < now() - ${silence} then 'interrupted' else reversal_state end`;

/** The columns of an import that tell of its reversal, as one. */
export const reversalShown = `case when reversal_state is not null then jsonb_build_object('state', ${state},
  'by', reversed_by, 'askedAt', ${jsonInstant('reversal_asked_at')}, 'endedAt', ${jsonInstant('reversal_ended_at')},
  'report', reversal) end`;

/** That imports are taken back. One that was stopped or interrupted is asked for again, and goes on. */
export class ReversalRegister {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Refused while the import or its reversal runs, of a dry run, and twice. The import must be there. */
  async begin({ importId, by, seal }: AskedReversal): Promise<void> {
    const [found] = await this.work.manager.query(
      `select dry_run, state in ('waiting', 'running') and beat_at >= now() - ${silence} as busy, ${state} as reversal
       from imports where import_id = $1 for update`,
      [importId],
    );
    if (found.dry_run) throw conflict('dry-run', 'Nothing was written: there is nothing to take back.');
    if (found.busy) throw conflict('still-importing', 'It has not ended yet.');
    if (found.reversal === 'done' || found.reversal === 'running')
      throw conflict('already-reversed', 'It was reversed before, or is being reversed.');
    await this.work.manager.query(
      `update imports set reversal_state = 'running', reversed_by = $2, reversal_asked_at = $3, reversal_beat_at = now(),
         reversal_ended_at = null, reversal_note_id = $4 where import_id = $1`,
      [importId, by, this.clock.now(), seal.noteId],
    );
  }

  /** Somebody is at it. */
  async hear(importId: string): Promise<void> {
    await this.work.manager.query('update imports set reversal_beat_at = now() where import_id = $1', [importId]);
  }

  async end(importId: string, ended: 'done' | 'stopped' | 'failed', report?: ReversalReport): Promise<void> {
    await this.work.manager.query(
      'update imports set reversal_state = $2, reversal_ended_at = $3, reversal = $4 where import_id = $1',
      [importId, ended, this.clock.now(), report ? JSON.stringify(report) : null],
    );
  }
}
