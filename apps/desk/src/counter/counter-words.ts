import type { CallBackRoute, IdentityCheck, MayNotSay } from '@kept-informed/case-work';
import { methodWords } from '../contacts/contact-words.js';

/** What somebody is asked to prove who they are. */
export const checkWords: Readonly<Record<IdentityCheck, string>> = {
  'born-on': 'Date of birth',
  address: 'First line of their address',
  reference: 'Reference of the case',
  document: 'A document with their name',
};

/** What is not said; beside it stands why. */
export const notSaidWords: Readonly<Record<MayNotSay['what'], string>> = {
  suspects: 'Suspects',
  'other-people': 'Other people',
  addresses: 'Addresses and numbers',
  'not-told-yet': 'What they were not told yet',
  anything: 'Anything else',
  'dealt-with': 'How it stands',
  team: 'Which team has it',
  presence: 'When whoever has it is there',
  'last-update': 'When they were last told',
  'next-due': 'When they hear next',
  'leave-a-message': 'That they can leave a message',
};

const ways: Readonly<Record<string, string>> = methodWords;

/** A way to call somebody back: “Phone ending 001, after six”. */
export function wayInWords({ method, endsWith, times }: CallBackRoute): string {
  const ending = endsWith === null ? '' : ` ending ${endsWith}`;
  return `${ways[method] ?? method}${ending}${times === undefined ? '' : `, ${times}`}`;
}

/** What is told once a form is recorded. */
export const doneWords: Readonly<Record<string, string>> = {
  message: 'The message was left for whoever has the case.',
  enquiry: 'The enquiry was logged.',
};
