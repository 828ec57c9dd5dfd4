import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { OwedDay } from '../oracle/covered.js';
import type { Duty } from '../oracle/duty.js';
import { assessments, contacts, firstRecorded, inOrder, of, type Fact, type History } from '../oracle/history.js';
import { later, londonDate } from '../oracle/london.js';

/** What a report puts an obligation under; null: there is none. */
export interface Group {
  readonly commitment: string;
  readonly edition: string;
  readonly standard: string | null;
  readonly body: string;
  readonly month: string;
  readonly quarter: string;
  readonly financialYear: string;
  readonly kind: string;
  readonly bcu: string | null;
  readonly lpt: string | null;
  readonly team: string | null;
  readonly owner: string | null;
  readonly offenceGroup: string | null;
  readonly entitlement: string | null;
  /** Of the contact that met it. */
  readonly method: string | null;
}

export function groupOf(duty: Duty, history: History): Group {
  const [commitment, person] = duty.key.split(' ') as [string, string];
  const owner = ownerOf(duty, history);
  return {
    ...promiseOf(commitment, history),
    edition: duty.edition,
    ...timesOf(duty.dueOn!),
    ...caseOf(history),
    team: owner?.data.team ?? null,
    owner: owner?.data.staffId ?? null,
    entitlement: entitlementOf(duty, person, history),
    method: methodOf(duty, history),
  };
}

/** What a report puts a day under on which updates were owed: whose it was and what held on it, as known by its end. */
export function dayGroupOf({ date, claim }: OwedDay, history: History): Group {
  const { commitment, edition, person } = claim;
  const isKnown = (at: Instant, recorded: Instant) => londonDate(later(at, recorded)) <= date;
  const owner = ownersIn(history).findLast((fact) => isKnown(fact.occurred, firstRecorded(fact)));
  const [joined, ...assessed] = assessments(person.id, history);
  const held = assessed.findLast(({ at, recorded }) => isKnown(at, recorded)) ?? joined!;
  return {
    ...promiseOf(commitment.id, history),
    edition,
    ...timesOf(date),
    ...caseOf(history),
    team: owner?.data.team ?? null,
    owner: owner?.data.staffId ?? null,
    entitlement: held.entitlement,
    method: null,
  };
}

const ownersIn = (history: History): readonly Fact[] =>
  of('CaseAssigned', history).toSorted((a, b) => inOrder({ ...a, at: a.occurred }, { ...b, at: b.occurred }));

function promiseOf(id: string, { catalogue }: History) {
  const { standard, bodies } = catalogue.find((one) => one.id === id)!;
  return { commitment: id, standard, body: bodies.join('-or-') };
}

/** Quarters are of the calendar year; a financial year begins in April. */
function timesOf(date: LocalDate) {
  const [year, month] = date.split('-').map(Number) as [number, number];
  const begins = month < 4 ? year - 1 : year;
  return {
    month: date.slice(0, 7),
    quarter: `${year}-Q${Math.ceil(month / 3)}`,
    financialYear: `${begins}-${String((begins + 1) % 100).padStart(2, '0')}`,
  };
}

/** As it is: what was typed wrongly counts as it was put right. */
export function caseOf(history: History) {
  const put = of('CaseDetailsCorrected', history).map(({ data }) => data.after);
  const { kind, area, offenceGroup } = Object.assign({}, of('CaseOpened', history)[0]!.data, ...put);
  return { kind, bcu: area?.bcu ?? null, lpt: area?.lpt ?? null, offenceGroup: offenceGroup ?? null };
}

/** Until when what was recorded counts: its due instant or, of what was keyed after that, when it was keyed. */
const recordedUntil = ({ dueAt, implied, recordedAfterDue }: Duty): Instant => (recordedAfterDue ? implied : dueAt!);

/** rules.md, Corrections: the owner at due time is the one recorded by the due instant, unless a dispute was confirmed. */
function ownerOf(duty: Duty, history: History): Fact | undefined {
  const until = recordedUntil(duty);
  return ownersIn(history).findLast(
    (fact) => (duty.reattributed || firstRecorded(fact) <= until) && fact.occurred <= until,
  );
}

const methodOf = ({ status, metBy }: Duty, history: History): string | null =>
  (status.startsWith('met') && contacts(history).find(({ id }) => id === metBy)?.data.method) || null;

/** rules.md, Entitlement: what held, and was known, at due time. */
function entitlementOf(duty: Duty, person: string, history: History): string {
  const until = recordedUntil(duty);
  const [joined, ...assessed] = assessments(person, history);
  return (assessed.findLast(({ at, recorded }) => at <= duty.dueAt! && recorded <= until) ?? joined!).entitlement;
}
