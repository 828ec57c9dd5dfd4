import { englandAndWales, type Instant } from '@kept-informed/calendar';
import type { NewFact, NewFactOf, RecordingContext } from '@kept-informed/event-store';
import {
  advance,
  emptyFollowUp,
  reconcile,
  statusOf,
  type FollowUp,
  type FollowUpEvent,
  type Obligation,
} from '@kept-informed/follow-up';
import {
  beginning,
  defaultLadder,
  defaultConcernAfterAttempts,
  defaultEnhancedAges,
  defaultCounterRule,
  defaultEnhancedUnassessed,
  defaultLateAfterHours,
  firstTermsId,
  readCatalogue,
  type Answerable,
  type Reach,
  type Rulebook,
  type Terms,
} from '@kept-informed/commitments';
import { Refused } from '@kept-informed/decisions';
import { RetentionPolicy } from '@kept-informed/directory';
import type { PastFact } from './facts.js';

type New = NewFactOf<FollowUpEvent>;

/** A directory of one of each: whoever owns a case answers to the sergeant, the area to the inspector. */
export const answerable: Answerable = {
  standInFor: (staffId) => staffId,
  supervisorOf: () => 'sgt-1',
  supervisorOfArea: () => 'sgt-area',
  inspectorOf: () => 'insp-1',
  performanceUnit: () => 'perf-1',
  postFor: () => null,
};

/** The terms that hold from the start unless a spec says otherwise. */
export const firstTerms: Terms = {
  id: firstTermsId,
  policy: firstTermsId,
  from: beginning,
  reach: { to: 'new-only' },
  adopted: new Set(['qos-2006', 'victims-code-2006', 'victims-code-2013', 'victims-code-2015', 'victims-code-2020']),
  calendar: englandAndWales,
  dayKinds: {},
  anchors: {},
  targets: {},
  ladder: defaultLadder,
  lateAfterHours: defaultLateAfterHours,
  concernAfterAttempts: defaultConcernAfterAttempts,
  enhancedUnassessed: defaultEnhancedUnassessed,
  enhancedAges: defaultEnhancedAges,
  counter: defaultCounterRule,
  retention: new RetentionPolicy(),
};

export const rulebook: Rulebook = {
  catalogue: readCatalogue(),
  terms: [firstTerms],
  zone: 'Europe/London',
  answerable,
};

/** A rulebook whose first terms are others. */
export function under(book: Rulebook, first: Partial<Terms>): Rulebook {
  return { ...book, terms: [{ ...book.terms[0]!, ...first }, ...book.terms.slice(1)] };
}

/** The rulebook after another activation, which changes something of the terms before. */
export function activated(book: Rulebook, from: Instant, reach: Reach, change: Partial<Terms>): Rulebook {
  const name = `terms-${book.terms.length + 1}`;
  const policy = change.calendar ? book.terms.at(-1)!.policy : name;
  const next = { ...book.terms.at(-1)!, id: name, policy, from: new Date(from).toISOString(), reach, ...change };
  return { ...book, terms: [...book.terms, next] };
}

/** The rulebook with only these commitments, so that a spec sees what it is about and nothing else. */
export function only(...ids: readonly string[]): Rulebook {
  return { ...rulebook, catalogue: rulebook.catalogue.filter(({ id }) => ids.includes(id)) };
}

const recordingAt = (recorded: Instant): RecordingContext => ({ by: 'pc-1', requestId: 'spec', recorded });

/** What was recorded, each at its own time, and nothing yet worked out from it. */
export function given(...told: readonly PastFact[]): FollowUp {
  const state = emptyFollowUp();
  for (const { fact, recorded } of told) advance(state, [fact], recordingAt(recorded));
  return state;
}

/** Settles at each instant in turn, as the worker would, and answers what each settling added. */
export function settledAt(state: FollowUp, book: Rulebook, ...times: readonly Instant[]): New[] {
  return times.flatMap((now) => {
    const { facts } = reconcile(state, book, now);
    advance(state, facts, recordingAt(now));
    return facts;
  });
}

/** Records what was decided at an instant and settles what follows, as a command does; answers both. */
export function acted(state: FollowUp, book: Rulebook, at: Instant, decided: readonly New[]): New[] {
  advance(state, decided, recordingAt(at));
  return [...decided, ...settledAt(state, book, at)];
}

/**
 * The case as it would have come to be: each fact recorded at its time and settled with it, as a command does, the
 * worker's checks in between, and a last one at the end.
 */
export function lived(
  told: readonly PastFact[],
  book: Rulebook,
  until: Instant,
  ...checks: readonly Instant[]
): FollowUp {
  const state = emptyFollowUp();
  const commands = told.map((one, index) => ({ at: one.recorded, index, facts: [one.fact] }));
  const looks = [...checks, until].map((at) => ({ at, index: told.length, facts: [] as New[] }));
  const steps = [...commands, ...looks].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index));
  for (const { at, facts } of steps) {
    if (at > until) continue;
    advance(state, facts, recordingAt(at));
    settledAt(state, book, at);
  }
  return state;
}

/** What a decision refuses: its code, the kind of refusal, and the field it is about. */
export function refusalOf(decide: () => unknown): { code: string; kind: string; field?: string } {
  try {
    decide();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, kind, field } = error.refusal;
    return { code, kind, ...(field !== undefined && { field }) };
  }
  throw new Error('Nothing was refused');
}

/** What one obligation looks like to a reader of a spec. */
export function shown(obligation: Obligation, now: Instant): string {
  const { commitment, participantId, due, lapsed } = obligation;
  const closed = lapsed ? ' for good' : '';
  return `${commitment} ${participantId} due ${due.dueOn ?? 'when it can be'}: ${statusOf(obligation, now)}${closed}`;
}

/** Facts as a reader of a spec sees them: what came true, and when. */
export function told(facts: readonly NewFact[]): string[] {
  return facts.map(({ type, occurred, data }) => {
    const { rung, rungs, reason } = data as { rung?: string; rungs?: string[]; reason?: string };
    const named = type === 'RungsSkipped' ? rungs?.join('+') : rung;
    return [type, named, reason, occurred].filter((part) => part !== undefined).join(' ');
  });
}

export function standings(state: FollowUp, now: Instant): string[] {
  return [...state.obligations.values()].map((obligation) => shown(obligation, now));
}
