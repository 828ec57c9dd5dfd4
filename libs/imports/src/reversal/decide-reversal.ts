import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { type NoteSeal, Refused, importer, type Requester } from '@kept-informed/decisions';
import { ask } from '@kept-informed/event-store';
import { caseIdOf, type CaseFact, decideDispute, type StandingCase, withFollowing } from '@kept-informed/follow-up';
import type { ImportParts } from '../run/import-parts.js';
import { reversalOf } from './reversed-facts.js';

/** How all disputes that a reversal raised are decided, and the note that says why. */
export interface ReversalDecision {
  readonly importId: string;
  readonly confirmed: boolean;
  readonly seal: NoteSeal;
}

/** What became of them. */
export interface DecidedTogether {
  readonly decided: number;
  /** Those that whoever asks may not decide: they are or were the owner, or recorded it. */
  readonly skipped: number;
  /** Cases that still have some: asked again, it goes on with them. */
  readonly casesLeft: number;
}

const casesAtOnce = 100;

/** Of each case how many are not decided: those that whoever asks may not decide, and the others. */
const undecided = `select d.case_id as "caseId", count(*) filter (where theirs)::int as theirs,
    count(*) filter (where not theirs)::int as others
  from disputes d, lateral (select $2 = any(d.recorded_by) or d.would_owner is not distinct from $2
    or exists (select from case_owners o where o.case_id = d.case_id and o.staff_id = $2) as theirs) t
  where d.decided_at is null and d.ended_at is null and d.case_id = any($1) group by 1 order by 1`;
const streamsOfImport = `select distinct stream from facts where request_id = $1 and recorded_by = '${importer}'`;

/**
 * Decides what a reversal disputed, together, of so many cases at once. Whoever recorded a thing, or is or was the owner,
 * decides nothing of it (rules.md, Corrections).
 */
export async function decideReversal(
  decision: ReversalDecision,
  { by, requestId }: Requester,
  parts: ImportParts,
): Promise<DecidedTogether> {
  const { manager } = parts.work;
  const streams = await ask<{ stream: string }>(manager, streamsOfImport, [decision.importId]);
  const asked = [streams.map(({ stream }) => caseIdOf(stream)), by];
  const cases = await ask<{ caseId: string; theirs: number; others: number }>(manager, undecided, asked);
  const caseIds = cases.flatMap(({ caseId, others }) => (others > 0 ? [caseId] : []));
  const recorded = parts.clock.now();
  const recording = { by, requestId, recorded };
  const add = (kept: StandingCase, book: Rulebook) => {
    const facts = decisionsOn(kept, decision, { by, now: recorded });
    return facts.length > 0 ? withFollowing(kept.state, facts, { book, at: recorded, recording }) : null;
  };
  const results = await parts.streams.bringIn(caseIds.slice(0, casesAtOnce), add, recording);
  const added = [...results.values()];
  const facts = added.flatMap((one) => one ?? []);
  return {
    decided: facts.filter(({ type }) => type === 'DisputeDecided').length,
    skipped: cases.reduce((sum, { theirs }) => sum + theirs, 0),
    casesLeft: Math.max(0, caseIds.length - casesAtOnce) + added.filter((one) => one === null).length,
  };
}

/** Of one case, those that were raised by what the reversal recorded, and that whoever asks may decide. */
function decisionsOn(
  { facts, state }: StandingCase,
  { importId, confirmed, seal }: ReversalDecision,
  { by, now }: { readonly by: string; readonly now: Instant },
): CaseFact[] {
  const ours = new Set(facts.flatMap((one) => (one.requestId === reversalOf(importId) ? [one.version] : [])));
  return [...state.disputes.raised.values()]
    .filter(({ disputeId, causes }) => !state.disputes.decided.has(disputeId) && ours.has(causes[0]!))
    .flatMap(({ disputeId }) => unlessRefused(() => decideDispute(state, { disputeId, confirmed, by, ...seal }, now)));
}

function unlessRefused(decide: () => readonly CaseFact[]): readonly CaseFact[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}
