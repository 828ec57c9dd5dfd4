import type { Rulebook } from '@kept-informed/commitments';
import { importer } from '@kept-informed/decisions';
import { type StandingCase, caseIdOf, withFollowing } from '@kept-informed/follow-up';
import { forgetEarly } from '../early/early-outcomes.js';
import type { ImportParts } from '../run/import-parts.js';
import { reversalOf, reversedCase, type ImportToReverse, type ReversedCase } from './reversed-facts.js';

/** What a reversal did. */
export interface ReversalReport {
  /** Cases that came with the import, of which nobody had touched any. */
  cancelled: number;
  /** Cases that were there before: what the import had added was taken back. */
  undone: number;
  /** Cases that somebody has had to do with since: left as they are. */
  left: number;
  /** Which; of more than 1,000 the first. */
  readonly leftCases: string[];
  /** Taken back before. */
  already: number;
  facts: number;
  /** Misses, and what was met late, that stand until a supervisor decides. */
  disputes: number;
  /** It was asked to stop before it was through; asked for again, it goes on. */
  stopped: boolean;
}

const casesAtOnce = 40;
const attempts = 8;
const mostListed = 1_000;
const streamsOfImport = `select distinct stream from facts where request_id = $1 and recorded_by = '${importer}' order by stream`;

/** Takes back what an import recorded, case by case, by further facts; nothing is removed. Run again, it goes on. */
export async function reverseImport(
  reversal: ImportToReverse & { readonly by: string; readonly signal?: AbortSignal },
  parts: ImportParts,
): Promise<ReversalReport> {
  const streams: { stream: string }[] = await parts.work.manager.query(streamsOfImport, [reversal.importId]);
  const caseIds = streams.map(({ stream }) => caseIdOf(stream));
  await forgetEarly(reversal.importId, parts.work.manager);
  const report = { cancelled: 0, undone: 0, left: 0, leftCases: [], already: 0, facts: 0, disputes: 0, stopped: false };
  for (let at = 0; at < caseIds.length; at += casesAtOnce) {
    if (reversal.signal?.aborted) return { ...report, stopped: true };
    await takeBack(caseIds.slice(at, at + casesAtOnce), { reversal, parts, report });
  }
  return report;
}

interface ReversalRun {
  readonly reversal: Parameters<typeof reverseImport>[0];
  readonly parts: ImportParts;
  readonly report: ReversalReport;
}

/** Whoever is beaten by another writer reads the case again, and finds it touched. */
async function takeBack(caseIds: readonly string[], { reversal, parts, report }: ReversalRun): Promise<void> {
  let left = caseIds;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === attempts) throw new Error('The cases are being changed by many at once. Reverse it again.');
    const recorded = parts.clock.now();
    const recording = { by: reversal.by, requestId: reversalOf(reversal.importId), recorded };
    const found = new Map<string, ReversedCase>();
    const add = (kept: StandingCase, book: Rulebook) => {
      const reversed = reversedCase(kept, reversal, recorded);
      found.set(kept.caseId, reversed);
      if (!('facts' in reversed)) return null;
      return withFollowing(kept.state, reversed.facts, { book, at: recorded, recording });
    };
    const results = await parts.streams.bringIn(left, add, recording);
    for (const [caseId, { kind }] of found) {
      const facts = results.get(caseId);
      if (facts === null) continue;
      report[kind] += 1;
      report.facts += facts?.length ?? 0;
      report.disputes += facts?.filter(({ type }) => type === 'ObligationDisputed').length ?? 0;
      if (kind === 'left' && report.leftCases.length < mostListed) report.leftCases.push(caseId);
    }
    left = left.filter((caseId) => results.get(caseId) === null);
  }
}
