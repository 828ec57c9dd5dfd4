import { Injectable } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { FactStore } from '@kept-informed/event-store';
import { Restrictions, streamOf } from '@kept-informed/follow-up';
import { invalid } from '../http/problem.js';
import { looksOfMonth } from './looks.queries.js';
import type { UnusualLooksResponse } from './looks.response.js';
import { falsePositives, unusualLooking } from './unusual.measures.js';

/** Reports in whose looking of a month something stands out. */
@Injectable()
export class UnusualLooks {
  constructor(
    private readonly reading: ReadModel,
    private readonly store: FactStore,
    private readonly restrictions: Restrictions,
    private readonly force: OwnForce,
  ) {}

  /** Whoever has a case, or has recorded something on it by now, works on it. */
  async of(month: string): Promise<UnusualLooksResponse> {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw invalid([{ pointer: '?month', detail: 'Expected a month, like 2026-10.' }]);
    const months = await looksOfMonth(this.reading.manager, month, this.force.zone);
    const caseIds = [...new Set(months.flatMap((one) => one.caseIds))];
    const [authors, cases] = await Promise.all([
      this.store.authorsOf(caseIds.map(streamOf), this.reading.now),
      this.restrictions.seenAmong(caseIds),
    ]);
    const owners = new Map(cases.map(({ caseId, owner }) => [caseId, owner]));
    const worked = (staffId: string, caseId: string): boolean =>
      owners.get(caseId) === staffId || authors.get(streamOf(caseId))?.has(staffId) === true;
    return { month, falsePositives, items: unusualLooking(months, worked) };
  }
}
