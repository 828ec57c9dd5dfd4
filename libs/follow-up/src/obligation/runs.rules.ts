import { endOfDay, type Instant } from '@kept-informed/calendar';
import { inTime, type Case, type Plan } from '../case/case.state.js';
import { governing } from '../commitment/in-force.rules.js';
import { dealtWithSpans } from './dealt-with.rules.js';
import type { Claim } from './claim.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { never, type Span } from './span.rules.js';

/** A stretch of time through which a series runs. */
export interface Run {
  /** What started it. */
  readonly id: string;
  readonly from: Instant;
  /** No further period begins at or after this. */
  readonly to: Instant;
  /** The obligation that was current at `to` can still be met until here, and is ended here. */
  readonly openUntil: Instant;
  /** What ended it, where something did. */
  readonly ended?: { readonly by: string; readonly version: number };
}

/**
 * When a series runs for one participant: from its trigger, except while the case is closed, while an agreed plan
 * replaces the monthly duty of the Quality of Service Commitment, and, under the Code of 2006, while a suspect has been
 * dealt with (rules.md, Which commitment applies 5 and 6; Opt-outs).
 */
export function runsOf(claim: Claim, reading: Reading): Run[] {
  const spans = [...closedSpans(reading.state), ...otherSpans(claim, reading)].sort(inOrder);
  const runs: Run[] = [];
  let next = { id: claim.trigger.id, from: claim.arisenAt };
  for (let index = 0; ;) {
    while (index < spans.length && spans[index]!.to <= next.from) index += 1;
    const span = spans[index];
    if (!span) {
      runs.push({ ...next, to: never, openUntil: never });
      return runs;
    }
    if (span.from > next.from) runs.push(runUntil(span, next));
    next = resumption(spans, index);
    if (next.from === never) return runs;
  }
}

function inOrder(a: Span, b: Span): number {
  if (a.from === b.from) return a.ended.version - b.ended.version;
  return a.from < b.from ? -1 : 1;
}

/** What was current stays owed until its case is reopened, or is replaced at once. */
function runUntil({ from: to, to: over, ended, staysOwed }: Span, { id, from }: { id: string; from: Instant }): Run {
  return { id, from, to, openUntil: staysOwed ? over : to, ended };
}

/** When the series resumes after a span, past every span that overlaps it or follows at once. */
function resumption(spans: readonly Span[], index: number): { id: string; from: Instant } {
  let { to, resumedBy } = spans[index]!;
  for (const span of spans.slice(index + 1)) {
    if (span.from <= to && span.to > to) ({ to, resumedBy } = span);
  }
  return { id: resumedBy, from: to };
}

function closedSpans({ closures }: Case): Span[] {
  return closures.map(({ closureId, at, version, reopened }) => {
    const ended = reopened ? { by: reopened.reopeningId, version: reopened.version } : { by: closureId, version };
    return { from: at, to: reopened?.at ?? never, ended, resumedBy: ended.by, staysOwed: true };
  });
}

function otherSpans(claim: Claim, reading: Reading): Span[] {
  const { commitment, participant, edition } = claim;
  const { state } = reading;
  const plans = state.plans.filter(({ participantId }) => participantId === participant.participantId);
  if (commitment.limit === 'agreed') return afterPlan(claim.trigger.id, plans, reading);
  const replacing = edition.startsWith('qos-') ? plans.filter((plan) => isOwedAsAgreed(plan, claim, reading)) : [];
  const stopped = commitment.pausesFor.includes('suspect dealt with') ? dealtWithSpans(state) : [];
  return [...replacing.map((plan) => planSpan(plan, plans, reading)), ...stopped];
}

/** A plan takes the place of the monthly duty only where a Code makes updates as agreed owed to this participant. */
function isOwedAsAgreed({ at }: Plan, { participant }: Claim, { book }: Reading): boolean {
  return governing('contact-plan-agreed', dateOf(at, book), book).some(
    ({ commitment: { limit, owedTo } }) => limit === 'agreed' && owedTo.includes(participant.role),
  );
}

/** When a plan stops holding: at the end of its last day, or when the next one of the same participant is agreed. */
function planEnd(plan: Plan, plans: readonly Plan[], { book }: Reading): { at: Instant; by: string; version: number } {
  const [next] = plans.filter((other) => inTime(other, plan) > 0).sort(inTime);
  const until = plan.until ? endOfDay(plan.until, book.zone) : never;
  if (next && next.at < until) return { at: next.at, by: next.planId, version: next.version };
  return { at: until, by: plan.planId, version: plan.version };
}

function planSpan(plan: Plan, plans: readonly Plan[], reading: Reading): Span {
  const { planId, at, version } = plan;
  const ended = { by: planId, version };
  return { from: at, to: planEnd(plan, plans, reading).at, ended, resumedBy: `${planId}-ended`, staysOwed: false };
}

function afterPlan(planId: string, plans: readonly Plan[], reading: Reading): Span[] {
  const { at, ...ended } = planEnd(
    plans.find((plan) => plan.planId === planId)!,
    plans,
    reading,
  );
  if (at === never) return [];
  return [{ from: at, to: never, ended, resumedBy: ended.by, staysOwed: false }];
}
