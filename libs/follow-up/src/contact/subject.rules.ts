import type { ContactDetails } from './contact.events.js';

/** What a contact is about, by the ids of milestones, feedback or letters, or by a service. */
export type ContactSubject = Pick<ContactDetails, 'milestoneIds' | 'feedbackId' | 'answersId' | 'service'>;

/** What something unsaid is about, in the fields of a contact. */
export function subjectFields(
  unsaid: string,
  subjects: readonly string[],
  { tells, milestoneIds = [] }: Pick<ContactDetails, 'tells' | 'milestoneIds'>,
  feedback: { has(id: string): boolean },
): ContactSubject {
  const [first] = subjects as [string];
  if (tells.includes(unsaid)) return { milestoneIds: [...new Set([...milestoneIds, ...subjects])] };
  if (unsaid === 'referral') return { service: first };
  return feedback.has(first) ? { feedbackId: first } : { answersId: first };
}

/** Victim Support is a support service. */
const serviceMeant = (service: string | undefined) => (service === 'victim-support' ? 'support-service' : service);

/** Whether a contact is about a milestone, a letter, feedback or a service. */
export function isAbout({ milestoneIds, feedbackId, answersId, service }: ContactSubject, subject: string): boolean {
  return [feedbackId, answersId, serviceMeant(service)].includes(subject) || milestoneIds?.includes(subject) === true;
}
