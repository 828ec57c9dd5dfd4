import type { EntityManager } from 'typeorm';
import type { RecordedFact } from './facts.js';

/** Brings read tables up to date with facts of one type, in one set-based statement; facts come in stream order. */
export type Project = (facts: readonly RecordedFact[], manager: EntityManager) => Promise<unknown>;

/** Read tables that follow from the facts alone and can be dropped and refilled at any time. */
export interface Projection {
  readonly name: string;
  /** The tables it owns, in an order in which they can be emptied. */
  readonly tables: readonly string[];
  readonly on: Readonly<Record<string, Project>>;
  /** What a fact's rows belong to, so that facts of different ones may change places; its stream unless said here. */
  readonly of?: (fact: RecordedFact) => string;
}

const ofStream = ({ stream }: RecordedFact): string => stream;

/**
 * Facts grouped so that each group is of one type and the order of whatever they are `of` is kept.
 *
 * Streams do not depend on each other, nor do the obligations of one stream, so the same step of two hundred becomes one
 * statement: of the types that stand at the head, the one at most heads is taken from all of them, again and again.
 */
export function inRuns(facts: readonly RecordedFact[], of = ofStream): RecordedFact[][] {
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
    const run = takeRun(cursors, commonestHead(cursors));
    runs.push(run);
    left -= run.length;
  }
  return runs;
}

interface Cursor {
  queue: RecordedFact[];
  next: number;
}

function commonestHead(cursors: readonly Cursor[]): string {
  const heads = new Map<string, number>();
  for (const { queue, next } of cursors) {
    const head = queue[next];
    if (head) heads.set(head.type, (heads.get(head.type) ?? 0) + 1);
  }
  let commonest = '';
  for (const [type, count] of heads) if (count > (heads.get(commonest) ?? 0)) commonest = type;
  return commonest;
}

function takeRun(cursors: readonly Cursor[], type: string): RecordedFact[] {
  const run: RecordedFact[] = [];
  for (const cursor of cursors) {
    for (let head = cursor.queue[cursor.next]; head?.type === type; head = cursor.queue[cursor.next]) {
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
    for (const run of inRuns(own, of)) await on[run[0]!.type]!(run, manager);
  }
}
