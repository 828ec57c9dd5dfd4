import type { Instant, Zone } from '@kept-informed/calendar';
import { Refused, refuse } from '@kept-informed/decisions';
import { mayDischarge } from './attempt-or-reached.rules.js';
import type { ContactDetails, ContactOutcome } from './contact.events.js';
import type { Contact } from './contact.state.js';
import { subjectFields, type ContactSubject } from './subject.rules.js';

/** What a contact is recorded against. */
export interface ContactScene {
  readonly openedAt: Instant;
  /** The force's own, by which the date of a contact goes. */
  readonly zone: Zone;
  readonly participantIds: ReadonlySet<string>;
  readonly feedbackIds: ReadonlySet<string>;
  /** Everything that a participant can be told of. */
  readonly triggers: ReadonlySet<string>;
  /** What can be named: milestones and closures with what they are, and letters and messages that ask for an answer. */
  readonly milestones: ReadonlyMap<string, { readonly type: string; readonly isVoided: boolean }>;
  readonly asking: ReadonlySet<string>;
  /** What a contact that reaches them leaves unsaid means by what is recorded now. */
  readonly settlementOf: (contact: Contact) => Settlement;
  /** Whether what a contact names and says to have done for a body is owed, and by none that this body is. */
  readonly isAnothersDuty: (contact: Contact) => boolean;
  /** On this case it has to be said whether it was confirmed before that it is safe. */
  readonly highRisk: boolean;
  /** The supervisor's allowance by which an unsafe route could be used at an instant. */
  readonly allowanceFor: (routeId: string | undefined, at: Instant) => string | undefined;
  /** A contact recorded longer than this after it occurred needs a reason, in hours. */
  readonly lateAfterHours: number;
}

/** What is unsaid, by what was told or what it was for: what it means, and where it would have to choose between what. */
export interface Settlement {
  readonly subjects: ReadonlyMap<string, readonly string[]>;
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** Something that was told: a trigger by its name, or the one milestone or closure. */
export type ThingTold = string | { readonly milestoneId: string };

/** What a reply or acknowledgement answers: one of these. */
export interface ThingAnswered {
  readonly feedbackId?: string;
  readonly contactId?: string;
  readonly milestoneId?: string;
}

/** What was told by its names, and which of it was named. */
export function toldIn(
  tells: readonly ThingTold[],
  scene: ContactScene,
): Pick<ContactDetails, 'tells' | 'milestoneIds'> {
  const milestoneIds: string[] = [];
  const names = tells.map((told, index) => {
    if (typeof told === 'string') return told;
    milestoneIds.push(told.milestoneId);
    return requireHappened(told.milestoneId, `/tells/${index}`, scene);
  });
  return { tells: [...new Set(names)], milestoneIds: milestoneIds.length > 0 ? milestoneIds : undefined };
}

/** What a milestone of the case is that is named by its id; refused where it is not there, or did not happen. */
function requireHappened(milestoneId: string, field: string, { milestones }: ContactScene): string {
  const found = milestones.get(milestoneId);
  if (!found) throw refuse('unknown-milestone', field, 'There is no such milestone on this case.');
  if (found.isVoided) throw refuse('already-voided', field, 'This did not happen.');
  return found.type;
}

export function answeredIn(
  replyTo: ThingAnswered | undefined,
  scene: ContactScene,
): Pick<ContactSubject, 'feedbackId' | 'answersId'> {
  if (!replyTo) return {};
  const { feedbackId, contactId, milestoneId } = replyTo;
  if ([feedbackId, contactId, milestoneId].filter((one) => one !== undefined).length !== 1)
    throw refuse('say-one', '/replyTo', 'Say one thing that it answers.');
  if (feedbackId !== undefined && !scene.feedbackIds.has(feedbackId))
    throw refuse('unknown-feedback', '/replyTo/feedbackId', 'There is no such feedback on this case.');
  if (contactId !== undefined && !scene.asking.has(contactId))
    throw refuse('unknown-contact', '/replyTo/contactId', 'There is no letter or message on this case that asks so.');
  if (milestoneId !== undefined) requireHappened(milestoneId, '/replyTo/milestoneId', scene);
  return { feedbackId, answersId: contactId ?? milestoneId };
}

type SaidOfIt = Pick<
  ContactDetails,
  'purpose' | 'outcome' | 'service' | 'feedbackId' | 'answersId' | 'automatic' | 'generated'
>;

const inSpeech: ReadonlySet<ContactOutcome> = new Set(['spoke', 'told-in-person']);

/** Said of what can be no such thing, it would be passed over: what goes to a service, what answers, what a machine sent. */
export function requireFitting({ purpose, outcome, automatic, generated, ...said }: SaidOfIt): void {
  if (said.service !== undefined && purpose !== 'referral')
    throw refuse('service-does-not-fit', '/service', 'Only a referral goes to a service.');
  if ((said.feedbackId ?? said.answersId) !== undefined && purpose !== 'reply' && purpose !== 'acknowledgement')
    throw refuse('reply-does-not-fit', '/replyTo', 'Only a reply or an acknowledgement answers something.');
  if (automatic !== undefined && generated)
    throw refuse(
      'automatic-does-not-fit',
      '/automatic',
      'It is a receipt or was sent to many, or it was made for one person: say one.',
    );
  if ((automatic !== undefined || generated) && inSpeech.has(outcome))
    throw refuse(
      'automatic-does-not-fit',
      generated ? '/generated' : '/automatic',
      'What was said to them was said by somebody, not sent by a machine.',
    );
}

/** What it leaves unsaid is settled as it is recorded, and refused where there is a choice (rules.md, Settled once). */
export function meant(details: ContactDetails, occurred: Instant, scene: ContactScene, now: Instant): ContactDetails {
  if (!mayDischarge(details)) return details;
  const contact = { ...details, occurred, recorded: now, version: Infinity };
  requireBound(contact, scene);
  const { subjects, choices } = scene.settlementOf(contact);
  for (const [kind, ids] of choices) throw severalOpen(kind, ids, details);
  const known = { ...details };
  for (const [kind, ids] of subjects) Object.assign(known, subjectFields(kind, ids, known, scene.feedbackIds));
  return known;
}

/** rules.md, Other bodies: a duty to act is met only by the body that it binds, so for no other is it said to be done. */
function requireBound(contact: Contact, { isAnothersDuty }: ContactScene): void {
  if (contact.carriedFrom !== undefined || !isAnothersDuty(contact)) return;
  throw refuse(
    'body-not-bound',
    '/by',
    'What it names is not owed by this body. Say for whom it was, or do not name it.',
  );
}

function severalOpen(kind: string, ids: readonly string[], { tells }: ContactDetails): Refused {
  const place = tells.indexOf(kind);
  const field = place >= 0 ? `/tells/${place}` : kind === 'referral' ? '/service' : '/replyTo';
  const { refusal } = refuse('several-open', field, 'Several things are open that it could be about. Say which.');
  return new Refused({ ...refusal, extra: { choices: ids } });
}
