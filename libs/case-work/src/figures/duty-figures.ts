import { Injectable } from '@nestjs/common';
import {
  addDays,
  addWorkingDays,
  type CalendarVersion,
  type Instant,
  isWorkingDay,
  type LocalDate,
  localDate,
  MissingHolidays,
} from '@kept-informed/calendar';
import { bookAt, latestTerms, OwnForce } from '@kept-informed/commitments';
import { dutyOf, reportedPromises, requirePeriod, type Workload, workloadOf } from '@kept-informed/compliance';
import { refuse } from '@kept-informed/decisions';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import { UpToDate } from '../reading/up-to-date.js';

const usualDays = 10;

/** Whose duties, and as known when; the whole force now where nothing is given. */
export interface DutyAsked {
  readonly team?: string;
  readonly bcu?: string;
  readonly knownAt?: Instant;
}

/** `days`: so many working days ahead. */
export interface WorkloadAsked extends DutyAsked {
  readonly days?: number;
  readonly owner?: string;
}

/** What falls due on a date. */
export interface DayAhead {
  readonly date: LocalDate;
  readonly workingDay: boolean;
  readonly count: number;
}

/** Answers a supervisor on duty from the read tables, by the API and by pages. */
@Injectable()
export class DutyFigures {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly upToDate: UpToDate,
    private readonly sights: Sights,
  ) {}

  async duty({ team, bcu, knownAt }: DutyAsked) {
    const { scene } = await this.#asked(knownAt);
    const { asOf, zone } = scene;
    const to = localDate(asOf, zone);
    const { firstDueOn, ...counts } = await dutyOf(this.reading.as(knownAt, 'obligations'), {
      ...scene,
      today: to,
      team,
      bcu,
    });
    return { asOf, knownAt: asOf, from: firstDueOn ?? to, to, ...counts };
  }

  async workload({ days = usualDays, team, owner, bcu, knownAt }: WorkloadAsked) {
    const { book, scene } = await this.#asked(knownAt);
    const { asOf, zone } = scene;
    const dates = datesAhead(localDate(asOf, zone), days, latestTerms(bookAt(book, asOf)).calendar);
    const asked = { ...scene, from: dates[0]!.date, to: dates.at(-1)!.date, team, owner, bcu };
    const { rows, position } = await workloadOf(this.reading.as(knownAt, 'obligations'), asked);
    const ahead: DayAhead[] = dates.map((day) => ({ ...day, count: dueOn(day.date, rows) }));
    return { asOf, knownAt: asOf, position, days: ahead, paused: pausedIn(rows), rows };
  }

  /** As of when and as known when either is asked, by which book, of what is in sight; refused for a time ahead. */
  async #asked(knownAt: Instant | undefined) {
    const { now } = this.reading;
    requirePeriod({ knownAt }, now);
    const asOf = knownAt ?? now;
    await this.upToDate.by(asOf);
    const book = await this.force.rulebook();
    const promised = reportedPromises(book, this.force.directory.current.actsFor());
    const sight = await this.sights.ofFigures(knownAt);
    return { book, scene: { knownAt, asOf, zone: book.zone, promised, sight } };
  }
}

/** From today to the last of so many working days, today among them where it is one. */
function datesAhead(today: LocalDate, days: number, calendar: CalendarVersion): Omit<DayAhead, 'count'>[] {
  try {
    const rest = isWorkingDay(today, calendar) ? days - 1 : days;
    const last = rest === 0 ? today : addWorkingDays(today, rest, calendar);
    const dates: LocalDate[] = [];
    for (let date = today; date <= last; date = addDays(date, 1)) dates.push(date);
    return dates.map((date) => ({ date, workingDay: isWorkingDay(date, calendar) }));
  } catch (error) {
    if (!(error instanceof MissingHolidays)) throw error;
    throw refuse('holidays-not-known', '?days', `The bank holidays of ${error.year} are not known.`);
  }
}

function dueOn(date: LocalDate, rows: readonly Workload[]): number {
  const onDate = rows.flatMap(({ due }) => due.filter((one) => one.date === date));
  return onDate.reduce((sum, { count }) => sum + count, 0);
}

const pausedIn = (rows: readonly Workload[]): number => rows.reduce((sum, { paused }) => sum + paused, 0);
