import type { Rulebook } from '@kept-informed/commitments';
import type { Append, FactStore, RecordedFact, RecordingContext, RowChange } from '@kept-informed/event-store';
import { streamOf } from '../case/case.stream.js';
import { fold, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { StandingCase } from './case-change.js';
import { lostForGood } from './case.refusals.js';
import type { CaseAddition } from './following.rules.js';
import { nextCheck } from './next-checks.queries.js';
import { mapYielding } from './yield-to-event-loop.js';

/** What the force goes by, and goes on going by until the transaction under way ends. */
export type HeldRulebook = () => Rulebook | Promise<Rulebook>;

/** How often a change that was beaten by another reads and decides again. */
export const attempts = 8;

/** The facts that each case got; null for one that somebody else changed meanwhile, which got nothing. */
export type CasesAdded = ReadonlyMap<string, readonly RecordedFact[] | null>;

/** What one case is to get, as it stood at a version. */
interface AdditionAt {
  readonly caseId: string;
  readonly version: number;
  readonly addition: CaseAddition;
}

/** What many cases get at once. */
export class CaseAdditions {
  constructor(
    private readonly store: FactStore,
    private readonly rulebook: HeldRulebook,
  ) {}

  /**
   * Adds to each of these cases what `add` makes of it as it stands; nothing (null), or what is looked at next without a
   * fact. `beside` keeps what goes with it, in the same transaction. It is worked out before that begins: a transaction that
   * stood still meanwhile would hold up others, and on a busy machine the server would end it. Where the force goes by
   * something else by then, it is worked out once more. Refused where that happens again and again.
   */
  async bringIn(
    caseIds: readonly string[],
    add: (kept: StandingCase, book: Rulebook) => CaseAddition | null,
    recording: RecordingContext,
    beside: (added: CasesAdded) => Promise<void> = async () => {},
  ): Promise<CasesAdded> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const [book, cases] = await this.store.together(() =>
        Promise.all([this.rulebook(), loadCases(this.store, caseIds)]),
      );
      const found = await mapYielding(cases, (kept) => {
        const { version } = kept.state;
        const addition = add(kept, book);
        return addition ? [{ caseId: kept.caseId, version, addition }] : [];
      });
      const added = await this.store.together(async () => {
        if ((await this.rulebook()) !== book) return null;
        const recorded = await this.#record(found.flat(), recording);
        await beside(recorded);
        return recorded;
      });
      if (added) return added;
    }
    return lostForGood();
  }

  async #record(additions: readonly AdditionAt[], recording: RecordingContext): Promise<CasesAdded> {
    const batch: Append[] = [];
    const looked: RowChange[] = [];
    for (const { caseId, version, addition } of additions) {
      if (addition.facts.length > 0) batch.push(appendOf(caseId, version, addition));
      else looked.push(nextCheck(caseId, version, addition.nextCheckAt));
    }
    const results = await this.store.append(batch, recording, looked);
    return new Map(
      additions.map(({ caseId }) => {
        const result = results.get(streamOf(caseId));
        return [caseId, !result ? [] : result.won ? result.facts : null];
      }),
    );
  }
}

/** As their streams tell of them, with their facts; one that is not there stands at version 0. */
export async function loadCases(store: FactStore, caseIds: readonly string[]): Promise<StandingCase[]> {
  const found = await store.load(caseIds.map(streamOf));
  return caseIds.map((caseId) => {
    // What a case's stream holds came in here.
    const facts = found.get(streamOf(caseId)) as readonly FollowUpEvent[];
    return { caseId, state: fold(facts), facts };
  });
}

export function appendOf(caseId: string, expected: number, { facts, recordedEach, nextCheckAt }: CaseAddition): Append {
  const rows = [nextCheck(caseId, expected + facts.length, nextCheckAt)];
  return { stream: streamOf(caseId), expected, facts, recordedEach, rows };
}
