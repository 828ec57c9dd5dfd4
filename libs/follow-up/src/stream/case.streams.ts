import { type Requester, conflict, notFound, refuse, Refused } from '@kept-informed/decisions';
import { MissingHolidays, type Clock, type Instant } from '@kept-informed/calendar';
import type { Append, FactStore, NewFactOf, RecordedFact, Recording } from '@kept-informed/event-store';
import type { Rulebook } from '@kept-informed/commitments';
import { advance, emptyFollowUp, fold, type FollowUp, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import type { RederivationCause } from '../obligation/obligation.events.js';
import { recordingTime } from './recording-time.rules.js';
import { defaultGrace, reconcile } from '../reconcile/reconcile.decide.js';

/** What became of a request: the case as it stands now and the facts that were added, the request's own first. */
export interface CaseChange {
  readonly state: FollowUp;
  readonly facts: readonly RecordedFact[];
  readonly version: number;
  readonly position: string;
}

/** From a case as it stands and what the force goes by now, the facts that a request adds; throws Refused. */
export type Decide = (state: FollowUp, now: Instant, book: Rulebook) => readonly NewFactOf<FollowUpEvent>[];

/** What the force goes by, and goes on going by until the transaction under way ends. */
export type HeldRulebook = () => Rulebook | Promise<Rulebook>;

/** Told, in the transaction that did it, which cases were brought up to what holds now. */
export type Checked = (caseIds: readonly string[]) => Promise<unknown>;

/** How often a change that was beaten by another reads and decides again. */
export const attempts = 8;

export const streamOf = (caseId: string): string => `case-${caseId}`;

/** The streams of all cases: the one door through which facts come in. */
export class FollowUpStreams {
  constructor(
    private readonly store: FactStore,
    private readonly rulebook: HeldRulebook,
    private readonly clock: Clock,
    private readonly checked: Checked = async () => {},
  ) {}

  /** The case as its stream tells of it. Refused where there is none. */
  async load(caseId: string): Promise<FollowUp> {
    const state = (await this.#loadAll([caseId])).get(caseId)!;
    if (state.version === 0) throw notFound('unknown-case', 'There is no such case.');
    return state;
  }

  /** Starts a case's stream and settles it. */
  async begin(caseId: string, decide: Decide, asked: Requester): Promise<CaseChange> {
    return this.store.together(async () => {
      const changed = await this.#tryChange(caseId, emptyFollowUp(), decide, asked, await this.rulebook());
      return changed ?? lostForGood();
    });
  }

  /**
   * Decides on the case as it stands, settles what follows, and records both. Beaten by another change it reads again
   * and decides again; with a version given by the one who asks it refuses a case that has moved on instead.
   */
  async change(caseId: string, decide: Decide, asked: Requester): Promise<CaseChange> {
    return this.store.together(async () => {
      const book = await this.rulebook();
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const state = await this.load(caseId);
        checkSeen(state, asked);
        checkHere(state);
        const changed = await this.#tryChange(caseId, state, decide, asked, book);
        if (changed) return changed;
      }
      return lostForGood();
    });
  }

  /**
   * Brings cases up to now, as the worker asks. Cases that need nothing, or that somebody else changed meanwhile (and so
   * settled), get nothing. A case that cannot be settled holds up none of the others and is told of at the end, by an
   * AggregateError. Answers how many facts were added.
   */
  async check(caseIds: readonly string[], asked: Requester, grace = defaultGrace): Promise<number> {
    const { added, troubles } = await this.store.together(() => this.#checkAll(caseIds, asked, grace));
    if (troubles.length > 0) throw new AggregateError(troubles, `${troubles.length} cases could not be settled`);
    return added;
  }

  async #checkAll(caseIds: readonly string[], asked: Requester, grace: number) {
    const book = await this.rulebook();
    const clock = this.clock.now();
    const batch: Append[] = [];
    const troubles: unknown[] = [];
    const done: string[] = [];
    for (const [caseId, state] of await this.#loadAll(caseIds)) {
      try {
        const now = recordingTime(clock, book, state);
        const facts = reconcile(state, book, now, grace).facts;
        const recordedEach = facts.map(() => now);
        if (facts.length > 0) batch.push({ stream: streamOf(caseId), expected: state.version, facts, recordedEach });
        done.push(caseId);
      } catch (error) {
        troubles.push(error);
      }
    }
    const results = await this.store.append(batch, { by: asked.by, requestId: asked.requestId, recorded: clock });
    await this.checked(done.filter((caseId) => results.get(streamOf(caseId))?.won !== false));
    const added = [...results.values()].reduce((sum, result) => sum + (result.won ? result.facts.length : 0), 0);
    return { added, troubles };
  }

  async #loadAll(caseIds: readonly string[]): Promise<Map<string, FollowUp>> {
    const found = await this.store.load(caseIds.map(streamOf));
    return new Map(caseIds.map((caseId) => [caseId, fold(found.get(streamOf(caseId)) as FollowUpEvent[])]));
  }

  async #tryChange(
    caseId: string,
    state: FollowUp,
    decide: Decide,
    asked: Requester,
    book: Rulebook,
  ): Promise<CaseChange | null> {
    const expected = state.version;
    const recording = {
      by: asked.by,
      requestId: asked.requestId,
      recorded: recordingTime(this.clock.now(), book, state),
    };
    const facts = decided(state, decide, book, recording);
    if (facts.length === 0) return { state, facts: [], version: expected, position: await this.store.head() };
    const stream = streamOf(caseId);
    const result = (await this.store.append([{ stream, expected, facts }], recording)).get(stream)!;
    if (!result.won) return null;
    return { state, facts: result.facts, version: state.version, position: result.facts.at(-1)!.position };
  }
}

/** The request's facts and what follows from them; the given state is brought up to them. */
export function decided(
  state: FollowUp,
  decide: Decide,
  book: Rulebook,
  recording: Recording,
): NewFactOf<FollowUpEvent>[] {
  const before = state.version;
  const asked = [...decide(state, recording.recorded, book)];
  advance(state, asked, recording);
  try {
    const settled = reconcile(state, book, recording.recorded).facts;
    const following = asked.length > 0 ? settled.map((fact) => causedBy(before + 1, fact)) : settled;
    advance(state, following, recording);
    return [...asked, ...following];
  } catch (error) {
    if (!(error instanceof MissingHolidays)) throw error;
    const detail = `The bank holidays of ${error.year} are not known, so no due date can be worked out.`;
    throw new Refused({ ...refuse('holidays-not-known', '', detail).refusal, extra: { year: error.year } });
  }
}

/** A request that changes a due date, or opens again what had ended, is named as the cause: by its own first fact. */
function causedBy(version: number, fact: NewFactOf<FollowUpEvent>): NewFactOf<FollowUpEvent> {
  const isBroughtAbout =
    fact.type === 'ObligationReopened' || (fact.type === 'ObligationRederived' && !ofTerms.has(fact.data.cause));
  return isBroughtAbout ? { ...fact, causedBy: version } : fact;
}

/** These come from the force’s terms, whatever made the case be looked at. */
const ofTerms: ReadonlySet<RederivationCause> = new Set(['policy', 'calendar']);

export function checkSeen({ version }: FollowUp, { seenVersion }: Requester): void {
  if (seenVersion === undefined || seenVersion === version) return;
  const detail = 'The case has changed since you read it. Read it again and decide again.';
  throw new Refused({ code: 'stale-version', kind: 'stale', detail, extra: { version } });
}

/** What was merged into another case is followed up there. */
export function checkHere({ case: state }: FollowUp): void {
  if (!state?.merged) return;
  const extra = { caseId: state.merged.into };
  throw conflict('merged-elsewhere', 'The case was merged into another one, where it is followed up.', extra);
}

export function lostForGood(): never {
  throw new Refused({ code: 'busy', kind: 'busy', detail: 'The case is being changed by many at once. Try again.' });
}
