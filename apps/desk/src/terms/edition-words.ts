import type { Sayable } from '@kept-informed/commitments';
import { sentence } from '../cases/words.js';

const known: Readonly<Record<string, string>> = {
  'qos-2006': 'Quality of Service Commitment of 2006',
  'victims-code-2006': 'Victims’ Code of 2006',
  'victims-code-2013': 'Victims’ Code of 2013',
  'victims-code-2015': 'Victims’ Code of 2015',
  'victims-code-2020': 'Victims’ Code of 2020',
  'policing-pledge': 'Policing Pledge',
  'victims-right-to-review': 'Victims’ Right to Review',
  'police-complaints-2020': 'Police complaints, guidance of 2020',
  'witness-charter-2013': 'Witness Charter of 2013',
};

/** What the edition of a promise is called; of one that a force has of its own, its code in words. */
export const editionInWords = (edition: string): string => known[edition] ?? sentence(edition.replaceAll('-', ' '));

/** What may be said at the counter. */
export const sayableWords: Readonly<Record<Sayable, string>> = {
  'dealt-with': 'That their case is being dealt with',
  team: 'Which team has it',
  presence: 'When whoever has it is there',
  'last-update': 'When they were last told something',
  'next-due': 'By when they will hear next',
  'leave-a-message': 'That they can leave a message',
};
