import { laterOf, parseDuration, never, type Duration, type Instant } from '@kept-informed/calendar';
import type { RulingSubject } from '../ruling/ruling.events.js';
import type { Ruling } from '../ruling/ruling.state.js';
import type { CaseHistory } from './case-history.state.js';
import type { ApplicableCommitment } from './applicable-commitment.rules.js';
import type { OpenPause, ClockStop } from '../obligation/obligation.events.js';

/** What was decided about one clock. */
export interface ClockRulings {
  /** Earliest first; one that still lasts ends at `never`. */
  readonly stops: readonly ClockStop[];
  /** Each in the commitment's own unit. */
  readonly extensions: readonly Extension[];
}

interface Extension {
  readonly at: Instant;
  readonly by: Duration;
}

const untouched: ClockRulings = { stops: [], extensions: [] };

/** The pauses and extensions of a duty, whatever the order in which they were recorded. */
export function clockRulings(applicable: ApplicableCommitment, { rulings }: CaseHistory): ClockRulings {
  if (rulings.length === 0) return untouched;
  const own = rulings.filter((ruling) => 'of' in ruling && isAbout(ruling.of, applicable));
  if (own.length === 0) return untouched;
  const stops = own
    .filter((ruling) => ruling.kind === 'pause')
    .map(({ rulingId, at, reason }) => ({ pauseId: rulingId, reason, from: at, to: resumedAt(rulingId, rulings) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const extensions = own.flatMap((ruling) =>
    ruling.kind === 'extension' ? [{ at: ruling.at, by: parseDuration(ruling.by)! }] : [],
  );
  return { stops, extensions };
}

/** What is added to the limit of a duty that ended at an instant: an extension granted after that adds nothing. */
export function extensionBy(extensions: readonly Extension[], endedAt: Instant | undefined): Duration | undefined {
  const granted = extensions.filter(({ at }) => endedAt === undefined || at < endedAt).map(({ by }) => by);
  return granted.length === 0 ? undefined : granted.reduce(sum);
}

const sum = (a: Duration, b: Duration): Duration => ({ ...a, count: a.count + b.count });

function resumedAt(pauseId: string, rulings: readonly Ruling[]): Instant {
  return rulings.find((ruling) => ruling.kind === 'resumption' && ruling.pauseId === pauseId)?.at ?? never;
}

/** The duty that a ruling names: any period of its series. */
export function isAbout(
  { commitment, participantId, triggerId }: Pick<RulingSubject, 'commitment' | 'participantId' | 'triggerId'>,
  applicable: ApplicableCommitment,
): boolean {
  return (
    commitment === applicable.commitment.id &&
    triggerId === applicable.trigger.id &&
    participantId === applicable.participant.participantId
  );
}

/** The pause that still lasts; of several the first. */
export function openPause(stops: readonly ClockStop[]): OpenPause | undefined {
  const open = stops.find(({ to }) => to === never);
  return open && { since: open.from, reason: open.reason };
}

/** The stops that are over by an instant, one under way ending there: what they take out is known. */
export function overBy(stops: readonly ClockStop[], at: Instant | undefined): readonly ClockStop[] {
  if (stops.length === 0) return stops;
  return stops
    .map((stop) => (at !== undefined && stop.to > at ? { ...stop, to: at } : stop))
    .filter(({ from, to }) => from < to && to !== never);
}

/** Those that take something out of a clock that runs between two instants. */
export function countedBetween(
  startsAt: Instant,
  dueAt: Instant | null,
  stops: readonly ClockStop[],
): readonly ClockStop[] {
  return stops.length === 0 ? stops : stops.filter(({ from, to }) => to > startsAt && (dueAt === null || from < dueAt));
}

/** The stops as far as they lie after an instant. */
export function stopsSince(at: Instant, stops: readonly ClockStop[]): readonly ClockStop[] {
  return stops.filter(({ to }) => to > at).map((stop) => ({ ...stop, from: laterOf(stop.from, at) }));
}
