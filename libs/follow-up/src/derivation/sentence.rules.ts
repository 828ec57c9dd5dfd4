import {
  dateInWords,
  dayInWords,
  lastWithStops,
  localDate,
  parseDuration,
  periodEnd,
  type DueStep,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import type { CountingConvention } from '@kept-informed/commitments';
import type { Generation } from './generation.rules.js';
import { isPausedStep, type Pause } from './pauses.rules.js';
import * as words from './words.rules.js';

/** What the sentence is made of. */
export interface SentenceParts {
  /** The promise in the words of the catalogue. */
  readonly title: string | null;
  readonly edition: string;
  /** What started the clock, as a clause that follows its date. */
  readonly since: string;
  /** Of a recurring duty: which period after its anchor. */
  readonly period: number | null;
  /** When the first period of its run ends, where that is not a full one. */
  readonly firstEndsOn: LocalDate | undefined;
  readonly unit: string;
  /** How its days are counted otherwise. */
  readonly conventions: readonly CountingConvention[];
  /** No limit is printed for it: it has the force's own target. */
  readonly isTarget: boolean;
  /** The last is the one that holds. */
  readonly generations: readonly Generation[];
  readonly steps: readonly DueStep[];
  readonly pauses: readonly Pause[];
  /** It has ended, or its due time has passed. */
  readonly isOver: boolean;
  /** It has the due date that it had in a case that was merged into this one. */
  readonly kept: boolean;
  /** What became of the period before, as a clause; none: there is none, or it went by without an update. */
  readonly before: string | undefined;
  /** Which limit runs because nobody had assessed the person; none: somebody had, or it makes no difference. */
  readonly unassessed: 'standard' | 'enhanced' | undefined;
  /** When it was recorded that it is owed, where it was due by then. */
  readonly impliedAt: Instant | undefined;
  /** Whether it was met, missed or late and when, or why it is not owed any more. */
  readonly howItStands: string | undefined;
  readonly zone: Zone;
}

/** The due date that holds, where there is one. */
interface DatedSentence extends SentenceParts {
  readonly startsAt: Instant;
  readonly limit: string;
  readonly dueOn: LocalDate;
  readonly dueAt: Instant;
}

/** Why something is due when it is, in a few sentences to be read out on the telephone: no codes and no ids. */
export function sentenceOf(telling: SentenceParts): string {
  const { title, edition, zone, unit, since, generations } = telling;
  const promise = `${title === null ? 'This' : `“${title}”`}, promised in the ${words.documentOf(edition)},`;
  const { startsAt, dueOn, dueAt, limit } = generations.at(-1)!;
  if (dueOn === null || dueAt === null || limit === null) {
    const owed = `It became owed on ${dateInWords(startsAt, zone)}, ${since}`;
    const last =
      telling.howItStands === undefined
        ? `${owed}, and stays open until it is done.`
        : `${owed}. ${telling.howItStands}`;
    const why =
      limit === null
        ? `${promise} has no due date, because no limit is printed for it.`
        : `${promise} has no due date yet: it is owed within ${words.limitInWords(limit, unit)}, and the bank holidays of the ` +
          'year that these reach into are not known.';
    return told([why, last]);
  }
  const dated = { ...telling, startsAt, limit, dueOn, dueAt };
  const open = telling.pauses.find(({ to }) => to === null);
  const due = open
    ? `${promise} has no due date yet: ${words.standingStill(open, unit, zone)}`
    : `${promise} ${telling.isOver ? 'was' : 'is'} due ${limitEnd(dueOn, dueAt, unit, zone)}${telling.isTarget ? ownTarget : ''}.`;
  const left = open && `Had it not been stopped, it would be due ${limitEnd(dueOn, dueAt, unit, zone)}.`;
  return told([
    due,
    left,
    counting(dated),
    telling.unassessed && unassessed[telling.unassessed],
    ...extended(dated),
    ...stoodStill(telling),
    ...history(telling),
    recordedAfterDue(telling),
    telling.howItStands,
  ]);
}

const unassessed = {
  standard: 'Nobody had assessed what the person is entitled to, so this is the standard limit.',
  enhanced:
    'Nobody had assessed what the person is entitled to; for such an offence, or somebody so young, the enhanced limit runs until somebody has.',
};

const ownTarget = ' by a target that the force has set itself, for no limit is printed for it';

function told(sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function extended({ generations, unit }: DatedSentence): string[] {
  const { extendedBy } = generations.at(-1)!;
  return extendedBy === null
    ? []
    : [`The limit was extended by ${words.limitInWords(extendedBy, unit)}, which is part of it.`];
}

function recordedAfterDue({ impliedAt, unit, zone }: SentenceParts): string | undefined {
  if (impliedAt === undefined) return undefined;
  const when = unit === 'elapsed' ? `at ${words.timeInWords(impliedAt, zone)}` : `on ${dateInWords(impliedAt, zone)}`;
  return `That it is owed was recorded only ${when}, after it was due.`;
}

/** Each pause that is over: when, why and what it took out. */
function stoodStill({ pauses, unit, zone }: SentenceParts): string[] {
  return pauses.flatMap((pause) =>
    pause.to === null ? [] : [words.stoodStill({ ...pause, to: pause.to }, unit, zone)],
  );
}

function limitEnd(dueOn: LocalDate, dueAt: Instant, unit: string, zone: Zone): string {
  return unit === 'elapsed' ? `by ${words.timeInWords(dueAt, zone)}` : `by the end of ${dayInWords(dueOn)}`;
}

function counting(dated: DatedSentence): string {
  const { unit, period, limit, startsAt, since, zone } = dated;
  if (dated.kept && dated.steps.length === 0)
    return 'That is the due date that it had in the case that was merged into this one.';
  if (period !== null && period > 1) return periodically(dated, period);
  if (unit === 'elapsed') return hourly(dated);
  const start = `${dateInWords(startsAt, zone)}, ${since}`;
  if (dated.firstEndsOn !== undefined)
    return `It takes the place of another duty, and no time is bought by that: it counts on from ${start}.`;
  if (parseDuration(limit)?.count === 0) return `That is the same day: ${start}.`;
  const left = unit === 'working' ? leftOut(dated) : noneLeftOut(dated);
  const how = dated.conventions.includes('begins-with') ? 'that begin with' : 'after';
  return told([`That is ${words.limitInWords(limit, unit)} ${how} ${start}.`, left, rolledForward(dated)]);
}

/** The last day was none on which anybody works, and its commitment takes the next one for it. */
function rolledForward({ steps }: DatedSentence): string | undefined {
  const rolled = steps.filter(({ reason }) => reason.startsWith('rolled forward off'));
  if (rolled.length === 0) return undefined;
  return `They end on ${dayInWords(rolled[0]!.date)}, which is no working day, so that the next one counts.`;
}

/** Which days were left out: one by one while they are few, and weekends as such. */
function leftOut(dated: DatedSentence): string | undefined {
  const { steps } = dated;
  if (steps.length === 0) return 'The calendar it was counted by is no longer kept here, so its days cannot be listed.';
  const isFirstOut = !dated.conventions.includes('begins-with');
  const out = steps.slice(isFirstOut ? 1 : 0).filter(({ counted, reason }) => !counted && !isPausedStep(reason));
  const holiday = ({ reason }: DueStep): boolean => reason.startsWith('bank holiday');
  const weekend = out.filter((step) => !holiday(step)).map(({ date }) => words.dayOfYear(date));
  const isFew = weekend.length <= 2;
  const days = (isFew ? out : out.filter(holiday)).map((step) =>
    holiday(step)
      ? `${words.dayOfYear(step.date)} (${step.reason.replace('bank holiday: ', '')})`
      : words.dayOfYear(step.date),
  );
  const named = isFew ? days : ['Saturdays and Sundays', ...days];
  const verb = named.length === 1 && isFew ? 'is' : 'are';
  if (!isFirstOut) return named.length === 0 ? undefined : `Not counted ${verb} ${words.listed(named)}.`;
  if (named.length === 0) return 'The day itself is not counted.';
  return `The day itself is not counted, nor ${verb} ${words.listed(named)}.`;
}

function noneLeftOut(dated: DatedSentence): string {
  if (dated.conventions.includes('begins-with'))
    return 'The day itself is the first of them; weekends and holidays are counted too.';
  const also = parseDuration(dated.limit)?.unit === 'months' ? monthEnd(dated) : '; weekends and holidays are';
  return `The day itself is not counted${also}.`;
}

/** What a pause moved ends on no corresponding date, and with no month. */
function monthEnd({ startsAt, limit, period, firstEndsOn, zone, generations }: DatedSentence): string {
  if (generations.at(-1)!.stops.length > 0) return '';
  const from = firstEndsOn ?? localDate(startsAt, zone);
  const day = from.slice(8);
  return periodEnd(from, parseDuration(limit)!, (period ?? 1) - (firstEndsOn ? 1 : 0)).slice(8) === day
    ? ''
    : `, and where a month has no day ${Number(day)} its last day is taken`;
}

function hourly({ startsAt, dueAt, limit, since, zone }: DatedSentence): string {
  const wholeDays = parseDuration(limit)!.count % 24 === 0;
  const shifted = wholeDays && words.clockTime(startsAt, zone) !== words.clockTime(dueAt, zone);
  const clocks = shifted ? ' The clocks change in between, so the time of day is another.' : '';
  const start = `${words.timeInWords(startsAt, zone)}, ${since}`;
  return `That is ${words.limitInWords(limit, 'elapsed')} after ${start}. Every hour counts, nights and weekends too.${clocks}`;
}

/** Counted from updates, the period before a later one went by without one; of fixed points each can have been met. */
function periodically(dated: DatedSentence, period: number): string {
  const { startsAt, since, zone, limit, unit, firstEndsOn } = dated;
  const anchor = localDate(startsAt, zone);
  const start = firstEndsOn
    ? `${dayInWords(firstEndsOn)}, on which the first of them ended, which took the place of another duty`
    : `${dayInWords(anchor)}, ${since}`;
  const { stops } = dated.generations.at(-1)!;
  const dates = { from: startsAt, counts: () => true, zone };
  const length = parseDuration(limit)!;
  const unstopped = firstEndsOn ? periodEnd(firstEndsOn, length, period - 2) : periodEnd(anchor, length, period - 1);
  const before = lastWithStops(unstopped, stops, dates);
  const short = parseDuration(limit)!.unit === 'months' ? monthEnd(dated) : '';
  return (
    `Periods of ${words.limitInWords(limit, unit)} count from ${start}; this is the ${words.ordinal(period)} of them${short}. ` +
    `The one before ended on ${dayInWords(before)}${dated.before ?? ' without an update'}.`
  );
}

const causes: Readonly<Record<string, string>> = {
  entitlement: 'the person was found to be entitled to enhanced service',
  calendar: 'a bank holiday was announced or moved',
  policy: 'the force changed its policy',
  pause: 'the clock stood still',
  extension: 'the limit was extended',
  'opt-in': 'the person wants to be told again',
  returned: 'what had been sent came back',
  correction: 'a record was corrected',
};

/** Working it out again need not move it: a duty that is open again after a correction is due when it was. */
function history({ generations, zone, unit }: SentenceParts): string[] {
  const [first] = generations;
  const moved = generations.filter(({ dueAt }, index) => index > 0 && dueAt !== generations[index - 1]!.dueAt);
  if (!first || moved.length === 0 || first.dueAt === null) return [];
  const why = [...new Set(moved.map(({ cause }) => causes[cause ?? ''] ?? 'it was worked out again'))];
  return [
    `It was first due ${limitEnd(first.dueOn!, first.dueAt, unit, zone)}; that changed because ${words.listed(why)}.`,
  ];
}
