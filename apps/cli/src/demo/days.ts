import {
  addDays,
  addWorkingDays,
  atLocalTime,
  englandAndWales,
  localDate,
  rollForward,
  type Instant,
  type LocalDate,
  type Zone,
} from '@kept-informed/calendar';
import { between, type Chance } from '../simulate/chance.js';

/** The days of the demo, counted back from the date on which it is made. */
export class Days {
  constructor(
    readonly today: LocalDate,
    readonly zone: Zone,
    private readonly chance: Chance,
  ) {}

  /** At any time of the day, so many days ago. */
  ago(days: number): Instant {
    return this.#at(addDays(this.today, -days), between(0, 23, this.chance));
  }

  /** Office hours of the first working day from so many days after. */
  after(at: Instant, days: number): Instant {
    return this.#at(rollForward(addDays(localDate(at, this.zone), days), englandAndWales), this.#officeHour());
  }

  /** Office hours so many working days after: 5 is in time for a limit of five working days. */
  workingDaysAfter(at: Instant, days: number): Instant {
    return this.#at(addWorkingDays(localDate(at, this.zone), days, englandAndWales), this.#officeHour());
  }

  dateAfter(at: Instant, days: number): LocalDate {
    return addDays(localDate(at, this.zone), days);
  }

  #officeHour(): number {
    return between(9, 16, this.chance);
  }

  #at(date: LocalDate, hour: number): Instant {
    const minute = between(0, 11, this.chance) * 5;
    const [hours, minutes] = [hour, minute].map((n) => String(n).padStart(2, '0'));
    return atLocalTime(date, `${hours}:${minutes}`, this.zone);
  }
}
