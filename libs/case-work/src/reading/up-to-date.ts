import { Injectable } from '@nestjs/common';
import type { Instant } from '@kept-informed/calendar';
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
  ) {}

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
