import type { FactStore, RecordedFact } from '@kept-informed/event-store';
import { streamOf } from '../case/case.stream.js';
import { evolve, fold, type FollowUp, type FollowUpEvent } from '../reconcile/follow-up.state.js';

/** A case as its stream told of it up to a fact. */
interface RecentCase {
  readonly state: FollowUp;
  readonly last: Pick<RecordedFact, 'version' | 'position' | 'requestId'>;
}

/** How many facts the cases that are kept may have been told by, together: some tens of megabytes. */
const most = 50_000;

/**
 * The cases that were changed last, so that the next change of one reads only what has come since: a quarter more
 * contacts a second, and the longer a stream the more. A state is handed to one change alone, and counts only while the
 * stream holds the very fact that it had come to: what a transaction left that was never stored is seen by that.
 */
export class RecentCases {
  readonly #kept = new Map<string, RecentCase>();
  #facts = 0;

  constructor(
    private readonly store: FactStore,
    private readonly atMost = most,
  ) {}

  /** The case as its stream tells of it now; whoever is given it may change it. */
  async load(caseId: string): Promise<FollowUp> {
    const recent = this.#take(caseId);
    const found = await this.#read(caseId, recent?.last.version ?? 1);
    if (!recent) return fold(found);
    const [last, ...since] = found;
    if (!last || last.position !== recent.last.position || last.requestId !== recent.last.requestId)
      return fold(await this.#read(caseId, 1));
    return since.reduce(evolve, recent.state);
  }

  /** A case that has just been brought up to these facts; with none it is let go. */
  keep(caseId: string, state: FollowUp, facts: readonly RecordedFact[]): void {
    const last = facts.at(-1);
    if (!last) return;
    this.#take(caseId);
    this.#kept.set(caseId, { state, last });
    this.#facts += last.version;
    for (const longest of this.#kept.keys()) {
      if (this.#facts <= this.atMost) return;
      this.#take(longest);
    }
  }

  #take(caseId: string): RecentCase | undefined {
    const recent = this.#kept.get(caseId);
    if (!recent) return undefined;
    this.#kept.delete(caseId);
    this.#facts -= recent.last.version;
    return recent;
  }

  async #read(caseId: string, from: number): Promise<readonly FollowUpEvent[]> {
    // What a case's stream holds came in by the one door.
    return (await this.store.loadFrom(streamOf(caseId), from)) as readonly FollowUpEvent[];
  }
}
