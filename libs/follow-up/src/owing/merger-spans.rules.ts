import { laterOf, never } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { begunBy, type Interruption, type InterruptionEffect } from './interruption.rules.js';
import { broughtSeries, givenWay, isBroughtAs, isContinued, metAt } from './merged.rules.js';

/** What became of one case by a merger begins in the other with it: what it brought changes nothing that was before. */
export function sinceMerged(
  spans: readonly Interruption[],
  applicable: ApplicableCommitment,
  state: CaseHistory,
): Interruption[] {
  if (state.absorbed.length === 0) return [...spans];
  const brought = broughtSeries(applicable, state)?.at;
  return spans.flatMap((span) => {
    const met = metAt(begunBy(span), applicable.trigger, state);
    const at = brought && met ? laterOf(brought, met) : (brought ?? met);
    if (at === undefined || span.from >= at) return [span];
    if (span.to <= at) return [];
    return [{ ...span, from: at, ...(span.metUntil && { metUntil: laterOf(span.metUntil, at) }) }];
  });
}

/** From when the matter, or this series of it, is followed up in another case. */
export function mergedSpans(applicable: ApplicableCommitment, state: CaseHistory): Interruption[] {
  const { merged } = state;
  const spans = givenWaySpans(applicable, state);
  if (!merged) return spans;
  const ended: InterruptionEffect = {
    by: merged.into,
    version: merged.version,
    as: 'superseded',
    because: givenWay(applicable, state)?.because ?? 'case-merged',
    evenMissed: true,
  };
  return [...spans, { from: merged.at, to: never, ended, resumedBy: merged.into, staysOwed: false, endsOwed: true }];
}

/** From when on a series is that of the other case, merged after that of its own (rules.md, Mergers). */
function givenWaySpans(claim: ApplicableCommitment, { absorbed }: Case): Interruption[] {
  if (!isContinued(claim.commitment)) return [];
  const own = absorbed.findIndex(({ caseId }) => caseId === claim.trigger.carriedFrom);
  return absorbed
    .slice(own + 1)
    .filter(({ running = [] }) => running.some(isBroughtAs(claim)))
    .map(({ at, caseId: by, version }) => {
      const ended = { by, version, as: 'superseded', because: 'same-due-first', evenMissed: true } as const;
      return { from: at, to: never, ended, resumedBy: by, staysOwed: false, endsOwed: true };
    });
}
