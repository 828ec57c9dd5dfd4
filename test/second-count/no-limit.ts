import type { LocalDate } from '@kept-informed/calendar';
import type { Client } from '../support/client.js';
import type { History } from '../oracle/history.js';
import { londonDate } from '../oracle/london.js';
import { caseOf } from './attribution.js';
import { median, rounded, wilson, type Counted, type Period } from './figures.js';
import type { Book } from './owed.js';
import { arisesAt } from './shares.js';

/** A duty for which no limit is printed, as its own report counts it. */
export interface NoLimitDuty extends Pick<Counted['duty'], 'status' | 'dueAt' | 'endedAt'> {
  readonly commitment: string;
  readonly bcu: string | null;
  readonly arose: LocalDate;
}

/** Those of one case that arose in a period, from bodies that record here. */
export function noLimitIn(
  history: History,
  counted: readonly Counted[],
  { period: { from, to }, book: { catalogue, recordHere } }: { readonly period: Period; readonly book: Book },
): NoLimitDuty[] {
  return counted.flatMap(({ duty: { key, status, dueAt, endedAt } }) => {
    const promise = catalogue.find(({ id }) => id === key.split(' ')[0])!;
    if (promise.limit !== null || !promise.bodies.some((body) => recordHere.has(body))) return [];
    const arose = londonDate(arisesAt(key, history));
    if (arose < from || arose > to) return [];
    return [{ status, dueAt, endedAt, commitment: promise.id, bcu: caseOf(history).bcu, arose }];
  });
}

/** Its figures, by their sentences. Only a target of the force’s own gives such a duty a due time. */
function figuresOf(duties: readonly NoLimitDuty[], { asOf }: Period) {
  const among = (some: readonly NoLimitDuty[], ...statuses: string[]) =>
    some.filter(({ status }) => statuses.includes(status));
  const count = (...statuses: string[]) => among(duties, ...statuses).length;
  const done = among(duties, 'met', 'met-late');
  const notDone = among(duties, 'open', 'paused', 'missed');
  const passed = duties.filter(({ dueAt }) => dueAt !== null && dueAt <= asOf);
  const [targetMet, targetMetLate, targetMissed, targetExcused] = ['met', 'met-late', 'missed', 'excused'].map(
    (status) => among(passed, status).length,
  ) as [number, number, number, number];
  const rated = targetMet + targetMetLate + targetMissed + targetExcused;
  return {
    arisen: duties.length,
    done: done.length,
    notDone: notDone.length,
    excused: count('excused'),
    waived: count('waived'),
    voided: count('voided'),
    superseded: count('superseded'),
    medianDays: median(done.map(({ arose, endedAt }) => daysFrom(arose, londonDate(endedAt!)))),
    longestOpenDays:
      notDone.length === 0 ? null : Math.max(...notDone.map(({ arose }) => daysFrom(arose, londonDate(asOf)))),
    targetMet,
    targetMetLate,
    targetMissed,
    targetExcused,
    targetRate: rated === 0 ? null : rounded(targetMet / rated),
    targetInterval: rated === 0 ? null : wilson(targetMet, rated),
  };
}

const daysFrom = (one: LocalDate, other: LocalDate): number => (Date.parse(other) - Date.parse(one)) / 86_400_000;

/** What the product says otherwise of such duties, by promise and by unit, and all together. */
export async function unlikeNoLimit(
  asker: Client,
  period: Period,
  ours: readonly NoLimitDuty[],
): Promise<{ readonly compared: number; readonly differences: readonly string[] }> {
  const { from, to, asOf } = period;
  const path = `/compliance/no-limit?from=${from}&to=${to}&asOf=${asOf}&groupBy=commitment,bcu`;
  const { status, body } = await asker.get(path);
  if (status !== 200) throw new Error(`${path} was refused: ${status} ${JSON.stringify(body)}`);
  const nameOf = ({ commitment, bcu }: Pick<NoLimitDuty, 'commitment' | 'bcu'>) => `${commitment}, ${bcu ?? '-'}`;
  const theirs = new Map<string, any>(body.rows.map(({ group, ...row }: any) => [nameOf(group), row]));
  theirs.set('all', body.totals);
  const names = new Set([...theirs.keys(), ...ours.map(nameOf)]);
  const differences: string[] = [];
  let compared = 0;
  for (const name of names) {
    const own = name === 'all' ? ours : ours.filter((one) => nameOf(one) === name);
    for (const [figure, value] of Object.entries(figuresOf(own, period))) {
      compared += 1;
      const [a, b] = [value, theirs.get(name)?.[figure]].map((one) => JSON.stringify(one));
      if (a !== b) differences.push(`${figure} without a limit of ${name}: oracle ${a}, product ${b}`);
    }
  }
  return { compared, differences };
}
