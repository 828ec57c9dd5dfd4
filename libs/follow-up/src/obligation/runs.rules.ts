import { endOfDay, type Instant, type Zone } from '@kept-informed/calendar';
import type { Case, Plan } from '../case/case.state.js';
import type { Claim } from './claim.rules.js';

/** Later than anything: text order, like every instant. */
export const never: Instant = '9999-12-31T00:00:00.000Z';

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

interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly by: string;
  readonly version: number;
  readonly resumedBy: string;
  /** The duty that was current stays owed when this begins (a closed case), or is replaced (a plan). */
  readonly staysOwed: boolean;
}

const dealtWith: ReadonlySet<string> = new Set([
  'suspect-arrested',
  'suspect-summonsed',
  'charge-decided',
  'disposal-given',
]);

/**
 * When a series runs for one participant: from its trigger, except while the case is closed, while an agreed plan
 * replaces the monthly duty of the Quality of Service Commitment, and, under the Code of 2006, while a suspect has been
 * dealt with (rules.md, Which commitment applies 5 and 6; Opt-outs).
 */
export function runsOf(claim: Claim, state: Case, zone: Zone): Run[] {
  const spans = [...closedSpans(state), ...otherSpans(claim, state, zone)].sort((a, b) => (a.from < b.from ? -1 : 1));
  const runs: Run[] = [];
  let next = { id: claim.trigger.id, from: claim.arisenAt };
  for (let index = 0; ; ) {
    while (index < spans.length && spans[index]!.to <= next.from) index += 1;
    const span = spans[index];
    if (!span) {
      runs.push({ ...next, to: never, openUntil: never });
      return runs;
    }
    const resumes = resumption(spans, index);
    if (span.from > next.from) runs.push(runUntil(span, next, resumes.from));
    if (resumes.from === never) return runs;
    next = resumes;
  }
}

function runUntil(span: Span, { id, from }: { id: string; from: Instant }, resumesAt: Instant): Run {
  const { by, version } = span;
  return { id, from, to: span.from, openUntil: span.staysOwed ? resumesAt : span.from, ended: { by, version } };
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
  return closures.map(({ closureId, at, version, reopened }) => ({
    from: at,
    to: reopened?.at ?? never,
    by: closureId,
    version,
    resumedBy: reopened?.reopeningId ?? closureId,
    staysOwed: true,
  }));
}

function otherSpans(claim: Claim, state: Case, zone: Zone): Span[] {
  const { commitment, participant } = claim;
  if (commitment.limit === 'agreed') return afterPlan(claim, state, zone);
  const plans = state.plans.filter(({ participantId }) => participantId === participant.participantId);
  const replaced = claim.edition.startsWith('qos-') ? plans.map((plan) => planSpan(plan, plans, zone)) : [];
  const stopped = commitment.pausesFor.includes('suspect dealt with') ? dealtWithSpans(state) : [];
  return [...replaced, ...stopped];
}

/** When a plan stops holding: at the end of its last day, or when the next one of the same participant is agreed. */
function planEnd(plan: Plan, plans: readonly Plan[], zone: Zone): { at: Instant; by: string; version: number } {
  const next = plans.filter(({ at }) => at > plan.at).reduce<Plan | undefined>(earlier, undefined);
  const until = plan.until ? endOfDay(plan.until, zone) : never;
  if (next && next.at < until) return { at: next.at, by: next.planId, version: next.version };
  return { at: until, by: plan.planId, version: plan.version };
}

const earlier = (a: Plan | undefined, b: Plan): Plan => (a && a.at < b.at ? a : b);

function planSpan(plan: Plan, plans: readonly Plan[], zone: Zone): Span {
  const end = planEnd(plan, plans, zone);
  const { planId, at, version } = plan;
  return { from: at, to: end.at, by: planId, version, resumedBy: `${planId}-ended`, staysOwed: false };
}

function afterPlan({ trigger, participant }: Claim, { plans }: Case, zone: Zone): Span[] {
  const own = plans.filter(({ participantId }) => participantId === participant.participantId);
  const end = planEnd(own.find(({ planId }) => planId === trigger.id)!, own, zone);
  if (end.at === never) return [];
  return [{ from: end.at, to: never, by: end.by, version: end.version, resumedBy: end.by, staysOwed: false }];
}

/** From each time a suspect was dealt with until the next release without charge. */
function dealtWithSpans({ milestones }: Case): Span[] {
  const releases = milestones.filter(({ type }) => type === 'suspect-released');
  return milestones
    .filter(({ type }) => dealtWith.has(type))
    .map(({ milestoneId, at, version }) => {
      const release = releases.filter((later) => later.at >= at).sort((a, b) => (a.at < b.at ? -1 : 1))[0];
      const resumedBy = release?.milestoneId ?? milestoneId;
      return { from: at, to: release?.at ?? never, by: milestoneId, version, resumedBy, staysOwed: false };
    });
}
