import type { Instant } from '@kept-informed/calendar';
import type { Method, Occurrence } from '../case/case.events.js';
import type { Case } from '../case/case.state.js';
import type { Assessment } from '../case/participant.state.js';
import { asksForAnswer } from '../contact/attempt-or-reached.rules.js';
import { assessmentsMade, entitledElsewhere } from './assessment.rules.js';
import type { CaseHistory } from './case-history.state.js';

/** A fact that makes obligations arise (rules.md, Triggers). */
export interface Trigger {
  readonly type: string;
  /** The id of what happened: a case, milestone, feedback, contact, plan, assessment or closure. */
  readonly id: string;
  readonly at: Instant;
  readonly known: Instant;
  readonly version: number;
  /** Owed to these alone; none: to everybody on the case in the commitment's roles. */
  readonly participantIds?: readonly string[];
  /** The case in which it was recorded, before that was merged into this one. */
  readonly carriedFrom?: string;
  /** The one in which it was recorded at first, where that had been merged into the other. */
  readonly origin?: string;
  readonly frequency?: string;
  /** Tells suspects of one case apart. */
  readonly suspect?: string;
  /** When it was decided, where that was before it happened: it can be told from then on. */
  readonly decidedAt?: Instant;
  /** It did not happen after all: whatever it made owed is voided. */
  readonly voided?: Occurrence;
  /** When it was recorded, where that is not when its fact was. */
  readonly recorded?: Instant;
}

/** When it was decided, or when it happened: from then on it can be told of. */
export const decidedOrAt = ({ at, decidedAt }: Pick<Trigger, 'at' | 'decidedAt'>): Instant => decidedAt ?? at;

const dissatisfied: ReadonlySet<string> = new Set([
  'dissatisfaction',
  'service-complaint',
  'direction-and-control',
  'conduct',
]);

/** Everything in the case that can make an obligation arise, in no particular order. */
export function triggersOf(state: CaseHistory): Trigger[] {
  const { voided } = state;
  if (!voided) return allTriggers(state);
  // What never was a case made nothing owed, as is found from then on; and nobody is told that it ended.
  const before = { ...state, closures: state.closures.filter(({ at }) => at < voided.at) };
  return allTriggers(before).map((one) => ({ ...one, voided: one.voided ?? voided }));
}

function allTriggers(state: CaseHistory): Trigger[] {
  const found: Trigger[] = [
    ...openings(state),
    ...state.milestones.map(({ milestoneId, ...milestone }) => ({ ...milestone, id: milestoneId })),
    ...state.closures.map((closure) => ({
      ...trigger('case-closed', closure.closureId, closure),
      decidedAt: closure.decidedAt,
    })),
    ...state.plans.map((plan) => ({
      ...trigger('contact-plan-agreed', plan.planId, plan, [plan.participantId]),
      frequency: plan.frequency,
      carriedFrom: plan.carriedFrom,
    })),
    ...changedNeeds(state),
    ...feedbackTriggers(state),
    ...letters(state),
  ];
  return found.map((one) => (one.origin ? one : { ...one, origin: state.brought.get(one.version) }));
}

function trigger(type: string, id: string, { at, version }: Occurrence, participantIds?: readonly string[]): Trigger {
  return { type, id, at, known: at, version, participantIds };
}

/** That it was a crime all along is told by the fact that put it right, where there is one. */
function openings({ caseId, kind, kindPutRight, opened, absorbed }: Case): Trigger[] {
  const { at, version } = opened;
  const own = openedAs(kind === 'crime', (type) =>
    trigger(type, caseId, { at, version: type === 'crime-reported' ? (kindPutRight ?? version) : version }),
  );
  const brought = absorbed.flatMap(({ caseId: carriedFrom, version, openings }) =>
    openings.flatMap(({ caseId: id, at, recorded, isCrime }) =>
      openedAs(isCrime, (type) => ({ ...trigger(type, id, { at, version }), carriedFrom, origin: id, recorded })),
    ),
  );
  return [...own, ...brought];
}

const openedAs = (isCrime: boolean, as: (type: string) => Trigger): Trigger[] =>
  (isCrime ? ['case-opened', 'crime-reported'] : ['case-opened']).map(as);

function changedNeeds(state: Case): Trigger[] {
  const raising = (entitlements: readonly Assessment[], participantId: string) =>
    assessmentsMade(entitlements)
      .filter(({ raises }) => raises)
      .map((one) => ({ one, told: trigger('needs-changed', one.assessmentId, one, [participantId]) }));
  const own = [...state.participants.values()].flatMap((one) => raising(one.assessments, one.participantId));
  const brought = entitledElsewhere(state).flatMap(({ entitlements, participantId, carriedFrom, caseId: origin }) =>
    raising(entitlements, participantId).map(({ one: { recorded }, told }) => {
      return { ...told, carriedFrom, origin, recorded };
    }),
  );
  return [...own.map(({ told }) => told), ...brought];
}

function feedbackTriggers({ feedback }: CaseHistory): Trigger[] {
  return [...feedback.values()].flatMap(({ feedbackId, participantId, type, receivedAt, known, version, requests }) => {
    const to = [participantId];
    const received = { at: receivedAt, version };
    const found = [{ ...trigger('feedback-received', feedbackId, received, to), known }];
    if (dissatisfied.has(type))
      found.push({ ...trigger('dissatisfaction-expressed', feedbackId, received, to), known });
    return [...found, ...requests.map((one) => trigger('reply-requested', one.requestId, one, to))];
  });
}

function letters({ contacts }: CaseHistory): Trigger[] {
  return contacts
    .filter(asksForAnswer)
    .flatMap(({ contactId, method, occurred, version, participantIds }) =>
      writtenAs(method).map((type) => trigger(type, contactId, { at: occurred, version }, participantIds)),
    );
}

function writtenAs(method: Method): readonly string[] {
  if (method === 'letter') return ['letter-received'];
  return method === 'email' || method === 'portal' ? ['message-received', 'email-received'] : ['message-received'];
}
