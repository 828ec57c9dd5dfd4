import { type Requester, notFound, refuse, type Refused } from '@kept-informed/decisions';
import type { Clock, Instant } from '@kept-informed/calendar';
import type { FactStore, NewFactOf } from '@kept-informed/event-store';
import type { Rulebook } from '@kept-informed/commitments';
import { fold, type FollowUp, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import {
  attempts,
  checkHere,
  checkSeen,
  decided,
  lostForGood,
  streamOf,
  type CaseChange,
  type HeldRulebook,
} from './case.streams.js';
import { recordingTime } from './recording-time.rules.js';

/** A case that takes part in a change of several. */
export interface Partner {
  readonly caseId: string;
  /** Where the request names it; none: in its address. */
  readonly field?: string;
}

/** A case as it stands, with the facts that tell of it. */
export interface StandingCase {
  readonly state: FollowUp;
  readonly facts: readonly FollowUpEvent[];
}

/** From several cases as they stand, in the order in which they were asked for, the facts that each gets; throws Refused. */
export type DecideTogether = (
  cases: readonly StandingCase[],
  now: Instant,
  book: Rulebook,
) => readonly (readonly NewFactOf<FollowUpEvent>[])[];

/** One try at a change of several cases. */
interface Attempt {
  readonly partners: readonly Partner[];
  readonly cases: readonly StandingCase[];
  readonly decide: (cases: readonly StandingCase[], now: Instant) => readonly (readonly NewFactOf<FollowUpEvent>[])[];
  readonly book: Rulebook;
}

/** Changes of several cases at once: each is settled, and all of it is recorded or none. */
export class CasesTogether {
  constructor(
    private readonly store: FactStore,
    private readonly rulebook: HeldRulebook,
    private readonly clock: Clock,
  ) {}

  /**
   * Decides on the cases as they stand and records what each gets. Beaten to one of them it reads and decides again; a
   * version given by the one who asks is of the first.
   */
  async change(partners: readonly Partner[], decide: DecideTogether, asked: Requester): Promise<CaseChange[]> {
    return this.store.together(async () => {
      const book = await this.rulebook();
      const decideBy = (cases: readonly StandingCase[], now: Instant) => decide(cases, now, book);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const cases = await this.#load(partners);
        checkSeen(cases[0]!.state, asked);
        for (const { state } of cases) checkHere(state);
        const changed = await this.#tryChange({ partners, cases, decide: decideBy, book }, asked);
        if (changed) return changed;
      }
      return lostForGood();
    });
  }

  async #load(partners: readonly Partner[]): Promise<StandingCase[]> {
    const found = await this.store.load(partners.map(({ caseId }) => streamOf(caseId)));
    return partners.map(({ caseId, field }) => {
      const facts = found.get(streamOf(caseId))! as readonly FollowUpEvent[];
      if (facts.length === 0) throw unknownCase(field);
      return { state: fold(facts), facts };
    });
  }

  async #tryChange(
    { partners, cases, decide, book }: Attempt,
    { by, requestId }: Requester,
  ): Promise<CaseChange[] | null> {
    const states = cases.map(({ state }) => state);
    const recording = { by, requestId, recorded: recordingTime(this.clock.now(), book, ...states) };
    const asked = decide(cases, recording.recorded);
    const batch = cases.map(({ state }, index) => {
      const expected = state.version;
      const facts = decided(state, () => asked[index]!, book, recording);
      return { stream: streamOf(partners[index]!.caseId), expected, facts };
    });
    const recorded = await this.store.appendTogether(batch, recording);
    if (!recorded) return null;
    return batch.map(({ stream }, index) => {
      const facts = recorded.get(stream)!;
      const { state } = cases[index]!;
      return { state, facts, version: state.version, position: facts.at(-1)!.position };
    });
  }
}

function unknownCase(field: string | undefined): Refused {
  const detail = 'There is no such case.';
  return field === undefined ? notFound('unknown-case', detail) : refuse('unknown-case', field, detail);
}
