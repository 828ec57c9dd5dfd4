import type { EntityManager } from 'typeorm';
import type { RecordedFact } from './facts.js';

/** Brings read tables up to date with facts of one type, in one set-based statement; facts come in stream order. */
export type Project = (facts: readonly RecordedFact[], manager: EntityManager) => Promise<unknown>;

/** Read tables that follow from the facts alone and can be dropped and refilled at any time. */
export interface Projection {
  readonly name: string;
  /** The tables it owns, in an order in which they can be emptied. */
  readonly tables: readonly string[];
  /** Types that share one statement are brought in together. */
  readonly on: Readonly<Record<string, Project>>;
  /** What a fact's rows belong to, so that facts of different ones may change places; its stream unless said here. */
  readonly of?: (fact: RecordedFact) => string;
}

const ofStream = ({ stream }: RecordedFact): string => stream;

const typeOf = ({ type }: RecordedFact): unknown => type;

/**
 * Facts grouped so that each group takes one step (is of one type, unless told otherwise) and the order of whatever they
 * are `of` is kept.
 *
 * Streams do not depend on each other, nor do the obligations of one stream, so the same step of two hundred becomes one
 * statement: of the steps that stand at the head, the one at most heads is taken from all of them, again and again.
 */
export function inRuns(facts: readonly RecordedFact[], of = ofStream, stepOf = typeOf): RecordedFact[][] {
  const queues = new Map<string, RecordedFact[]>();
  for (const fact of facts) {
    const key = of(fact);
    const queue = queues.get(key);
    if (queue) queue.push(fact);
    else queues.set(key, [fact]);
  }
  const cursors = [...queues.values()].map((queue) => ({ queue, next: 0 }));
  const runs: RecordedFact[][] = [];
  for (let left = facts.length; left > 0;) {
    const run = takeRun(cursors, stepOf, commonestStep(cursors, stepOf));
    runs.push(run);
    left -= run.length;
  }
  return runs;
}

interface Cursor {
  queue: RecordedFact[];
  next: number;
}

function commonestStep(cursors: readonly Cursor[], stepOf: typeof typeOf): unknown {
  const heads = new Map<unknown, number>();
  let commonest: unknown;
  for (const { queue, next } of cursors) {
    const head = queue[next];
    if (head) heads.set(stepOf(head), (heads.get(stepOf(head)) ?? 0) + 1);
  }
  for (const [step, count] of heads) if (count > (heads.get(commonest) ?? 0)) commonest = step;
  return commonest;
}

function takeRun(cursors: readonly Cursor[], stepOf: typeof typeOf, step: unknown): RecordedFact[] {
  const run: RecordedFact[] = [];
  for (const cursor of cursors) {
    for (let head = cursor.queue[cursor.next]; head && stepOf(head) === step; head = cursor.queue[cursor.next]) {
      run.push(head);
      cursor.next += 1;
    }
  }
  return run;
}

/** Brings every read table up to date with these facts, inside the caller's transaction. */
export async function project(
  projections: readonly Projection[],
  facts: readonly RecordedFact[],
  manager: EntityManager,
): Promise<void> {
  for (const { on, of } of projections) {
    const own = facts.filter(({ type }) => Object.hasOwn(on, type));
    for (const run of inRuns(own, of, ({ type }) => on[type])) await on[run[0]!.type]!(run, manager);
  }
}
