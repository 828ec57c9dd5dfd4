import {
  addDays,
  addHours,
  endOfDay,
  isWorkingDay,
  justBefore,
  lastWithStops,
  localDate,
  withoutStops,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import type { KeptObligation } from '../case/case.events.js';
import type { CaseHistory } from './case-history.state.js';
import { dueFor, type DueForClaim, type DueQuestion } from './due.rules.js';
import type { ClockStop } from '../obligation/obligation.events.js';
import { isOf } from './merged.rules.js';
import type { Ruling } from '../ruling/ruling.state.js';
import { clockRulings, extensionBy, openPause, overBy } from './stops.rules.js';

type DueMoment = Pick<DueForClaim, 'dueOn' | 'dueAt'>;

/**
 * Due as it was in the case that was merged into this one, as what happened to its clock since has moved it, unless the entitlement
 * that holds since makes it earlier. Source: rules.md, Mergers.
 */
export function keptDue(
  question: DueQuestion,
  state: CaseHistory,
): { due: DueForClaim; owner?: KeptObligation['owner'] } {
  const due = dueFor(question);
  const { applicable } = question;
  if (applicable.anewBy !== undefined) return { due };
  for (const { at, kept } of state.absorbed) {
    const one = kept.find(isOf(applicable, applicable.trigger.id));
    if (!one) continue;
    const { owner } = one;
    const { dueOn, dueAt } = movedSince({ at, kept: one }, due, question, state);
    const isSooner = due.dueAt !== null && dueAt !== null && due.dueAt < dueAt;
    if (isSooner && due.rederived !== undefined && due.rederived.recorded >= at && dueAt > at) return { due, owner };
    return { due: { ...due, dueOn, dueAt, rederived: undefined }, owner };
  }
  return { due };
}

/** What was decided about its clock since is not in the due date that it had; what came with it is. */
function movedSince(
  { at, kept }: { at: Instant; kept: DueMoment },
  due: DueForClaim,
  question: DueQuestion,
  state: CaseHistory,
): DueMoment {
  const { applicable, endedAt } = question;
  const then = clockRulings(applicable, { ...state, rulings: rulingsBy(at, state) });
  const isUntouched = question.stops.length === 0 && question.extension === undefined;
  if (isUntouched && then.stops.length === 0 && then.extensions.length === 0) return kept;
  // What stood still at the merger and has ended since was not in the date that was kept.
  const endedThen = endedAt !== undefined && endedAt <= at ? endedAt : undefined;
  const stops = overBy(then.stops, endedThen);
  const extension = extensionBy(then.extensions, endedAt);
  const before = dueFor({ ...question, stops, pausedSince: openPause(then.stops)?.since, extension });
  if (isSame(before, due)) return kept;
  if (isSame(before, kept)) return due;
  const since = question.stops.filter(
    ({ pauseId, to }) => !stops.some((one) => one.pauseId === pauseId && one.to === to),
  );
  const granted = (question.extension?.count ?? 0) - (extension?.count ?? 0);
  return shifted(kept, { since, granted, startsAt: applicable.startsAt }, due, question.book.zone);
}

/** As they held at a merger, whatever was undone since. */
function rulingsBy(at: Instant, { rulings, undone, recorded }: CaseHistory): Ruling[] {
  const since = undone.filter(({ by }) => recorded.get(by)! > at).map(({ ruling }) => ruling);
  return [...rulings, ...since].filter(({ version }) => recorded.get(version)! <= at);
}

const isSame = (one: DueMoment, other: DueMoment): boolean => one.dueOn === other.dueOn && one.dueAt === other.dueAt;

/** Counted on from what was due by another limit than holds here: by what stopped the clock, and by what was granted. */
function shifted(
  { dueOn, dueAt }: DueMoment,
  { since, granted, startsAt }: { since: readonly ClockStop[]; granted: number; startsAt: Instant },
  { unit, terms, calendar = terms.calendar }: DueForClaim,
  zone: Zone,
): DueMoment {
  if (dueOn === null || dueAt === null) return { dueOn, dueAt };
  if (unit === 'elapsed') {
    const end = withoutStops(startsAt, addHours(dueAt, granted), since);
    return { dueOn: localDate(justBefore(end), zone), dueAt: end };
  }
  const counts = (date: LocalDate) => unit !== 'working' || isWorkingDay(date, calendar);
  let last = dueOn;
  const way = Math.sign(granted);
  for (let left = Math.abs(granted); left > 0;) if (counts((last = addDays(last, way)))) left -= 1;
  last = lastWithStops(last, since, { from: startsAt, counts, zone });
  return { dueOn: last, dueAt: endOfDay(last, zone) };
}
