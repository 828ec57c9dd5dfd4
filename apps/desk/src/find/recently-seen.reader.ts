import { Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { ReadModel } from '@kept-informed/case-work';
import { type CaseView, listCases } from '@kept-informed/follow-up';
import type { RecentlySeenCase } from './find-page.js';
import { openedBy } from './recently-seen.queries.js';

/** Twice as many are asked for as are shown: some may be out of sight by now. */
const atMost = 8;

/** What somebody opened last, to be opened again. It names nobody: whoever is only listed was not meant to be looked at. */
@Injectable()
export class RecentlySeen {
  constructor(private readonly reading: ReadModel) {}

  /** The latest first, of those that are still in their sight. */
  async ofRequest(): Promise<RecentlySeenCase[]> {
    const { manager } = this.reading;
    const before = await openedBy(manager, currentRequest().principal!.staffId, 2 * atMost);
    if (before.length === 0) return [];
    const ids = before.map(({ caseId }) => caseId);
    const found = await listCases(manager, { ids, sight: await this.reading.sight() }, ids.length);
    const seen = new Map(found.map((one) => [one.caseId, one]));
    const shown = before.flatMap(({ caseId, at }) => (seen.has(caseId) ? [seenCase(seen.get(caseId)!, at)] : []));
    return shown.slice(0, atMost);
  }
}

const seenCase = (one: CaseView, at: string): RecentlySeenCase => ({
  caseId: one.caseId,
  reference: one.reference,
  about: aboutOf(one),
  status: one.status,
  at,
});

/** What a case is about, and where: `burglary dwelling, Barrow`. */
export const aboutOf = ({ offenceGroup, area }: Pick<CaseView, 'offenceGroup' | 'area'>): string =>
  [offenceGroup?.replaceAll('-', ' '), area?.lpt].filter((part) => part).join(', ');
