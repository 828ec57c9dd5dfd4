import {
  dateInWords,
  dayInWords,
  parseDuration,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';

/* How a due date is told on the telephone: whole words, weekdays, the force's own time. Nothing here decides anything. */

const clauses: Readonly<Record<string, string>> = {
  'bail-conditions-changed': 'the conditions of bail were changed or cancelled',
  'bail-considered': 'bail was about to be decided on',
  'bail-hearing-outcome-received': 'the outcome of a bail hearing came in',
  'case-closed': 'the case was closed',
  'case-opened': 'the case was opened',
  'charge-decided': 'the charging decision was made',
  'charges-dropped': 'charges were dropped or changed',
  'closure-intended': 'it was decided to close the case',
  'code-complaint-received': 'a complaint about the Code came in',
  'complaint-handling-started': 'work on the complaint began',
  'oral-complaint-handling-started': 'work on the oral complaint began',
  'complaint-outcome-reached': 'the outcome of the complaint was reached',
  'complaint-progress-notified': 'progress on the complaint was last told',
  'contact-plan-agreed': 'the frequency of updates was agreed',
  'court-result-received': 'the result came in from court',
  'conviction-for-killing': 'somebody was convicted of the killing',
  'crime-reported': 'the crime was reported',
  'disposal-considered': 'a caution or other disposal was about to be decided on',
  'disposal-given': 'a caution or other disposal was given',
  'dissatisfaction-expressed': 'dissatisfaction was expressed',
  'eligible-sentence-passed': 'the sentence was passed',
  'email-received': 'the e-mail was received',
  'evidence-required': 'notice came in that evidence must be given',
  'expenses-claimed': 'the claim for expenses came in',
  'feedback-received': 'the feedback was received',
  'hearing-notified': 'notice of the hearing came in',
  'investigation-concluded': 'the investigation was concluded',
  'key-development': 'there was a key development',
  'letter-received': 'the letter was received',
  'message-received': 'the message was received',
  'needs-changed': 'the person’s needs were found to have changed',
  'no-investigation-decided': 'it was decided not to investigate',
  'person-killed': 'somebody was killed',
  'property-retained': 'property was kept by the police',
  'release-planned': 'notice came in that the offender is to be released',
  'reply-requested': 'a reply was requested',
  'review-requested': 'a review was requested',
  'suspect-arrested': 'a suspect was arrested',
  'suspect-bailed': 'a suspect was bailed',
  'suspect-interviewed': 'a suspect was interviewed',
  'suspect-released': 'a suspect was released',
  'suspect-released-under-investigation': 'a suspect was released under investigation',
  'suspect-summonsed': 'a suspect was reported for summons',
  'understanding-help-needed': 'it was found that the person needs an interpreter, a translation or a supporter',
  'update-impossible': 'an update turned out to be impossible',
  'vcs-referral-received': 'the referral to the liaison officer came in',
};

/** What happened, as a clause: `a suspect was arrested`. */
export function happened(trigger: string): string {
  return clauses[trigger] ?? `“${trigger.replaceAll('-', ' ')}” was recorded`;
}

const documents: Readonly<Record<string, string>> = {
  'qos-2006': 'Quality of Service Commitment 2006',
  'policing-pledge': 'Policing Pledge',
  'victims-right-to-review': 'Victims’ Right to Review',
  'police-complaints-2020': 'police complaints rules of 2020',
  'witness-charter-2013': 'Witness Charter 2013',
  'example-local': 'local promises of this force',
};

/** The document that an edition is of: `Victims’ Code 2020`. */
export function documentOf(edition: string): string {
  const code = /^victims-code-(\d{4})$/.exec(edition);
  return code ? `Victims’ Code ${code[1]}` : (documents[edition] ?? edition.replaceAll('-', ' '));
}

const count = (n: number, noun: string): string => `${n === 1 ? 'one' : n} ${noun}${n === 1 ? '' : 's'}`;

/** A limit: `5 working days`, `one month`, `24 hours`. */
export function limitInWords(limit: string, unit: string): string {
  const duration = parseDuration(limit);
  if (!duration) return limit;
  if (duration.unit === 'months') return count(duration.count, 'month');
  if (duration.unit === 'hours') return count(duration.count, 'hour');
  return count(duration.count, unit === 'working' ? 'working day' : 'day');
}

/** A date without its year, for days beside one that has it: `Saturday 21 November`. */
export function dayOfYear(date: LocalDate): string {
  return dayInWords(date).slice(0, -' 2026'.length);
}

/** The time and date of an instant in a zone: `14:05 on Friday 27 November 2026`. */
export function timeInWords(instant: Instant, zone: Zone): string {
  return `${clockTime(instant, zone)} on ${dateInWords(instant, zone)}`;
}

/** What clocks in a zone show at an instant: `14:05`, with seconds only where there are any. */
export function clockTime(instant: Instant, zone: Zone): string {
  return clockIn(zone, instant.slice(17, 19) !== '00').format(new Date(instant));
}

/** Making one takes as long as telling fifty times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(timeZone: Zone, withSeconds: boolean): Intl.DateTimeFormat {
  const key = `${timeZone} ${withSeconds}`;
  const known = clocks.get(key);
  if (known) return known;
  const second = withSeconds ? '2-digit' : undefined;
  const parts = { hour: '2-digit', minute: '2-digit', second, hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts });
  clocks.set(key, made);
  return made;
}

/** A clock that stands still, as the end of a sentence. */
export function standingStill(
  { from, reason }: { readonly from: Instant; readonly reason: string },
  unit: string,
  zone: Zone,
): string {
  return `its clock has stood still since ${pointInWords(from, unit, zone)} (${why(reason)}). When it runs again, what is left is counted on.`;
}

/** A clock that stood still for a while, and what that took out of the limit. */
export function stoodStill(
  pause: { from: Instant; to: Instant; reason: string; daysOut: number | null; hoursOut: number | null },
  unit: string,
  zone: Zone,
): string {
  const { from, to, reason, daysOut, hoursOut } = pause;
  const out =
    daysOut === null ? count(hoursOut ?? 0, 'hour') : count(daysOut, unit === 'working' ? 'working day' : 'day');
  const [begun, ended] = [from, to].map((at) => pointInWords(at, unit, zone));
  const short = unit === 'elapsed' ? `for less than a minute at ${begun}` : `for part of ${begun}`;
  const span = `The clock stood still ${begun === ended ? short : `from ${begun} until ${ended}`} (${why(reason)})`;
  return daysOut === 0 || hoursOut === 0 ? `${span}, which took out nothing.` : `${span}, which took out ${out}.`;
}

const why = (reason: string): string => reason.replaceAll('-', ' ');

function pointInWords(instant: Instant, unit: string, zone: Zone): string {
  return unit === 'elapsed' ? timeInWords(instant, zone) : dateInWords(instant, zone);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `1st`, `2nd`, `3rd`, `11th`. */
export function ordinal(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
}
