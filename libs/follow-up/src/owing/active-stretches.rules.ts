import { endsWithOutcome } from '@kept-informed/commitments';
import { earliestOf, endOfDay, laterOf, never, parseDuration, type Instant } from '@kept-informed/calendar';
import type { Closure, Plan } from '../case/case.state.js';
import { inTime } from '../case/occurrence.rules.js';
import { optOutEnd } from '../opt-out/opt-out-end.rules.js';
import { adoptedFor } from './applicable-commitments.rules.js';
import { outcomeInterruptions } from './complaint.rules.js';
import { dealtWithInterruptions } from './suspect-dealt-with.rules.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { CaseHistory } from './case-history.state.js';
import { dateOf, type CaseReading } from './reading.rules.js';
import { deathFor, optOutsFrom } from './single-endings.rules.js';
import { begunBy, type Continuation, type InterruptionEffect, type Interruption } from './interruption.rules.js';
import { broughtSeries, metAt } from './merged.rules.js';
import { mergedSpans, sinceMerged } from './merger-spans.rules.js';
import { isPause } from './series-of-case.rules.js';
import type { Trigger } from './trigger.rules.js';

/** A stretch of time through which a series runs. */
export interface ActiveStretch {
  /** What started it. */
  readonly id: string;
  readonly from: Instant;
  /** No further period begins at or after this. */
  readonly to: Instant;
  /** The obligation that was current at `to` can still be met until here, and is ended here. */
  readonly openUntil: Instant;
  /** An update before this meets it: to the end of the day, where another period has its day 0 then. */
  readonly metUntil: Instant;
  /** What ended it, where something did. */
  readonly ended?: InterruptionEffect;
  /** It takes the place of another run, whose count goes on in it. */
  readonly continues?: Continuation;
}

/**
 * When a series runs for one participant: from its trigger, except while the case is closed, while an agreed plan
 * replaces the monthly duty of the Quality of Service Commitment, while they opted out, until they die, while the force does not adopt
 * it, and, under the Code of 2006, while a suspect has been dealt with (rules.md, Dealt with,
 * Agreed plans and Opt-outs).
 */
export function activeStretches(applicable: ApplicableCommitment, reading: CaseReading): ActiveStretch[] {
  const { state } = reading;
  const spans = [
    ...closedSpans(applicable, reading),
    ...otherSpans(applicable, reading),
    ...optedOutSpans(applicable, reading),
  ];
  spans.push(...mergedSpans(applicable, state), ...unadoptedSpans(applicable), ...voidedSpans(applicable));
  spans.push(...deadSpans(applicable, reading));
  const brought = broughtSeries(applicable, state);
  const interruptions = sinceMerged(spans, applicable, state).sort(inOrder);
  const stretches: ActiveStretch[] = [];
  const [{ from }] = applicable.adoptionPeriods as [ApplicableCommitment['adoptionPeriods'][number]];
  let next: RunStart = brought
    ? { id: brought.place.first.id, from: brought.since }
    : {
        id: from === applicable.arisenAt ? applicable.trigger.id : `${applicable.trigger.id}-adopted-${from}`,
        from,
        ...beginsWith(applicable, from, state),
      };
  for (let index = 0; ;) {
    while (index < interruptions.length && interruptions[index]!.to <= next.from) index += 1;
    const interruption = interruptions[index];
    if (!interruption) {
      stretches.push({ ...next, to: never, openUntil: never, metUntil: never });
      return stretches;
    }
    // What took over from what was missed for good is missed as it begins, whatever ends it then.
    const isMissed = brought?.place.missed === true && next.from === brought.since && interruption.from === next.from;
    if (interruption.from > next.from || isMissed) stretches.push(runUntil(interruption, next, interruptions));
    next = resumption(interruptions, index);
    if (next.from === never) return stretches;
  }
}

type RunStart = Pick<ActiveStretch, 'id' | 'from' | 'continues'>;

/** The series of a plan takes the place of another as the plan begins; that of a crime counts on from the incident that it was. */
function beginsWith(
  { commitment, trigger }: ApplicableCommitment,
  from: Instant,
  { plans, caseId, recorded }: CaseHistory,
): Partial<RunStart> {
  if (trigger.at !== from) return {};
  if (trigger.type === 'crime-reported' && trigger.id !== caseId)
    return { continues: { crimeSince: recorded.get(trigger.version)! } };
  if (commitment.limit !== 'agreed') return {};
  return { continues: { plan: plans.find(({ planId }) => planId === trigger.id)!, begins: true } };
}

function inOrder(a: Interruption, b: Interruption): number {
  if (a.from === b.from) return begunBy(a) - begunBy(b);
  return a.from < b.from ? -1 : 1;
}

/** What was current is replaced at once, or stays owed until its case is reopened or something else replaces it. */
function runUntil(interruption: Interruption, begun: RunStart, interruptions: readonly Interruption[]): ActiveStretch {
  const { from: to, to: over, ended, staysOwed, metUntil = to } = interruption;
  if (!staysOwed) {
    const ceded = interruptions.find((one) => one.ended.because === 'same-due-first' && one.from >= to);
    return { ...begun, to, openUntil: to, metUntil: earliestOf(metUntil, ceded?.from)!, ended };
  }
  const cut = interruptions.find(({ endsOwed, from }) => endsOwed && from >= to && from < over);
  const openUntil = cut ? cut.from : over;
  return { ...begun, to, openUntil, metUntil: openUntil, ended: cut ? cut.ended : ended };
}

/** When the series resumes after a span, past every span that overlaps it or follows at once. */
function resumption(interruptions: readonly Interruption[], index: number): RunStart {
  let { to, resumedBy, continues } = interruptions[index]!;
  for (const interruption of interruptions.slice(index + 1)) {
    if (interruption.from <= to && interruption.to > to) ({ to, resumedBy, continues } = interruption);
  }
  return { id: resumedBy, from: to, continues };
}

function closedSpans({ commitment, trigger }: ApplicableCommitment, reading: CaseReading): Interruption[] {
  const period = parseDuration(commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!)!;
  const lasting = reading.state.closures.filter((closure) => !isPause(closure, period, reading));
  return lasting.map((closure) => {
    const { closureId, at, version, reason, isTransfer, reopened } = closure;
    const isOver = isTransfer || reason === 'cancelled';
    const by =
      reopened && !isOver ? { by: reopened.reopeningId, version: reopened.version } : { by: closureId, version };
    const ended: InterruptionEffect = { ...by, ...endedBy(closure) };
    const resumedBy = reopened?.reopeningId ?? closureId;
    return { from: at, to: reopened?.at ?? never, version, ended, resumedBy, staysOwed: !isOver };
  });
}

function endedBy({ isTransfer, reason }: Closure): Pick<InterruptionEffect, 'as' | 'because'> {
  if (isTransfer) return { as: 'superseded', because: 'transferred' };
  return reason === 'cancelled' ? { as: 'voided', because: 'case-cancelled' } : { as: 'superseded' };
}

function optedOutSpans(applicable: ApplicableCommitment, { state, book }: CaseReading): Interruption[] {
  return optOutsFrom(applicable, state).flatMap((optOut) => {
    const { at: to, by: resumedBy } = optOutEnd(optOut, state, book);
    const ended: InterruptionEffect = { by: optOut.optOutId, version: optOut.version, as: 'waived' };
    return to > optOut.at ? [{ from: optOut.at, to, ended, resumedBy, staysOwed: false, endsOwed: true }] : [];
  });
}

/** From the death of whoever it is owed to. */
function deadSpans(applicable: ApplicableCommitment, reading: CaseReading): Interruption[] {
  const death = deathFor(applicable, reading);
  if (!death) return [];
  const { participantId: by } = applicable.participant;
  const ended: InterruptionEffect = { by, version: death.version, as: 'superseded', because: 'participant-died' };
  return [{ from: death.at, to: never, ended, resumedBy: by, staysOwed: false, endsOwed: true }];
}

/** Nothing more is owed because of a trigger that was wrong; what arose before is voided as well. */
function voidedSpans({ trigger: { id, voided } }: ApplicableCommitment): Interruption[] {
  if (!voided) return [];
  const ended: InterruptionEffect = { by: id, version: voided.version, as: 'voided', because: 'trigger-voided' };
  return [{ from: voided.at, to: never, ended, resumedBy: id, staysOwed: false, endsOwed: true }];
}

/** Between the spells in which a force holds itself to it. */
function unadoptedSpans({ adoptionPeriods, trigger }: ApplicableCommitment): Interruption[] {
  return adoptionPeriods.flatMap(({ to, endedBy }, index) => {
    if (!endedBy) return [];
    const again = adoptionPeriods[index + 1]?.from ?? never;
    const ended: InterruptionEffect = { by: endedBy.id, as: 'superseded', because: 'no-longer-adopted' };
    return [
      { from: to, to: again, ended, resumedBy: `${trigger.id}-adopted-${again}`, staysOwed: false, endsOwed: true },
    ];
  });
}

function otherSpans(applicable: ApplicableCommitment, reading: CaseReading): Interruption[] {
  const { commitment, participant, edition } = applicable;
  const { state } = reading;
  const plans = state.plans.filter(({ participantId }) => participantId === participant.participantId);
  if (commitment.limit === 'agreed') return afterPlan(applicable, plans, reading);
  const stopped = commitment.pausesFor.includes('suspect dealt with') ? dealtWithInterruptions(applicable, state) : [];
  if (endsWithOutcome(commitment)) stopped.push(...outcomeInterruptions(applicable, state));
  const replacing = edition.startsWith('qos-')
    ? plans.flatMap((plan) => planSpans(plan, plans, applicable, reading))
    : [];
  return [...replacing, ...stopped];
}

/**
 * When a plan stops holding for a claim: at the end of its last day, or when the next one of the same participant is agreed; one of
 * another case holds from the merger on.
 */
function planEnd(
  plan: Plan,
  plans: readonly Plan[],
  { trigger }: ApplicableCommitment,
  { book, state }: CaseReading,
): { at: Instant; by: string; version: number; agreedAt: Instant } {
  const { planId: by, version } = plan;
  const until = plan.until ? endOfDay(plan.until, book.zone) : never;
  const [next] = plans
    .filter((other) => inTime(other, plan) > 0)
    .map((other) => ({ ...other, agreedAt: other.at, at: heldFrom(other, trigger, state) }))
    .sort(inTime);
  if (next && next.at < until) return { ...next, by: next.planId };
  return { at: until, by, version, agreedAt: until };
}

const heldFrom = ({ at, version }: Plan, trigger: Trigger, state: CaseHistory): Instant =>
  laterOf(at, metAt(version, trigger, state) ?? at);

/** A plan takes the place of the monthly duty only while updates as agreed are owed to this participant. */
function planSpans(
  plan: Plan,
  plans: readonly Plan[],
  applicable: ApplicableCommitment,
  reading: CaseReading,
): Interruption[] {
  const { planId, at, version } = plan;
  const { participant } = applicable;
  const { book } = reading;
  const { at: until } = planEnd(plan, plans, applicable, reading);
  const agreed = { type: 'contact-plan-agreed', at };
  const asAgreed = adoptedFor(agreed, dateOf(at, book), participant, reading).find(
    ({ commitment: { limit, owedTo } }) => limit === 'agreed' && owedTo.includes(participant.role),
  );
  const ended: InterruptionEffect = { by: planId, version, as: 'superseded' };
  return (asAgreed?.adoptionPeriods ?? [])
    .map(({ from, to }) => ({ from, to: to < until ? to : until }))
    .filter(({ from, to }) => from <= to)
    .map(({ from, to }) => {
      const resumedBy = to === until ? `${planId}-ended` : `${planId}-dropped-${to}`;
      const metUntil = endOfDay(dateOf(from, book), book.zone);
      return { from, to, ended, resumedBy, staysOwed: false, metUntil, continues: { plan, begins: false } };
    });
}

function afterPlan(applicable: ApplicableCommitment, plans: readonly Plan[], reading: CaseReading): Interruption[] {
  const { id } = applicable.trigger;
  const plan = plans.find(({ planId }) => planId === id)!;
  const { at, by, version, agreedAt } = planEnd(plan, plans, applicable, reading);
  if (at === never) return [];
  const ended: InterruptionEffect = { by, version, as: 'superseded' };
  const metUntil = by === id ? at : laterOf(at, endOfDay(dateOf(agreedAt, reading.book), reading.book.zone));
  return [{ from: at, to: never, ended, resumedBy: by, staysOwed: false, metUntil }];
}
