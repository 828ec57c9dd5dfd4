import { endOfDay, type Instant } from '@kept-informed/calendar';
import { inTime, type Case, type Plan } from '../case/case.state.js';
import { adoptionsOf } from './adoption.rules.js';
import { dealtWithSpans } from './dealt-with.rules.js';
import type { Claim } from './claim.rules.js';
import { dateOf, type Reading } from './reading.rules.js';
import { optOutEnd, optOutsFrom } from './endings.rules.js';
import { never, type Ended, type Span } from './span.rules.js';

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
  readonly ended?: Ended;
}

/**
 * When a series runs for one participant: from its trigger, except while the case is closed, while an agreed plan
 * replaces the monthly duty of the Quality of Service Commitment, while they opted out, while the force does not adopt
 * it, and, under the Code of 2006, while a suspect has been dealt with (rules.md, Dealt with,
 * Agreed plans and Opt-outs).
 */
export function runsOf(claim: Claim, reading: Reading): Run[] {
  const { state } = reading;
  const spans = [...closedSpans(state), ...otherSpans(claim, reading), ...optedOutSpans(claim, reading)];
  spans.push(...mergedSpans(state), ...unadoptedSpans(claim), ...voidedSpans(claim));
  spans.sort(inOrder);
  const runs: Run[] = [];
  const [{ from }] = claim.spells as [Claim['spells'][number]];
  let next = { id: from === claim.arisenAt ? claim.trigger.id : `${claim.trigger.id}-adopted-${from}`, from };
  for (let index = 0; ;) {
    while (index < spans.length && spans[index]!.to <= next.from) index += 1;
    const span = spans[index];
    if (!span) {
      runs.push({ ...next, to: never, openUntil: never });
      return runs;
    }
    if (span.from > next.from) runs.push(runUntil(span, next, spans));
    next = resumption(spans, index);
    if (next.from === never) return runs;
  }
}

function inOrder(a: Span, b: Span): number {
  if (a.from === b.from) return begunBy(a) - begunBy(b);
  return a.from < b.from ? -1 : 1;
}

const begunBy = ({ version, ended }: Span): number => version ?? ended.version ?? 0;

/** What was current is replaced at once, or stays owed until its case is reopened or something else replaces it. */
function runUntil(span: Span, begun: { id: string; from: Instant }, spans: readonly Span[]): Run {
  const { from: to, to: over, ended, staysOwed } = span;
  if (!staysOwed) return { ...begun, to, openUntil: to, ended };
  const cut = spans.find(({ endsOwed, from }) => endsOwed && from >= to && from < over);
  return cut ? { ...begun, to, openUntil: cut.from, ended: cut.ended } : { ...begun, to, openUntil: over, ended };
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
  return closures.map(({ closureId, at, version, reason, reopened }) => {
    const cancelled = reason === 'cancelled';
    const by =
      reopened && !cancelled ? { by: reopened.reopeningId, version: reopened.version } : { by: closureId, version };
    const ended: Ended = { ...by, ...(cancelled ? { as: 'voided', because: 'case-cancelled' } : { as: 'superseded' }) };
    const resumedBy = reopened?.reopeningId ?? closureId;
    return { from: at, to: reopened?.at ?? never, version, ended, resumedBy, staysOwed: !cancelled };
  });
}

function optedOutSpans(claim: Claim, reading: Reading): Span[] {
  return optOutsFrom(claim, reading.state).flatMap((optOut) => {
    const { at: to, by: resumedBy } = optOutEnd(optOut, reading);
    const ended: Ended = { by: optOut.optOutId, version: optOut.version, as: 'waived' };
    return to > optOut.at ? [{ from: optOut.at, to, ended, resumedBy, staysOwed: false, endsOwed: true }] : [];
  });
}

function mergedSpans({ merged }: Case): Span[] {
  if (!merged) return [];
  const ended: Ended = {
    by: merged.into,
    version: merged.version,
    as: 'superseded',
    because: 'case-merged',
    evenMissed: true,
  };
  return [{ from: merged.at, to: never, ended, resumedBy: merged.into, staysOwed: false, endsOwed: true }];
}

/** Nothing more is owed because of a trigger that was wrong; what arose before is voided as well. */
function voidedSpans({ trigger: { id, voided } }: Claim): Span[] {
  if (!voided) return [];
  const ended: Ended = { by: id, version: voided.version, as: 'voided', because: 'trigger-voided' };
  return [{ from: voided.at, to: never, ended, resumedBy: id, staysOwed: false, endsOwed: true }];
}

/** Between the spells in which a force holds itself to it. */
function unadoptedSpans({ spells, trigger }: Claim): Span[] {
  return spells.flatMap(({ to, endedBy }, index) => {
    if (!endedBy) return [];
    const again = spells[index + 1]?.from ?? never;
    const ended: Ended = { by: endedBy.id, as: 'superseded', because: 'no-longer-adopted' };
    return [
      { from: to, to: again, ended, resumedBy: `${trigger.id}-adopted-${again}`, staysOwed: false, endsOwed: true },
    ];
  });
}

function otherSpans(claim: Claim, reading: Reading): Span[] {
  const { commitment, participant, edition } = claim;
  const { state } = reading;
  const plans = state.plans.filter(({ participantId }) => participantId === participant.participantId);
  if (commitment.limit === 'agreed') return afterPlan(claim.trigger.id, plans, reading);
  const stopped = commitment.pausesFor.includes('suspect dealt with') ? dealtWithSpans(state) : [];
  const replacing = edition.startsWith('qos-') ? plans.flatMap((plan) => planSpans(plan, plans, claim, reading)) : [];
  return [...replacing, ...stopped];
}

/** When a plan stops holding: at the end of its last day, or when the next one of the same participant is agreed. */
function planEnd(plan: Plan, plans: readonly Plan[], { book }: Reading): { at: Instant; by: string; version: number } {
  const [next] = plans.filter((other) => inTime(other, plan) > 0).sort(inTime);
  const until = plan.until ? endOfDay(plan.until, book.zone) : never;
  if (next && next.at < until) return { at: next.at, by: next.planId, version: next.version };
  return { at: until, by: plan.planId, version: plan.version };
}

/**
 * A plan takes the place of the monthly duty only while the force holds itself to a Code that makes updates as agreed owed
 * to this participant.
 */
function planSpans(plan: Plan, plans: readonly Plan[], { participant }: Claim, reading: Reading): Span[] {
  const { planId, at, version } = plan;
  const { at: until } = planEnd(plan, plans, reading);
  const asAgreed = adoptionsOf('contact-plan-agreed', dateOf(at, reading.book), at, reading.book).find(
    ({ commitment: { limit, owedTo } }) => limit === 'agreed' && owedTo.includes(participant.role),
  );
  const ended: Ended = { by: planId, version, as: 'superseded' };
  return (asAgreed?.spells ?? [])
    .map(({ from, to }) => ({ from, to: to < until ? to : until }))
    .filter(({ from, to }) => from <= to)
    .map(({ from, to }) => {
      const resumedBy = to === until ? `${planId}-ended` : `${planId}-dropped-${to}`;
      return { from, to, ended, resumedBy, staysOwed: false };
    });
}

function afterPlan(planId: string, plans: readonly Plan[], reading: Reading): Span[] {
  const { at, by, version } = planEnd(
    plans.find((plan) => plan.planId === planId)!,
    plans,
    reading,
  );
  if (at === never) return [];
  const ended: Ended = { by, version, as: 'superseded' };
  return [{ from: at, to: never, ended, resumedBy: by, staysOwed: false }];
}
