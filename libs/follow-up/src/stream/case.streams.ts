import type { Clock, Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { conflict, type Requester } from '@kept-informed/decisions';
import type { Append, FactStore, RecordedFact, RecordingContext } from '@kept-informed/event-store';
import { seesEverything, type WhoSees } from '../case/who-sees.js';
import { emptyFollowUp, type FollowUp } from '../reconcile/follow-up.state.js';
import { defaultGrace, reconcile } from '../reconcile/reconcile.decide.js';
import { appendOf, attempts, CaseAdditions, type CasesAdded, type HeldRulebook, loadCases } from './case-additions.js';
import { checkSeen, lostForGood, requireThere, unknownCase } from './case.refusals.js';
import type { CaseChange, Decide, DecideTogether, Partner, StandingCase } from './case-change.js';
import { followed, type CaseAddition, type CaseFact } from './following.rules.js';
import { RecentCases } from './recent-cases.js';
import { recordingTime } from './recording-time.rules.js';

/** The streams of all cases: the one door through which facts come in. A case that is out of sight is not there for who asks. */
export class FollowUpStreams {
  readonly #recent: RecentCases;
  readonly #additions: CaseAdditions;

  constructor(
    private readonly store: FactStore,
    private readonly rulebook: HeldRulebook,
    private readonly clock: Clock,
    private readonly whoSees: WhoSees = seesEverything,
  ) {
    this.#recent = new RecentCases(store);
    this.#additions = new CaseAdditions(store, rulebook);
  }

  /** The case as its stream tells of it. Refused where there is none. */
  async load(caseId: string): Promise<FollowUp> {
    const [{ state }] = (await loadCases(this.store, [caseId])) as [StandingCase];
    if (state.version === 0) throw unknownCase(undefined);
    return state;
  }

  /** Starts a case's stream and reconciles it. */
  begin(caseId: string, decide: Decide, requester: Requester): Promise<CaseChange> {
    return this.store.together(async () => {
      const book = await this.rulebook();
      const none = { caseId, state: emptyFollowUp(), facts: [] };
      const [begun] = (await this.#tryChange([none], { decide: oneOf(decide), book, requester })) ?? lostForGood();
      return begun!;
    });
  }

  /**
   * Decides on the case as it stands, reconciles what follows, and records both. Beaten by another change it reads again
   * and decides again; with a version given by the one who asks it refuses a case that has moved on instead.
   */
  async change(caseId: string, decide: Decide, requester: Requester): Promise<CaseChange> {
    const [changed] = await this.changeTogether([{ caseId }], oneOf(decide), requester);
    return changed!;
  }

  /** The same for several cases at once: all of it is recorded or none. A version that was seen is of the first. */
  changeTogether(
    partners: readonly Partner[],
    decide: DecideTogether,
    requester: Requester,
  ): Promise<readonly CaseChange[]> {
    return this.store.together(async () => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const ids = partners.map(({ caseId }) => caseId);
        const [book, cases, seen] = await Promise.all([
          this.rulebook(),
          this.#loadToChange(ids),
          this.whoSees.seenOf(ids),
        ]);
        const askedFor = partners.map((partner, index) => ({ ...partner, state: cases[index]!.state }));
        for (const { caseId, field, evenMerged, state } of askedFor) {
          if (evenMerged !== 'along' && !seen.has(caseId)) throw unknownCase(field);
          requireThere(state, field);
        }
        checkSeen(cases[0]!.state, requester);
        for (const { evenMerged, state } of askedFor) if (!evenMerged) await this.#checkHere(state);
        const changed = await this.#tryChange(cases, { decide, book, requester });
        if (changed) return changed;
      }
      return lostForGood();
    });
  }

  /**
   * Brings cases up to now, as the worker asks. Cases that need nothing, or that somebody else changed meanwhile (and so
   * reconciled), get nothing. A case that cannot be reconciled holds up none of the others and is told of at the end, by
   * an AggregateError. Answers how many facts were added.
   */
  async check(caseIds: readonly string[], { by, requestId }: Requester, grace = defaultGrace): Promise<number> {
    const troubles = new Map<string, unknown>();
    const clock = this.clock.now();
    const upToNow = ({ caseId, state }: StandingCase, book: Rulebook): CaseAddition | null => {
      try {
        const now = recordingTime(clock, book, state);
        const { facts, nextCheckAt } = reconcile(state, book, now, { grace, judged: state.version });
        const known = facts.map((fact) => knownAsItCame(fact, now));
        return { facts: known, recordedEach: facts.map(() => now), nextCheckAt };
      } catch (error) {
        troubles.set(caseId, error);
        return null;
      }
    };
    const added = await this.bringIn(caseIds, upToNow, { by, requestId, recorded: clock });
    if (troubles.size > 0)
      throw new AggregateError(troubles.values(), `${troubles.size} cases could not be reconciled`);
    return [...added.values()].reduce((sum, facts) => sum + (facts?.length ?? 0), 0);
  }

  /** See {@link CaseAdditions}. */
  bringIn(...asked: Parameters<CaseAdditions['bringIn']>): Promise<CasesAdded> {
    return this.#additions.bringIn(...asked);
  }

  /** With their facts only where several are asked for. */
  async #loadToChange(caseIds: readonly string[]): Promise<StandingCase[]> {
    const [caseId] = caseIds as [string];
    return caseIds.length > 1
      ? loadCases(this.store, caseIds)
      : [{ caseId, state: await this.#recent.load(caseId), facts: [] }];
  }

  async #tryChange(
    cases: readonly StandingCase[],
    { decide, book, requester }: { decide: DecideTogether; book: Rulebook; requester: Requester },
  ): Promise<CaseChange[] | null> {
    const recorded = recordingTime(this.clock.now(), book, ...cases.map(({ state }) => state));
    const recording = { by: requester.by, requestId: requester.requestId, recorded };
    const asked = decide(cases, recorded, book);
    const versions = cases.map(({ state }) => state.version);
    const additions = cases.map(({ state }, index) =>
      followed(state, asked[index]!, { book, at: recorded, recording }),
    );
    const batch = cases.map(({ caseId }, index) => appendOf(caseId, versions[index]!, additions[index]!));
    const needed = batch.filter(({ facts }) => facts.length > 0);
    const results = needed.length > 0 ? await this.#append(needed, recording) : new Map<string, RecordedFact[]>();
    if (!results) return null;
    const head = needed.length < batch.length ? await this.store.head() : '';
    return cases.map(({ caseId, state }, index) => {
      const facts = results.get(batch[index]!.stream) ?? [];
      this.#recent.keep(caseId, state, facts);
      const { read } = additions[index]!;
      return { state, read, facts, version: state.version, position: facts.at(-1)?.position ?? head };
    });
  }

  /** What was merged into another case is followed up there; whoever does not see that one is not told which. */
  async #checkHere({ case: state }: FollowUp): Promise<void> {
    if (!state?.merged) return;
    const { into } = state.merged;
    const extra = (await this.whoSees.seenOf([into])).has(into) ? { caseId: into } : undefined;
    throw conflict('merged-elsewhere', 'The case was merged into another one, where it is followed up.', extra);
  }

  /** To all of these streams or to none of them, which is null. */
  async #append(batch: readonly Append[], recording: RecordingContext) {
    if (batch.length > 1) return this.store.appendTogether(batch, recording);
    const { stream } = batch[0]!;
    const result = (await this.store.append(batch, recording)).get(stream)!;
    return result.won ? new Map([[stream, result.facts]]) : null;
  }
}

/** What time alone brought about was known from then on, whenever somebody looked (rules.md, Sweeps). */
function knownAsItCame(fact: CaseFact, now: Instant): CaseFact {
  return fact.occurred < now ? { ...fact, known: fact.occurred } : fact;
}

const oneOf =
  (decide: Decide): DecideTogether =>
  ([only], now, book) => [decide(only!.state, now, book)];
