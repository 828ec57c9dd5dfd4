import {
  dateInWords,
  type CalendarVersion,
  type DueStep,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import type { Commitment, CountingConvention } from '@kept-informed/commitments';
import type { EntitlementAssessed, ParticipantAdded } from '../case/case.events.js';
import type { ObligationArose, ObligationRederived } from '../obligation/obligation.events.js';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { endingOf, standingInWords } from './ending.rules.js';
import { pausesOf, type Pause } from './pauses.rules.js';
import type { Generation } from './generation.rules.js';
import { sentenceOf } from './sentence.rules.js';
import { sinceOf } from './since.rules.js';
import { stepsOf } from './steps.rules.js';

/** The full explanation of a due date (words.md, Times). */
export interface Derivation {
  readonly obligationId: string;
  /** To be read out as it stands. */
  readonly sentence: string;
  readonly trigger: string;
  readonly commitment: string;
  /** The promise in the words of the catalogue; null where that no longer has it. */
  readonly title: string | null;
  readonly edition: string;
  readonly startsAt: Instant;
  /** ISO 8601; null where no limit is printed. */
  readonly limit: string | null;
  readonly unit: string;
  /** For a recurring duty: which period after `startsAt` this is; null for others. */
  readonly period: number | null;
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly calendarVersion: string;
  readonly timeZone: Zone;
  /** Day by day; empty without a due date, and where the calendar that it was counted by is no longer at hand. */
  readonly steps: readonly DueStep[];
  readonly pauses: readonly Pause[];
  readonly generations: readonly Generation[];
}

/** What a derivation is told from: the case's facts and the commitment, where the catalogue still has it. */
export interface DerivationScene {
  readonly facts: readonly FollowUpEvent[];
  readonly obligationId: string;
  readonly commitment: Commitment | undefined;
  /** The versions of the calendar that were ever in force. */
  readonly calendars: readonly CalendarVersion[];
  readonly zone: Zone;
  /** Whether it was missed is told as of then. */
  readonly now: Instant;
}

/** How an obligation's due date came about, from the facts alone; null where no fact tells of the obligation. */
export function derivationFrom(scene: DerivationScene): Derivation | null {
  const { facts, obligationId, commitment, calendars, zone, now } = scene;
  const own = facts.filter(({ data }) => 'obligationId' in data && data.obligationId === obligationId);
  const arose = own.find((fact) => fact.type === 'ObligationArose');
  if (!arose) return null;
  const rederived = own.filter((fact) => fact.type === 'ObligationRederived');
  const first = generationOf(arose, null, arose.data.unit);
  const generations = [first, ...rederived.map((fact) => generationOf(fact, fact.data.cause, arose.data.unit))];
  const current = generations.at(-1)!;
  const { startsAt, limit, unit, dueOn, dueAt, calendarVersion } = current;
  const { trigger, edition } = arose.data;
  const period = recurs(arose, commitment) ? arose.data.period : null;
  const { firstEndsOn, impliedAt } = arose.data;
  const conventions = conventionsOf(commitment, generations);
  const { stops } = current;
  const counted = { startsAt, unit, calendarVersion, calendars, zone, period, firstEndsOn, stops, conventions };
  const steps = limit !== null && dueAt !== null ? stepsOf({ ...counted, limit, dueAt }) : [];
  const ending = endingOf(own);
  const pauses = pausesOf(facts, { arose, current, steps, endedAt: ending?.occurred, zone });
  const title = commitment?.title ?? null;
  const isOver = ending !== undefined || (dueAt !== null && dueAt <= now && pauses.every(({ to }) => to !== null));
  const since = sinceOf(scene, arose, generations, period);
  return {
    obligationId,
    sentence: sentenceOf({
      title,
      edition,
      since,
      period,
      firstEndsOn,
      unit,
      conventions,
      isTarget: limit !== null && commitment?.limit === null,
      generations,
      steps,
      pauses,
      isOver,
      kept: isKept(arose, dueAt, facts),
      before: period !== null && period > 1 ? periodBefore(arose, facts, zone) : undefined,
      unassessed: limitUnassessed(arose, current, scene),
      impliedAt,
      howItStands: standingInWords({ ending, own, facts, dueAt, isOver, zone }),
      zone,
    }),
    trigger,
    commitment: arose.data.commitment,
    title,
    edition,
    startsAt,
    limit,
    unit,
    period,
    dueOn,
    dueAt,
    calendarVersion,
    timeZone: zone,
    steps,
    pauses,
    generations,
  };
}

function generationOf(
  { data, occurred, recorded }: ObligationArose | ObligationRederived,
  cause: string | null,
  firstUnit: string,
): Generation {
  const { generation, startsAt, limit, unit = firstUnit, dueOn, dueAt, calendarVersion } = data;
  const { extendedBy = null, stops = [] } = data;
  const counted = { startsAt, limit, unit, extendedBy, stops, dueOn, dueAt, calendarVersion };
  return { generation, cause, occurredAt: occurred, recordedAt: recorded, ...counted };
}

/** Of what was left on a date the next one is the first, whatever its commitment chose. */
function conventionsOf(
  commitment: Commitment | undefined,
  generations: readonly Generation[],
): readonly CountingConvention[] {
  const { startsAt } = generations.at(-1)!;
  const { cause } = generations.find((generation) => generation.startsAt === startsAt)!;
  const isLeft = cause === 'policy' || cause === 'calendar';
  return (commitment?.conventions ?? []).filter((one) => !isLeft || one !== 'begins-with');
}

/** The facts do not say it of a first period; what the catalogue no longer has is told by what only a series has. */
function recurs({ data }: ObligationArose, commitment: Commitment | undefined): boolean {
  return commitment ? commitment.recurs !== 'no' : data.period > 1 || data.anchorId !== data.triggerId;
}

/** Which limit runs while nobody has assessed the person, where an assessment could make it another. */
function limitUnassessed(
  arose: ObligationArose,
  { limit, startsAt, cause }: Generation,
  { facts, commitment }: DerivationScene,
): 'standard' | 'enhanced' | undefined {
  const enhanced = commitment?.enhancedLimit ?? null;
  if (enhanced === null || enhanced === commitment!.limit || cause === 'entitlement') return undefined;
  const before = facts.slice(0, facts.indexOf(arose));
  const known = before.filter(
    (fact): fact is ParticipantAdded | EntitlementAssessed =>
      (fact.type === 'ParticipantAdded' || fact.type === 'EntitlementAssessed') &&
      fact.data.participantId === arose.data.participantId &&
      fact.occurred <= startsAt,
  );
  if (known.at(-1)?.data.entitlement !== 'unassessed') return undefined;
  return limit === enhanced ? 'enhanced' : 'standard';
}

/** It has the due date that it had in the case that was merged into this one. */
function isKept({ data }: ObligationArose, dueAt: Instant | null, facts: readonly FollowUpEvent[]): boolean {
  return facts.some(
    (fact) =>
      (fact.type === 'CaseAbsorbed' || fact.type === 'BroughtDutiesCorrected') &&
      fact.data.kept?.some(
        (one) =>
          one.commitment === data.commitment &&
          one.participantId === data.participantId &&
          one.triggerId === data.triggerId &&
          one.dueAt === dueAt,
      ),
  );
}

/** What became of the period before; none: it went by without an update. */
function periodBefore({ data }: ObligationArose, facts: readonly FollowUpEvent[], zone: Zone): string | undefined {
  const before = facts.find(
    (fact) =>
      fact.type === 'ObligationArose' &&
      fact.data.commitment === data.commitment &&
      fact.data.participantId === data.participantId &&
      fact.data.triggerId === data.triggerId &&
      fact.data.anchorId === data.anchorId &&
      fact.data.period === data.period - 1,
  ) as ObligationArose | undefined;
  if (!before) return undefined;
  const { obligationId } = before.data;
  const ending = endingOf(
    facts.filter((fact) => 'obligationId' in fact.data && fact.data.obligationId === obligationId),
  );
  const on = ending && dateInWords(ending.occurred, zone);
  if (ending?.type === 'ObligationMet') return `, and was met on ${on}`;
  if (ending?.type === 'ObligationWaived') return `, and was not wanted from ${on}`;
  return ending?.type === 'ObligationExcused' ? `, and was excused on ${on}` : undefined;
}
