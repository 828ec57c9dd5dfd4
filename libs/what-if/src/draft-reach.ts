import { isDeepStrictEqual } from 'node:util';
import { addDays, type CalendarVersion, type Instant, type LocalDate, parseDuration } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import type { FollowUpEvent } from '@kept-informed/follow-up';
import type { ReplayBooks } from './replay-books.js';

/** Dates that are working days by one calendar alone, and how far from a date that a case knows anything is counted. */
interface ChangedDates {
  readonly dates: readonly LocalDate[];
  readonly daysBefore: number;
  readonly daysAfter: number;
}

/**
 * What a draft can make otherwise: any case, those alone on which one of some promises was ever owed, or those that count days
 * about dates that are holidays by the draft alone, or by what it replaces.
 */
export type DraftReach = 'every-case' | ReadonlySet<string> | ChangedDates;

/**
 * Whether a draft that is activated at an instant can make anything of a case otherwise. Where none of the promises that it is
 * about was ever owed it cannot, nor where no date of the case is near a holiday that it is about; but for a rung that was past by
 * then and was raised later: new terms raise none of the past.
 */
export function isTouched(facts: readonly FollowUpEvent[], reach: DraftReach, activatedAt: Instant): boolean {
  if (reach === 'every-case') return true;
  return facts.some(
    (fact) =>
      (fact.type === 'AlertRaised' && fact.recorded >= activatedAt && fact.occurred <= activatedAt) ||
      ('dates' in reach ? isNear(fact, reach) : fact.type === 'ObligationArose' && reach.has(fact.data.commitment)),
  );
}

const everyDate = /\d{4}-\d{2}-\d{2}/g;

/** Whether days that are counted from, or to, any date of a fact could include one of some dates. */
function isNear({ occurred, recorded, data }: FollowUpEvent, { dates, daysBefore, daysAfter }: ChangedDates): boolean {
  const own = JSON.stringify([occurred, recorded, data]).match(everyDate)!;
  return own.some((one) => {
    const [from, to] = [addDays(one, -daysBefore), addDays(one, daysAfter)];
    return dates.some((date) => date >= from && date <= to);
  });
}

/**
 * What a draft can make otherwise, by what it says otherwise than what the force ever went by. A promise that is given up, or
 * counted in another way, is the business of those to whom it was owed; a holiday that of those who count over it. Whatever else
 * differs is everybody's: what may be owed anew, the ladder, who is presumed to be enhanced, and terms that changed on the way.
 */
export function draftReach({ before, after }: ReplayBooks): DraftReach {
  const [first, ...later] = before.terms;
  const drafted = after.terms.filter((terms) => !before.terms.includes(terms));
  const [draft, ...others] = drafted;
  if (!draft || later.length > 0 || others.length > 0 || isEverybodys(first!, draft)) return 'every-case';
  const promises = before.catalogue.filter((one) => isOtherwise(one, first!, draft)).map(({ id }) => id);
  if (isDeepStrictEqual(first!.calendar, draft.calendar)) return new Set(promises);
  if (promises.length > 0 || !isSameBut(first!.calendar, draft.calendar)) return 'every-case';
  return { dates: differing(first!.calendar, draft.calendar), ...farthest(before.catalogue, first!) };
}

const everybodys = ['ladder', 'concernAfterAttempts', 'enhancedUnassessed', 'enhancedAges'] as const;

function isEverybodys(held: Terms, draft: Terms): boolean {
  if ([...draft.adopted].some((edition) => !held.adopted.has(edition))) return true;
  return everybodys.some((name) => !isDeepStrictEqual(held[name], draft[name]));
}

function isOtherwise({ id, editions }: Commitment, held: Terms, draft: Terms): boolean {
  if (editions.some((edition) => held.adopted.has(edition) !== draft.adopted.has(edition))) return true;
  return (['dayKinds', 'anchors', 'targets'] as const).some(
    (name) => !isDeepStrictEqual(held[name][id], draft[name][id]),
  );
}

/** Of the same years and weeks, so that they differ by holidays. */
function isSameBut(one: CalendarVersion, other: CalendarVersion): boolean {
  return (['division', 'years', 'week', 'workedDates'] as const).every((name) =>
    isDeepStrictEqual(one[name], other[name]),
  );
}

/** Dates of which two calendars say otherwise that they are holidays, or since when that was known. */
function differing(one: CalendarVersion, other: CalendarVersion): LocalDate[] {
  const rowsOf = ({ rows, holidays }: CalendarVersion) => [...rows, ...holidays.values()];
  const said = (calendar: CalendarVersion) =>
    new Set(
      rowsOf(calendar).map(({ date, knownFrom, withdrawnFrom }) => `${date} ${knownFrom} ${withdrawnFrom ?? ''}`),
    );
  const [a, b] = [said(one), said(other)];
  return [...[...a].filter((row) => !b.has(row)), ...[...b].filter((row) => !a.has(row))].map((row) =>
    row.slice(0, 10),
  );
}

/** Working days within which a dispute is decided, which are more than those of posting and of a handover. */
const ofDispute = 10;

/** How many days before and after a date anything is counted in working days, and holidays among them. */
function farthest(catalogue: readonly Commitment[], { ladder, targets }: Terms) {
  const limits = [
    ...catalogue.flatMap(({ limit, enhancedLimit }) => [limit, enhancedLimit]),
    ...Object.values(targets),
  ];
  const counted = limits.flatMap((one) => {
    const duration = one && parseDuration(typeof one === 'string' ? one : one.limit);
    return duration && duration.unit === 'days' ? [duration.count] : [];
  });
  const steps = ladder.map(({ days }) => days);
  const inDays = (working: number): number => Math.ceil(1.4 * working) + 14;
  return {
    daysBefore: inDays(-Math.min(0, ...steps)),
    daysAfter: inDays(Math.max(ofDispute, ...counted, ...steps)),
  };
}
