import { Injectable } from '@nestjs/common';
import { Clock, type Instant } from '@kept-informed/calendar';
import { Refused } from '@kept-informed/decisions';
import { UnitOfWork } from '@kept-informed/event-store';
import { FollowUpStreams, NextChecks, oldestDue } from '@kept-informed/follow-up';

/** Cases at a time, and how many times: a worker that was away for a moment is made up for, one that is gone is not. */
const atOnce = 250;
const rounds = 4;

/**
 * Sees to it that every case has been looked at by an instant, so that figures do not depend on how far the sweep has come
 * (rules.md, Sweeps). Refuses where the sweep is too far behind to be caught up with, and says since when.
 */
@Injectable()
export class UpToDate {
  constructor(
    private readonly streams: FollowUpStreams,
    private readonly nextChecks: NextChecks,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads, and where cases wait to be looked at of which something may be missing, has some of them looked at and reads once more.
   * `behindSince`: since when others wait that could not be made up for; null: none does.
   */
  async read<Found extends { readonly awaitingLook: readonly string[] }>(
    ask: () => Promise<Found>,
  ): Promise<Found & { readonly behindSince: Instant | null }> {
    const found = await ask();
    if (found.awaitingLook.length === 0) return { ...found, behindSince: null };
    await this.#lookAt(found.awaitingLook);
    const again = await ask();
    return { ...again, behindSince: again.awaitingLook.length === 0 ? null : await this.#behindSince() };
  }

  /** Has some cases looked at that wait for it: that of something that is about to be read, or any. */
  async soon(of: { readonly caseId?: string; readonly obligationId?: string } = {}): Promise<void> {
    await this.#lookAt(await this.nextChecks.awaiting(this.clock.now(), of));
  }

  /** One that cannot be reconciled is the worker's to tell of, and keeps nobody from reading. */
  async #lookAt(caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return;
    const asked = { by: 'report', requestId: `reading-${this.clock.now()}` };
    await this.streams.check(caseIds, asked).catch((error: unknown) => {
      if (!(error instanceof AggregateError)) throw error;
    });
  }

  async #behindSince(): Promise<Instant> {
    const now = this.clock.now();
    return (await oldestDue(this.work.manager, now)) ?? now;
  }

  async by(at: Instant): Promise<void> {
    for (let round = 0; round <= rounds; round += 1) {
      const due = await this.nextChecks.due(at, atOnce);
      if (due.length === 0) return;
      if (round < rounds) await this.streams.check(due, { by: 'report', requestId: `report-${at}` });
    }
    const behindSince = await oldestDue(this.work.manager, at);
    const detail = 'The sweep is behind: cases wait to be brought up to date. Ask again in a moment.';
    throw new Refused({ code: 'sweep-behind', kind: 'busy', detail, extra: { behindSince: behindSince! } });
  }
}
