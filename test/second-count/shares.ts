import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Commitment } from '@kept-informed/commitments';
import type { Client } from '../support/client.js';
import {
  assessments,
  beforeItCameBack,
  contacts,
  isUpdate,
  of,
  people,
  reaches,
  seemedToReach,
  type Heard,
  type History,
  type Person,
} from '../oracle/history.js';
import { endOfLondonDay, later, londonDate } from '../oracle/london.js';
import { caseOf } from './attribution.js';
import { listOf, type Counted } from './figures.js';
import type { Book } from './owed.js';

interface SharePeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Instant;
}

/** One of what a measure counts: whether it is of the part, and under what it stands. */
export interface OneOfShare {
  readonly measure: string;
  readonly isPart: boolean;
  readonly kind: string;
  readonly bcu: string | null;
}

type Judged = readonly [measure: string, isPart: boolean];

const inRate = ['met', 'met-late', 'missed', 'excused'];

/** What the measures count of one case, by their sentences alone. `counted`: of what is owed there what counts there. */
export function sharesIn(
  history: History,
  counted: readonly Counted[],
  { period, book: { catalogue, recordHere } }: { readonly period: SharePeriod; readonly book: Book },
): OneOfShare[] {
  const { kind, bcu } = caseOf(history);
  const isThere = ({ bodies }: Commitment) => bodies.some((body) => recordHere.has(body));
  const owed = counted.flatMap((one) => {
    const promise = catalogue.find(({ id }) => id === one.duty.key.split(' ')[0])!;
    if (!isThere(promise)) return [];
    return promise.limit === null ? ofUnlimited(one, promise, { history, period }) : ofLimited(one, promise, period);
  });
  const isMerged = of('CaseMerged', history).length > 0;
  const own = isMerged
    ? []
    : [...ofPromises(history, period), ...ofVictims(history, period), ...ofClosings(history, period)];
  return [...owed, ...own].map(([measure, isPart]) => ({ measure, isPart, kind, bcu }));
}

/** Of what fell due in the period. */
function ofLimited(one: Counted, promise: Commitment, period: SharePeriod): Judged[] {
  const { duty } = one;
  if (duty.dueOn === null || duty.dueOn < period.from || duty.dueOn > period.to) return [];
  const list = listOf(one, period.asOf);
  const { status } = duty;
  const found: Judged[] = [];
  const isToBeDone = status === 'open' || status === 'paused' || (status === 'missed' && !duty.forGood);
  if (list !== null && isToBeDone) found.push(['open-by-age', status === 'missed']);
  if (list !== 'fellDue') return found;
  found.push(['changed-after-due', duty.stood !== null], ['disputed', duty.disputed]);
  if (status === 'met') found.push(['recorded-late', duty.recordedLate]);
  if (status === 'waived') found.push(['opted-out-shortly-before', daysBetween(duty.endedKnown!, duty.dueOn)]);
  if (!inRate.includes(status)) return found;
  found.push(['in-time', status === 'met'], ['late-but-done', status === 'met-late']);
  if (isMetBy('referral', promise) && promise.triggers.includes('crime-reported'))
    found.push(['referred-in-time', status === 'met']);
  if (promise.triggers.includes('reply-requested')) found.push(['feedback-replied', status === 'met']);
  return found;
}

/** On the due date or the two dates before it. */
function daysBetween(known: Instant, dueOn: LocalDate): boolean {
  const days = (Date.parse(dueOn) - Date.parse(londonDate(known))) / 86_400_000;
  return days >= 0 && days <= 2;
}

const isMetBy = (way: string, { dischargedBy }: Commitment): boolean =>
  dischargedBy.some((one) => (one.by === 'purpose' ? one.purpose === way : one.by === way));

const withoutLimit = {
  'needs-assessed': 'needs-assessment',
  'plan-recorded': 'contact-plan',
  'statement-offered': 'vps-offer',
  'confirmed-in-writing': 'written-confirmation',
} as const;

/** Of what has no printed limit and became owed in the period; what was waived, voided or superseded is left out. */
function ofUnlimited(
  { duty: { key, status } }: Counted,
  promise: Commitment,
  { history, period }: { readonly history: History; readonly period: SharePeriod },
): Judged[] {
  const on = londonDate(arisesAt(key, history));
  if (on < period.from || on > period.to || ['waived', 'voided', 'superseded'].includes(status)) return [];
  const isDone = status === 'met' || status === 'met-late';
  const of = Object.entries(withoutLimit).filter(([, way]) => isMetBy(way, promise));
  return [['done-without-limit', isDone], ...of.map(([measure]): Judged => [measure, isDone])];
}

/** When what it follows from happened, and somebody was there to whom it is owed. */
export function arisesAt(key: string, history: History): Instant {
  const [, person, trigger] = key.split(' ') as [string, string, string];
  const ids = ['caseId', 'milestoneId', 'assessmentId', 'planId', 'closureId', 'feedbackId', 'contactId', 'requestId'];
  const fact = history.facts.find(({ data }) => ids.some((name) => data[name] === trigger))!;
  const joined = people(history).find(({ id }) => id === person)!;
  return later(fact.occurred, joined.at);
}

const isIn = (on: LocalDate, { from, to }: SharePeriod): boolean => on >= from && on <= to;

/** Dates by which somebody was told to expect something, and which have ended. */
function ofPromises(history: History, period: SharePeriod): Judged[] {
  const all = contacts(history);
  return all.filter(isTelling).flatMap(({ data, at }) => {
    const on: LocalDate | undefined = data.promisedNext ?? undefined;
    if (on === undefined || !isIn(on, period) || endOfLondonDay(on) > period.asOf) return [];
    const persons: readonly string[] = data.participantIds;
    return persons.map((person): Judged => {
      const isKept = (one: Heard) =>
        one.at > at && one.at < endOfLondonDay(on) && isUpdate(one) && reaches(one, person, history);
      return ['promise-kept', all.some(isKept)];
    });
  });
}

/** A contact in which somebody was told something; one that only came in told them nothing. */
const isTelling = (one: Heard): boolean => one.data.outcome !== 'received' && seemedToReach(beforeItCameBack(one));

/** Victims who joined a crime in the period, and whether anybody has assessed them. */
function ofVictims(history: History, period: SharePeriod): Judged[] {
  if (caseOf(history).kind !== 'crime') return [];
  return people(history)
    .filter(({ data, at }) => data.role === 'victim' && at <= period.asOf && isIn(londonDate(at), period))
    .map(({ id }): Judged => {
      const held = assessments(id, history).findLast(({ at }) => at <= period.asOf)!;
      return ['unassessed', held.entitlement === 'unassessed'];
    });
}

/** Closings of cases with a victim or an enquirer, and whether the last that was tried with one of them had failed. */
function ofClosings(history: History, period: SharePeriod): Judged[] {
  return of('CaseClosed', history)
    .filter(({ occurred }) => occurred <= period.asOf && isIn(londonDate(occurred), period))
    .flatMap(({ occurred: closed }): Judged[] => {
      const there = people(history).filter(
        ({ data, at }) => ['victim', 'enquirer'].includes(data.role) && at <= closed,
      );
      return there.length === 0
        ? []
        : [['closed-after-attempts-alone', there.some((person) => wasTriedInVain(person, closed, history))]];
    });
}

function wasTriedInVain({ id }: Person, by: Instant, history: History): boolean {
  const acting = people(history).filter(({ data }) => data.represents === id);
  const theirs = new Set([id, ...acting.map((one) => one.id)]);
  const withThem = contacts(history).filter(
    ({ data, at }) => at <= by && data.participantIds.some((one: string) => theirs.has(one)),
  );
  const tried = withThem.filter(({ id: contact }) =>
    of('ContactAttempted', history).some(({ data }) => data.contactId === contact),
  );
  return tried.some(({ at: failed }) => !withThem.some((one) => one.at >= failed && !tried.includes(one)));
}

/** What the product says otherwise of each measure, all together and by the kind of case and its unit. */
export async function unlikeShares(
  asker: Client,
  { from, to, asOf }: SharePeriod,
  ours: readonly OneOfShare[],
): Promise<{ readonly compared: number; readonly differences: readonly string[] }> {
  const differences: string[] = [];
  let compared = 0;
  for (const measure of measured) {
    const path = `/compliance/shares?measure=${measure}&from=${from}&to=${to}&asOf=${asOf}&groupBy=kind,bcu`;
    const { status, body } = await asker.get(path);
    if (status !== 200) throw new Error(`${path} was refused: ${status} ${JSON.stringify(body)}`);
    const theirs = new Map<string, string>(
      body.rows.map(({ group, part, whole }: any) => [`${group.kind}, ${group.bcu ?? '-'}`, `${part} of ${whole}`]),
    );
    theirs.set('all', `${body.totals.part} of ${body.totals.whole}`);
    const own = ours.filter((one) => one.measure === measure);
    const counted = (some: readonly OneOfShare[]) => `${some.filter(({ isPart }) => isPart).length} of ${some.length}`;
    const nameOf = ({ kind, bcu }: OneOfShare) => `${kind}, ${bcu ?? '-'}`;
    const groups = new Map(
      [...new Set(own.map(nameOf))].map((name) => [name, counted(own.filter((one) => nameOf(one) === name))]),
    );
    groups.set('all', counted(own));
    for (const name of new Set([...theirs.keys(), ...groups.keys()])) {
      compared += 2;
      const [a, b] = [groups.get(name) ?? 'none', theirs.get(name) ?? 'none'];
      if (a !== b) differences.push(`${measure} of ${name}: oracle ${a}, product ${b}`);
    }
  }
  return { compared, differences };
}

/** Those that are a part of a whole; a median, coverage and the rates stand in the reports. */
const measured = [
  'in-time',
  'late-but-done',
  'recorded-late',
  'changed-after-due',
  'disputed',
  'opted-out-shortly-before',
  'open-by-age',
  'referred-in-time',
  'feedback-replied',
  ...Object.keys(withoutLimit),
  'done-without-limit',
  'promise-kept',
  'unassessed',
  'closed-after-attempts-alone',
] as const;
