import { laterOf, type Instant } from '@kept-informed/calendar';
import type { NewFactOf } from '@kept-informed/event-store';
import { ownerAt } from '../case/case.state.js';
import type { Participant } from '../case/participant.state.js';
import { latestTerms, type LadderStep } from '@kept-informed/commitments';
import { isByUnsafeRoute, isUnproved, isUpdate } from '../contact/attempt-or-reached.rules.js';
import { datesOf, failedFrom, sinceReached } from '../contact/attempts.rules.js';
import type { Contact } from '../contact/contact.state.js';
import { idOf } from '@kept-informed/decisions';
import type { CaseHistory } from '../owing/case-history.state.js';
import { isOpen } from '../obligation/obligation.state.js';
import type {
  AlertAwoke,
  AlertCleared,
  AlertFollowing,
  AlertWithdrawn,
  Concern,
  ConcernRaised,
} from './alert.events.js';
import { isLive, type Alert, type Alerts } from './alert.state.js';
import type { ConcernQuestion } from './concern-question.state.js';
import { recipientOf } from './ladder.rules.js';
import { messageAlerts } from './message-alerts.decide.js';

/**
 * The alerts that contacts call for, each once: something went by a route marked unsafe, somebody spoke without proving
 * who they are, a participant chased the force and has not been told since, or cannot be reached (rules.md, Routes, Identity,
 * Chases and Attempts). They end with an update or when they are reached, where the contact is struck out, where they died, or where the case is merged.
 */
export function concerns(question: ConcernQuestion): NewFactOf<AlertFollowing>[] {
  const { subject, alerts, now } = question;
  const called = subject.merged
    ? []
    : [...subject.contacts.flatMap((contact) => concernOf(contact, subject) ?? []), ...unreached(question)].filter(
        ({ contact }) => !isOfTheDead(contact, subject),
      );
  const open = new Map(called.map((one) => [alertIdOf(one, subject), one]));
  const ended = [...alerts.raised.values()].filter(
    (alert) => alert.contactId !== undefined && isLive(alert) && !open.has(alert.alertId),
  );
  return [
    ...[...open].filter(([id]) => !alerts.raised.has(id)).map(([id, one]) => raising(id, one, question)),
    ...ended.map((alert) => ending(alert, subject, now)),
    ...messageAlerts(question),
    ...looksAnswered(alerts, now),
    ...awoken(
      [...alerts.raised.values()].filter(({ obligationId }) => obligationId === undefined),
      now,
    ),
  ];
}

/** That somebody looked at a restricted case needs nothing but that whoever was told says that they know. */
function looksAnswered({ raised }: Alerts, now: Instant): NewFactOf<AlertCleared>[] {
  return [...raised.values()]
    .filter(({ rung, status }) => rung === 'glass-broken' && status === 'acknowledged')
    .map(({ alertId }) => ({ type: 'AlertCleared', data: { alertId }, occurred: now }));
}

/** Alerts that were put aside until now come back to whoever is to act on them. */
export function awoken(alerts: readonly Alert[], now: Instant): NewFactOf<AlertAwoke>[] {
  return alerts
    .filter(({ status, snoozedUntil }) => status === 'snoozed' && snoozedUntil! <= now)
    .map(({ alertId, recipient }) => ({ type: 'AlertAwoke', data: { alertId, recipient }, occurred: now }));
}

/** The first instant ahead until which one of these alerts is put aside; null: none is. */
export function nextAwake(alerts: Iterable<Alert>, now: Instant): Instant | null {
  const ahead = [...alerts].flatMap(({ status, snoozedUntil }) =>
    status === 'snoozed' && snoozedUntil! > now ? [snoozedUntil!] : [],
  );
  return ahead.sort()[0] ?? null;
}

/** There is nobody left whom it concerns (rules.md, Lives that change). */
const isOfTheDead = ({ participantIds }: Contact, { participants }: CaseHistory): boolean =>
  participantIds.every((id) => participants.get(id)?.died);

/** Somebody is not reached on several dates, or somebody else answers for one who is enhanced: perhaps they are not safe. */
function unreached({ subject, book, now }: ConcernQuestion): ConcernCall[] {
  const { concernAfterAttempts } = latestTerms(book);
  return [...subject.participants.values()].flatMap((participant) => {
    if (participant.role === 'representative' || participant.died) return [];
    const attempts = sinceReached(participant.participantId, subject, now);
    const last = attempts.find(
      (_, index) => datesOf(attempts.slice(0, index + 1), book.zone).size >= concernAfterAttempts,
    );
    const answered = attempts.filter(
      ({ outcome, occurred }) => outcome === 'third-party' && isEnhanced(participant, occurred),
    );
    return [
      ...(last ? [{ concern: 'not-reached' as const, contact: last }] : []),
      ...answered.map((contact) => ({ concern: 'third-party-answered' as const, contact })),
    ];
  });
}

const isEnhanced = ({ assessments }: Participant, at: Instant): boolean =>
  assessments.findLast((one, index) => index === 0 || one.at <= at)!.entitlement === 'enhanced';

interface ConcernCall {
  readonly concern: Concern;
  readonly contact: Contact;
}

function concernOf(contact: Contact, subject: CaseHistory): ConcernCall | undefined {
  if (isByUnsafeRoute(contact)) return { concern: 'unsafe-contact', contact };
  if (contact.confirmedSafe === false) return { concern: 'not-confirmed-safe', contact };
  if (isUnproved(contact)) return { concern: 'identity-not-proved', contact };
  if (contact.direction !== 'inbound' || contact.purpose !== 'chase') return undefined;
  return isAnswered(contact, subject) ? undefined : { concern: 'chased', contact };
}

function isAnswered({ participantIds, occurred }: Contact, { contacts }: CaseHistory): boolean {
  return contacts.some(
    (later) =>
      later.occurred >= occurred && isUpdate(later) && later.participantIds.some((id) => participantIds.includes(id)),
  );
}

const alertIdOf = ({ concern, contact }: ConcernCall, { caseId }: CaseHistory): string =>
  idOf('alert', caseId, contact.contactId, concern);

function raising(alertId: string, called: ConcernCall, question: ConcernQuestion): NewFactOf<ConcernRaised> {
  const { subject, book, now, grace } = question;
  const { contactId } = called.contact;
  const recorded = laterOf(called.contact.recorded, failedFrom(called.contact) ?? '');
  const answering = { owner: ownerAt(subject, now)?.staffId, area: subject.area };
  const to = recipientOf(attentionOf(called, question), answering, book, now);
  const caughtUp = Date.parse(now) - Date.parse(recorded) > grace;
  const data = { alertId, contactId, rung: called.concern, recipient: to, caughtUp };
  return { type: 'ConcernRaised', data, occurred: recorded };
}

/** A chase goes to whoever the next rung would go to, the owner’s supervisor at least; safety goes to the supervisor. */
function attentionOf(
  { concern, contact }: ConcernCall,
  { alerts, obligations, book }: ConcernQuestion,
): LadderStep['to'] {
  if (concern !== 'chased') return 'supervisor';
  const owed = [...obligations].filter((one) => isOpen(one) && contact.participantIds.includes(one.participantId));
  const ids = new Set(owed.map(({ obligationId }) => obligationId));
  const { ladder } = latestTerms(book);
  const reached = [...alerts.raised.values()]
    .filter((alert) => isLive(alert) && alert.obligationId !== undefined && ids.has(alert.obligationId))
    .map(({ rung }) => ladder.findIndex((step) => step.rung === rung));
  const above = ladder.slice(Math.max(-1, ...reached) + 1).find(({ to }) => to !== 'owner');
  return above?.to ?? 'performance-unit';
}

/** These end because somebody was in touch, and not because there was nothing in it. */
const endsWell: ReadonlySet<string> = new Set<Concern>(['chased', 'not-reached', 'third-party-answered']);

function ending(
  { alertId, contactId, rung }: Alert,
  subject: CaseHistory,
  now: Instant,
): NewFactOf<AlertCleared | AlertWithdrawn> {
  const { contacts, merged } = subject;
  const about = merged ? undefined : contacts.find((contact) => contact.contactId === contactId);
  const stands = about !== undefined && !isOfTheDead(about, subject);
  if (stands && endsWell.has(rung)) return { type: 'AlertCleared', data: { alertId }, occurred: now };
  return { type: 'AlertWithdrawn', data: { alertId, reason: 'no-longer-owed' }, occurred: now };
}
