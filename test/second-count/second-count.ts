import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { Client } from '../support/client.js';
import { coverageOf, type Coverage } from '../oracle/covered.js';
import type { Fact, History } from '../oracle/history.js';
import { wordsOf } from '../oracle/words.js';
import type { Group } from './attribution.js';
import { figures, type Counted, type Figures } from './figures.js';
import { activations, recordedCases, type Query } from './log.js';
import { nameElsewhere } from './merged.js';
import { owedIn, type Book, type CountedDay } from './owed.js';
import { obligationsIn } from './product.js';
import { noLimitIn, unlikeNoLimit } from './no-limit.js';
import { sharesIn, unlikeShares } from './shares.js';

type Grouping = readonly (keyof Group)[];

/** What is counted, by what, and which report is asked for. */
export interface Count {
  readonly query: Query;
  readonly book: Book;
  /** Who may see the reports. */
  readonly asker: Client;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly asOf: Instant;
  /** Each a list of dimensions; every cell of each report is compared. */
  readonly groupings: readonly Grouping[];
  readonly told?: (done: number, of: number) => void;
}

export interface Comparison {
  readonly facts: number;
  readonly cases: number;
  readonly obligations: number;
  /** Of them, what the oracle knows only as once owed and replaced. */
  readonly replaced: number;
  readonly fellDue: number;
  readonly cells: number;
  /** What product and oracle say differently: obligations by case, then cells. */
  readonly differences: readonly string[];
}

/**
 * Counts a whole database once more, from nothing but the facts that were recorded in it: every obligation of every case,
 * and every cell of the reports. Throws where the force went by something else than its file.
 */
export async function secondCount(count: Count): Promise<Comparison> {
  if ((await activations(count.query)) > (count.book.targets ? 1 : 0))
    throw new Error('Policies or calendars were activated: they are not read here');
  const reports = await Promise.all(count.groupings.map((grouping) => report(count, grouping)));
  const cases = await recordedCases(count.query);
  const product = await obligationsIn(count.query, count.asOf);
  const differences: string[] = [];
  const owing = new Map<string, readonly Counted[]>();
  const histories = new Map<string, History>();
  const covered = new CoveredCells(count);
  // On the date of a merger somebody may be of two cases, and it counts once.
  const together: CountedDay[] = [];
  let [facts, obligations, replaced, done] = [0, 0, 0, 0];
  for (const [caseId, recorded] of cases) {
    const owed = owedIn(recorded, { book: count.book, cases }, count.asOf);
    const told = (product.get(caseId) ?? []).map(shown);
    const known = new Set(owed.standing.map(({ duty }) => duty.key));
    const once = told.some(({ key }) => !known.has(key)) ? owed.replaced() : [];
    const all = [...owed.standing, ...once];
    differences.push(
      ...unlike(
        caseId,
        all.map(({ duty }) => shown(duty)),
        told,
      ),
    );
    owing.set(caseId, all);
    histories.set(caseId, owed.history);
    const days = owed.days(count.from, count.to);
    if (recorded.some(({ type }) => type === 'CaseMerged' || type === 'CaseAbsorbed')) together.push(...days);
    else covered.add(days);
    facts += recorded.length;
    obligations += told.length;
    replaced += once.length;
    count.told?.((done += 1), cases.size);
  }
  covered.add(together);
  const here = [...owing].map(([caseId, all]) => [caseId, all.filter(countsHere(cases.get(caseId)!, owing))] as const);
  const counted = here.flatMap(([, own]) => own);
  const cells = comparedCells(count, reports, counted, covered);
  const period = { from: count.from, to: count.to, asOf: count.asOf };
  const { book } = count;
  const ofShares = here.flatMap(([caseId, own]) => sharesIn(histories.get(caseId)!, own, { period, book }));
  const shares = await unlikeShares(count.asker, period, ofShares);
  const ofNoLimit = here.flatMap(([caseId, own]) => noLimitIn(histories.get(caseId)!, own, { period, book }));
  const noLimit = await unlikeNoLimit(count.asker, period, ofNoLimit);
  return {
    facts,
    cases: cases.size,
    obligations,
    replaced,
    fellDue: figures(counted.filter(hasDueDate(count.book)), period).fellDue,
    cells: cells.compared + shares.compared + noLimit.compared,
    differences: [...differences, ...cells.differences, ...shares.differences, ...noLimit.differences],
  };
}

/** rules.md, Mergers: what is followed up in another case from then on counts there, once. */
function countsHere(facts: readonly Fact[], owing: ReadonlyMap<string, readonly Counted[]>) {
  const elsewhere = nameElsewhere(facts);
  const there = new Set(elsewhere && owing.get(elsewhere.into)!.map(({ duty }) => duty.key));
  return ({ duty }: Counted): boolean => !elsewhere || !there.has(elsewhere.of(duty.key));
}

/** A miss that was recorded before a contact was stays recorded, which hangs on when somebody looked: not compared. */
const shown = (duty: Counted['duty']) => ({ key: duty.key, words: wordsOf({ ...duty, missed: false }) });

type Shown = ReturnType<typeof shown>;

function unlike(caseId: string, oracle: readonly Shown[], product: readonly Shown[]): string[] {
  const [a, b] = [oracle, product].map((all) => new Map(all.map(({ key, words }) => [key, words])));
  return [...new Set([...a!.keys(), ...b!.keys()])]
    .filter((key) => a!.get(key) !== b!.get(key))
    .map((key) => `${caseId}\n  oracle:  ${a!.get(key) ?? 'nothing'}\n  product: ${b!.get(key) ?? 'nothing'}`);
}

/** rules.md, Limits not printed: what has a target of the force's own alone is in no total of a Code. */
const hasDueDate =
  ({ targets = {} }: Book) =>
  ({ duty, group }: Counted): boolean =>
    group !== null && targets[duty.key.split(' ')[0]!] === undefined;

function comparedCells(count: Count, reports: readonly Cells[], counted: readonly Counted[], covered: CoveredCells) {
  const dated = counted.filter(hasDueDate(count.book));
  const differences: string[] = [];
  const nothing = figures([], count);
  let compared = 0;
  for (const [index, grouping] of count.groupings.entries()) {
    const reported = reports[index]!;
    const reportable = dated.filter(({ duty }) => isReported(duty.key.split(' ')[0]!, grouping, count.book));
    const own = grouped(reportable, grouping, count, covered.cellsOf(grouping));
    for (const group of new Set([...reported.keys(), ...own.keys()])) {
      const [theirs, ours] = [reported.get(group) ?? nothing, own.get(group) ?? nothing];
      for (const name of measures) {
        compared += 1;
        const [a, b] = [ours, theirs].map((cell) => JSON.stringify(cell[name]));
        if (a !== b) differences.push(`${group} ${name}: oracle ${a}, product ${b}`);
      }
    }
  }
  return { compared, differences };
}

/** rules.md, Other bodies: what others owe who do not record here is in no rate; by owner or team stands what binds the force. */
function isReported(commitment: string, grouping: Grouping, { catalogue, recordHere }: Book): boolean {
  const { bodies } = catalogue.find(({ id }) => id === commitment)!;
  const isByOwner = grouping.includes('owner') || grouping.includes('team');
  return bodies.some((body) => (isByOwner ? body === 'force' : recordHere.has(body)));
}

/** The cells of a report by their groups, and all together. */
type Cells = ReadonlyMap<string, Figures>;

async function report({ asker, from, to, asOf }: Count, grouping: Grouping): Promise<Cells> {
  const times = `from=${from}&to=${to}&asOf=${asOf}`;
  const { status, body } = await asker.get(`/compliance?${times}&groupBy=${grouping.join(',')}`);
  if (status !== 200) throw new Error(`The report was refused: ${status} ${JSON.stringify(body)}`);
  const cells = new Map<string, Figures>(body.rows.map(({ group, ...row }: any) => [nameOf(group, grouping), row]));
  return cells.set(totalOf(grouping), body.totals);
}

function grouped(all: readonly Counted[], grouping: Grouping, period: Count, covered: ReadonlyMap<string, Coverage>) {
  const parts = partsOf(all, (one) => nameOf(one.group!, grouping));
  const names = new Set([...parts.keys(), ...covered.keys()]);
  const cells = new Map([...names].map((name) => [name, figures(parts.get(name) ?? [], period, covered.get(name))]));
  for (const [name, { fellDue, notDueYet, paused, personDays }] of cells)
    if (fellDue + notDueYet + paused + personDays === 0) cells.delete(name);
  const total = totalOf(grouping);
  return cells.set(total, figures(all, period, covered.get(total)));
}

function partsOf<T>(all: readonly T[], name: (one: T) => string): Map<string, T[]> {
  const parts = new Map<string, T[]>();
  for (const one of all) {
    const part = parts.get(name(one));
    if (part) part.push(one);
    else parts.set(name(one), [one]);
  }
  return parts;
}

const totalOf = (grouping: Grouping): string => `all by ${grouping.join()}`;

const measures = Object.keys(figures([], { from: '', to: '', asOf: '' })) as (keyof Figures)[];

/** The days on which updates were owed, added up by the cells of each report: those of one participant are added at once. */
class CoveredCells {
  readonly #count: Count;
  readonly #cells: ReadonlyMap<Grouping, Map<string, Coverage>>;

  constructor(count: Count) {
    this.#count = count;
    this.#cells = new Map(count.groupings.map((grouping) => [grouping, new Map()]));
  }

  cellsOf(grouping: Grouping): ReadonlyMap<string, Coverage> {
    return this.#cells.get(grouping)!;
  }

  add(days: readonly CountedDay[]): void {
    for (const [grouping, cells] of this.#cells) {
      const reported = days.filter(({ claim }) => isReported(claim.commitment.id, grouping, this.#count.book));
      const parts = partsOf(reported, ({ group }) => nameOf(group, grouping));
      for (const [name, part] of [...parts, [totalOf(grouping), reported] as const]) {
        const { personDays, coveredDays } = coverageOf(part);
        const before = cells.get(name) ?? { personDays: 0, coveredDays: 0 };
        const after = { personDays: before.personDays + personDays, coveredDays: before.coveredDays + coveredDays };
        cells.set(name, after);
      }
    }
  }
}

const nameOf = (group: Partial<Group>, grouping: Grouping): string =>
  grouping.map((dimension) => `${dimension} ${group[dimension] ?? '-'}`).join(', ');
