import { endOfDay, localDate, parseDuration, periodEnd, type Instant, type Zone } from '@kept-informed/calendar';
import { idOf } from '@kept-informed/decisions';
import type { NewFactOf } from '@kept-informed/event-store';
import type { Plan } from '../case/case.state.js';
import { inTime } from '../case/occurrence.rules.js';
import type { ContactPlanAgreed } from '../case/case.events.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import type { OptedBackIn, OptOut } from '../opt-out/opt-out.events.js';

/** Two cases that are merged at an instant, and somebody who is on both. */
export interface MergedParticipant {
  readonly from: CaseHistory;
  readonly into: CaseHistory;
  /** Their id in the one and in the other. */
  readonly id: string;
  readonly place: string;
  readonly now: Instant;
  readonly zone: Zone;
}

/** Of wishes on one scope the latest holds: those that came before it end with the merger (rules.md, Mergers). */
export function endedWishes({ from, into, id, place, now, zone }: MergedParticipant): NewFactOf<OptedBackIn>[] {
  const theirs = [
    ...from.optOuts.filter(({ participantId }) => participantId === id),
    ...into.optOuts.filter(({ participantId }) => participantId === place),
  ].filter(({ voided }) => !voided);
  const saidAt = ({ at, revoked }: OptOut) => (revoked && revoked.at > at ? revoked.at : at);
  const holds = ({ until, revoked, at }: OptOut) =>
    at <= now && !revoked && (until === undefined || endOfDay(until, zone) > now);
  return theirs.filter(holds).flatMap((wish) => {
    const isOver = theirs.some((other) => other !== wish && other.scope === wish.scope && saidAt(other) > wish.at);
    const { optOutId } = wish;
    if (!isOver) return [];
    const data = { optOutId, optInId: idOf('merged', from.caseId, optOutId) };
    return [{ type: 'OptedBackIn' as const, data, occurred: now }];
  });
}

/** Of two plans the shorter holds, until one is agreed again: agreed as it was, where the other would hold (rules.md, Mergers). */
export function shorterPlan({ from, into, id, place, now, zone }: MergedParticipant): NewFactOf<ContactPlanAgreed>[] {
  const [there, here] = [planOf(from, id, now, zone), planOf(into, place, now, zone)];
  if (!there || !here) return [];
  const endsOn = ({ frequency }: Plan) => periodEnd(localDate(now, zone), parseDuration(frequency)!, 1);
  const holding = there.at >= here.at ? there : here;
  const shorter = holding === there ? here : there;
  if (endsOn(shorter) >= endsOn(holding)) return [];
  const { planId, frequency, method, until } = shorter;
  const agreed = { planId: idOf('merged', from.caseId, planId), participantId: place, frequency, method };
  const data = { ...agreed, ...(until && { until }), carriedFrom: from.caseId };
  return [{ type: 'ContactPlanAgreed', data, occurred: now }];
}

/** The plan that holds at an instant: the last one, unless it has ended. */
export function planOf({ plans }: CaseHistory, participantId: string, now: Instant, zone: Zone): Plan | undefined {
  const last = plans
    .filter((plan) => plan.participantId === participantId && plan.at <= now)
    .toSorted(inTime)
    .at(-1);
  return last && (last.until === undefined || endOfDay(last.until, zone) > now) ? last : undefined;
}
