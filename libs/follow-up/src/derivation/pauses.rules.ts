import { datesOut, type DueStep, type Instant, type LocalDate, type Stop, type Zone } from '@kept-informed/calendar';
import type { FollowUpEvent } from '../reconcile/follow-up.state.js';
import { rulingFold, type Ruling, type RulingHistory } from '../ruling/ruling.state.js';
import type { ClockStop, ObligationArose } from '../obligation/obligation.events.js';
import type { Generation } from './generation.rules.js';

/** A stretch through which a clock stood still. */
export interface Pause {
  readonly pauseId: string;
  /** Why, as a code of the commitment. */
  readonly reason: string;
  readonly from: Instant;
  /** Null: it stands still. */
  readonly to: Instant | null;
  /** What it took out of the limit: days of the kind that are counted, or hours; null while that is not known. */
  readonly daysOut: number | null;
  readonly hoursOut: number | null;
}

/** Everything that was decided and not undone, in the order in which it was recorded. */
export function rulingsIn(facts: readonly FollowUpEvent[]): Ruling[] {
  const found: RulingHistory = { rulings: [], undone: [] };
  const takes: Readonly<Record<string, (found: RulingHistory, fact: never) => void>> = rulingFold;
  for (const fact of facts) takes[fact.type]?.(found, fact as never);
  return found.rulings;
}

/** The clock of an obligation, as far as its pauses are told from it. */
export interface PausedClock {
  readonly arose: ObligationArose;
  /** The working out that holds. */
  readonly current: Generation;
  readonly steps: readonly DueStep[];
  /** When it was met or otherwise ended: what came after that moved nothing. */
  readonly endedAt: Instant | undefined;
  readonly zone: Zone;
}

/** The pauses of an obligation, earliest first. A day or hour that lies in two of them is out once, by the first. */
export function pausesOf(facts: readonly FollowUpEvent[], clock: PausedClock): Pause[] {
  const rulings = rulingsIn(facts);
  const { commitment, participantId, triggerId } = clock.arose.data;
  const own = rulings.filter(
    (ruling): ruling is Ruling & { kind: 'pause' } =>
      ruling.kind === 'pause' &&
      ruling.of.commitment === commitment &&
      ruling.of.participantId === participantId &&
      ruling.of.triggerId === triggerId,
  );
  const ruled = own.map(({ rulingId, at, reason }) => {
    return { pauseId: rulingId, reason, from: at, to: endOf(rulingId, rulings, clock) };
  });
  // A closure that was only a pause is none of the rulings.
  const others = clock.current.stops.filter(({ pauseId }) => !own.some(({ rulingId }) => rulingId === pauseId));
  const stretches = [...ruled, ...others]
    .filter(({ from, to }) => touches(from, to, clock))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let told: Instant = '';
  return stretches.map((stretch) => {
    const from = stretch.from > told ? stretch.from : told;
    if (stretch.to !== null && stretch.to > told) told = stretch.to;
    return { ...stretch, ...takenOut(from, stretch.to, clock) };
  });
}

function endOf(pauseId: string, rulings: readonly Ruling[], { endedAt }: PausedClock): Instant | null {
  const resumed = rulings.find((ruling) => ruling.kind === 'resumption' && ruling.pauseId === pauseId)?.at ?? null;
  if (endedAt === undefined) return resumed;
  return resumed !== null && resumed < endedAt ? resumed : endedAt;
}

function touches(from: Instant, to: Instant | null, { current: { startsAt, dueAt } }: PausedClock): boolean {
  return (to === null || to > startsAt) && (dueAt === null || from < dueAt) && (to === null || from < to);
}

function takenOut(from: Instant, to: Instant | null, clock: PausedClock): Pick<Pause, 'daysOut' | 'hoursOut'> {
  if (to === null) return { daysOut: null, hoursOut: null };
  if (clock.current.unit === 'elapsed') return { daysOut: null, hoursOut: hoursBetween(from, to, clock.current) };
  return { daysOut: daysBetween(from, to, clock), hoursOut: null };
}

function hoursBetween(from: Instant, to: Instant, { startsAt }: Generation): number {
  const begun = from > startsAt ? from : startsAt;
  return to <= begun ? 0 : Math.round((Date.parse(to) - Date.parse(begun)) / 36_000) / 100;
}

/** What all pauses took out by its end, less what they had taken out as it began. */
function daysBetween(from: Instant, to: Instant, clock: PausedClock): number {
  const { current, steps, zone } = clock;
  const { dueOn, stops, unit } = current;
  if (dueOn === null || to <= from) return 0;
  const worked = new Set(
    steps.filter(({ counted, reason }) => counted || isPausedStep(reason)).map(({ date }) => date),
  );
  const counts = (date: LocalDate) => unit !== 'working' || worked.has(date);
  const dates = { from: current.startsAt, counts, zone };
  const outBy = (end: Instant) => datesOut(before(end, stops), dueOn, dates).length;
  return outBy(to) - outBy(from);
}

/** What stopped before an instant, as far as it did. */
const before = (end: Instant, stops: readonly ClockStop[]): Stop[] =>
  stops.flatMap(({ from, to }) => (from < end ? [{ from, to: to < end ? to : end }] : []));

/** A step that was left out because the clock stood still, and not for being a weekend or a holiday anyway. */
export const isPausedStep = (reason: string): boolean => reason.startsWith('paused');
