import { dayInWords, type Instant } from '@kept-informed/calendar';
import type { CallBackRoute, DealingPost, IdentityCheck, MayNotSay } from '@kept-informed/case-work';
import { type DutyHours, weekdays } from '@kept-informed/directory';
import { sentence } from '../cases/words.js';
import { timeInWords } from '../frame/times.js';
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

/** “Local policing officer, Wigton local policing team”, “Monday to Friday, 8:00am to 4:00pm”, “Away until …”. */
export const dealingInWords = ({ title, team, onDuty, awayUntil, deputy }: DealingPost): string[] => [
  team === null ? title : `${title}, ${team}`,
  ...onDuty.map(hoursInWords),
  ...(awayUntil === null
    ? []
    : [`Away until ${dayInWords(awayUntil)}${deputy === null ? '' : `: ${deputy} acts for them`}`]),
];

export function hoursInWords({ days, from, until }: DutyHours): string {
  const hours = from === until ? 'at any hour' : `${atClock(from)} to ${atClock(until)}`;
  return `${daysInWords(days)}, ${hours}`;
}

/** Three and more that follow each other are told by the first and the last. */
function daysInWords(days: DutyHours['days']): string {
  const runs: string[][] = [];
  for (const [place, day] of weekdays.entries()) {
    if (!days.includes(day)) continue;
    if (place > 0 && runs.at(-1)?.at(-1) === weekdays[place - 1]) runs.at(-1)!.push(day);
    else runs.push([day]);
  }
  const told = runs.flatMap((run) =>
    run.length > 2 ? [`${sentence(run[0]!)} to ${sentence(run.at(-1)!)}`] : run.map(sentence),
  );
  return told.length > 1 ? `${told.slice(0, -1).join(', ')} and ${told.at(-1)}` : (told[0] ?? '');
}

/** `08:00` is 8am, `14:30` is 2:30pm. */
const atClock = (time: string): string => timeInWords(`1970-01-01T${time}:00Z` as Instant, 'UTC').replace(':00', '');
