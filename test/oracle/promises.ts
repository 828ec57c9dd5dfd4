import type { Instant } from '@kept-informed/calendar';
import type { Commitment, Terms } from '@kept-informed/commitments';
import {
  assessments,
  closures,
  contacts,
  inOrder,
  mergedAt,
  never,
  of,
  people,
  plans,
  readOnce,
  type Fact,
  type History,
  type Person,
} from './history.js';
import { handlingOf, notices } from './complaints.js';
import { later, londonDate } from './london.js';

/** Something that makes duties arise (rules.md, Triggers). */
export interface Trigger {
  readonly type: string;
  readonly id: string;
  readonly at: Instant;
  readonly known: Instant;
  readonly version: number;
  /** Owed to these alone. */
  readonly to?: readonly string[];
  readonly frequency?: string;
  readonly suspect?: string;
  /** When it was decided, where that was before it happened. */
  readonly decided?: Instant;
  /** When it was found not to have happened. */
  readonly voided: Instant;
}

export const triggers = readOnce((history): readonly Trigger[] => {
  const one = (type: string, id: string, at: Instant, version: number, to?: string[]): Trigger => {
    return { type, id, at, known: at, version, to, voided: never };
  };
  const opened = of('CaseOpened', history)[0]!;
  const { caseId, kind } = opened.data;
  const openings = [one('case-opened', caseId, opened.occurred, opened.version)];
  if (kind === 'crime') openings.push(one('crime-reported', caseId, opened.occurred, opened.version));
  const milestones = of('MilestoneReached', history).map(({ data, occurred, known, version }) => ({
    ...one(data.type, data.milestoneId, occurred, version, data.participantIds),
    known: known ?? occurred,
    suspect: data.suspect,
    decided: data.decidedAt,
    voided:
      of('MilestoneVoided', history).find((fact) => fact.data.milestoneId === data.milestoneId)?.occurred ?? never,
  }));
  const agreed = plans(history).map((plan) => ({
    ...one('contact-plan-agreed', plan.id, plan.at, plan.version, [plan.person]),
    frequency: plan.frequency,
  }));
  const changed = people(history).flatMap(({ id }) =>
    assessments(id, history).flatMap(({ id: assessed, byMerger, at, version, entitlement }, index, all) =>
      assessed && !byMerger && !['unassessed', entitlement].includes(all[index - 1]!.entitlement)
        ? [one('needs-changed', assessed, at, version, [id])]
        : [],
    ),
  );
  // What was recorded in error never was a case that could be closed.
  const inError = of('CaseVoided', history)[0]?.occurred ?? never;
  const closed = closures(history)
    .filter(({ at }) => at < inError)
    .map(({ id, at, version, decided }) => ({ ...one('case-closed', id, at, version), decided }));
  const letters = contacts(history)
    .filter(({ data }) => data.direction === 'inbound' && data.purpose === 'enquiry')
    .flatMap(({ id, at, version, data }) => {
      const types = data.method === 'letter' ? ['letter-received'] : ['message-received'];
      if (['email', 'portal'].includes(data.method)) types.push('email-received');
      return types.map((type) => one(type, id, at, version, data.participantIds));
    });
  const told = people(history).flatMap((person) =>
    notices(person.id, history).map(({ id, at, version }) =>
      one('complaint-progress-notified', id, at, version, [person.id]),
    ),
  );
  return [...openings, ...milestones, ...agreed, ...changed, ...closed, ...letters, ...told, ...feedback(history)];
});

function feedback(history: History): Trigger[] {
  const asked = of('ReplyRequested', history);
  return of('FeedbackReceived', history).flatMap(({ data, occurred: at, known = at, version }) => {
    const { feedbackId: id, participantId } = data;
    const given = { id, at, known, version, to: [participantId], voided: never };
    const found: Trigger[] = [{ ...given, type: 'feedback-received' }];
    if (!['compliment', 'comment'].includes(data.type)) found.push({ ...given, type: 'dissatisfaction-expressed' });
    if (data.replyRequested) found.push({ ...given, type: 'reply-requested' });
    const later = asked.filter((fact) => fact.data.feedbackId === id);
    return [
      ...found,
      ...later.map(({ data, occurred, version }) => ({
        ...given,
        type: 'reply-requested',
        id: data.requestId,
        at: occurred,
        known: occurred,
        version,
      })),
    ];
  });
}

/** When a request for a reply was taken back: the last one that had been made by then. */
export function withdrawalOf(trigger: Trigger, history: History): Fact | undefined {
  const requests = feedback(history).filter(({ type }) => type === 'reply-requested');
  const feedbackOf = (id: string) =>
    of('ReplyRequested', history).find(({ data }) => data.requestId === id)?.data.feedbackId ?? id;
  return of('ReplyRequestWithdrawn', history).find(({ data, version }) => {
    const before = requests.filter((one) => one.version < version && feedbackOf(one.id) === data.feedbackId);
    return before.at(-1)?.id === trigger.id;
  });
}

/** The terms in force at an instant. */
export function termsAt(at: Instant, { terms }: Pick<History, 'terms'>): Terms {
  return terms.findLast(({ from }) => from <= at)!;
}

/**
 * How what was open at an instant is counted after each later activation that reaches into it. An activation brings along
 * what it itself changed, the policy or the holidays; the other stays as it stood (docs/decisions/0007).
 */
export function reaching(after: Instant, history: Pick<History, 'terms'>): Terms[] {
  const { terms } = history;
  const found: Terms[] = [];
  let standing = termsAt(after, history);
  for (const [index, activated] of terms.entries()) {
    const { from, reach, calendar } = activated;
    if (from <= after || reach.to === 'new-only') continue;
    const before = terms[index - 1]!;
    const isNewPolicy = (['adopted', 'dayKinds', 'anchors'] as const).some((key) => activated[key] !== before[key]);
    const policy = isNewPolicy ? activated : standing;
    standing = { ...policy, calendar: calendar === before.calendar ? standing.calendar : calendar, from, reach };
    found.push(standing);
  }
  return found;
}

/** From the first to the last date of the commitments that an edition makes alone. */
const editionDates = readOnce(({ catalogue }) => {
  const found = new Map<string, { from: string; to: string }>();
  for (const edition of new Set(catalogue.flatMap(({ editions }) => editions))) {
    const own = catalogue.filter(({ editions }) => editions.length === 1 && editions[0] === edition);
    if (own.length === 0) continue;
    const ends = own.map(({ to }) => to ?? '9999-12-31').sort();
    found.set(edition, { from: own.map(({ from }) => from).sort()[0]!, to: ends.at(-1)! });
  }
  return found;
});

/** The edition by which a commitment holds on a date under some terms; null: by none. */
export function editionOn(commitment: Commitment, date: string, { adopted }: Terms, history: History): string | null {
  const within = ({ from, to }: { from: string; to: string | null }) => from <= date && (to === null || date <= to);
  if (!within(commitment)) return null;
  const holds = (edition: string) => {
    const dates = editionDates(history).get(edition);
    return dates === undefined || within(dates);
  };
  return commitment.editions.findLast((edition) => adopted.has(edition) && holds(edition)) ?? null;
}

/** What one participant is owed by one commitment because of one trigger. */
export interface Claim {
  readonly commitment: Commitment;
  readonly edition: string;
  readonly trigger: Trigger;
  readonly person: Person;
  /** When it would arise if the force had adopted it by then. */
  readonly from: Instant;
  /** What its limit counts from. */
  readonly starts: Instant;
  /** What ended a wish not to be told, and so makes it owed anew from then. */
  readonly anewBy?: string;
}

/** How often a series recurs. */
export const periodOf = ({ commitment, trigger }: Claim): string =>
  commitment.limit === 'agreed' ? trigger.frequency! : commitment.limit!;

/** Every claim that the history gives grounds for, whether or not it is adopted at any one time. */
export const claims = readOnce((history): readonly Claim[] => {
  const found: Claim[] = [];
  for (const commitment of history.catalogue) {
    const because = triggers(history).filter(({ type }) => commitment.triggers.includes(type));
    for (const person of because.length > 0 ? people(history) : []) {
      const own: Claim[] = [];
      for (const trigger of because) {
        if (!isOwed(commitment, trigger, person)) continue;
        const claim = claimOf(commitment, trigger, person, history);
        if (claim) own.push(claim);
      }
      if (!commitment.pausesFor.includes('outcome reached')) {
        found.push(...(runsOnce(commitment) ? firstThatHappened(own) : own));
        continue;
      }
      const handling = ({ trigger }: Claim) => handlingOf(trigger, person.id, history)?.id;
      for (const id of new Set(own.map(handling)))
        found.push(...firstThatHappened(own.filter((claim) => handling(claim) === id)));
    }
  }
  return found;
});

/** A series runs from its first trigger on; only plans start one each. */
const runsOnce = ({ recurs, limit }: Commitment): boolean => recurs !== 'no' && limit !== 'agreed';

/** What was voided stays to be seen as such, but is no first of anything. */
function firstThatHappened(own: Claim[]): Claim[] {
  const ordered = own.sort((a, b) => inOrder(a.trigger, b.trigger));
  const first = ordered.findIndex(({ trigger }) => trigger.voided === never);
  return first < 0 ? ordered : ordered.slice(0, first + 1);
}

function isOwed({ owedTo }: Commitment, { type, to }: Trigger, { id, data }: Person): boolean {
  if (to && !to.includes(id)) return false;
  const asFeedback = ['feedback-received', 'dissatisfaction-expressed', 'reply-requested'].includes(type);
  const asWriter = ['letter-received', 'message-received', 'email-received'].includes(type);
  const role = asFeedback ? 'feedback-giver' : asWriter ? 'enquirer' : data.role;
  const forService = owedTo.includes('support-service') || owedTo.includes('victim-support');
  const forIndividual = owedTo.includes('individual-victim') && !data.business;
  return owedTo.includes(role) || ((forService || forIndividual) && data.role === 'victim');
}

function claimOf(commitment: Commitment, trigger: Trigger, person: Person, history: History): Claim | null {
  const date = londonDate(trigger.at);
  const editions = history.terms.map((terms) => editionOn(commitment, date, terms, history));
  const edition = editions.find((one) => one !== null);
  if (!edition) return null;
  const owedFrom = person.data.business && edition.startsWith('victims-code-') ? named(person, history) : person.at;
  const from = later(trigger.at, owedFrom);
  if (from === never) return null;
  const { fromKnown, fromDecided } = commitment;
  const counted = fromKnown ? trigger.known : fromDecided ? (trigger.decided ?? trigger.at) : trigger.at;
  const starts = later(counted, owedFrom);
  return { commitment, edition, trigger, person, from, starts };
}

/** A business is owed what a Code promises once it names somebody to receive it. */
function named({ id, at }: Person, history: History): Instant {
  const contacts = people(history).filter(({ data }) => data.represents === id);
  return contacts.length === 0 ? never : later(at, contacts.map((one) => one.at).sort()[0]!);
}

/** Something still makes it owed at an instant: not voided before, nor of a case merged before, cancelled or transferred then. */
export function isGround({ id, type, at, voided }: Trigger, from: Instant, history: History): boolean {
  if (voided < from || mergedAt(history) < from) return false;
  return !closures(history).some((closure) => {
    if (closure.at >= from || from >= closure.reopened) return false;
    // What another force has by then is that force's; what somebody asks of this one since is not.
    if (closure.transferred) return closure.id !== id && (at <= closure.at || goesWithCase(type));
    return closure.cancelled && at <= closure.at && goesWithCase(type);
  });
}

/** What somebody asked for, and the closure itself, stay owed when a case is cancelled. */
export const goesWithCase = (type: string): boolean =>
  ![
    'case-closed',
    'feedback-received',
    'dissatisfaction-expressed',
    'reply-requested',
    'letter-received',
    'message-received',
    'email-received',
  ].includes(type);

/** Stretches in which a force holds itself to a claim. An end tells which terms no longer adopt it. */
export interface Spell {
  readonly from: Instant;
  readonly to: Instant;
}

export function spells({ commitment, trigger, from }: Claim, history: History): Spell[] {
  const date = londonDate(trigger.at);
  const steps = [{ at: from, terms: termsAt(from, history) }];
  steps.push(...reaching(from, history).map((terms) => ({ at: terms.from, terms })));
  const holds = steps.map(({ at, terms }) => ({ at, holds: editionOn(commitment, date, terms, history) !== null }));
  const found: Spell[] = [];
  for (const [index, { at, holds: now }] of holds.entries()) {
    const before = index > 0 && holds[index - 1]!.holds;
    if (now && !before) found.push({ from: at, to: holds.slice(index).find((step) => !step.holds)?.at ?? never });
  }
  return found;
}
