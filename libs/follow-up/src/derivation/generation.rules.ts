import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { ClockStop } from '../obligation/obligation.events.js';

/** One working out of a due date. */
export interface Generation {
  readonly generation: number;
  /** Why it was worked out again; null for the first. */
  readonly cause: string | null;
  /** When what caused it happened. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  /** The instant that the limit counts from. */
  readonly startsAt: Instant;
  /** ISO 8601; null where no limit is printed. */
  readonly limit: string | null;
  readonly unit: string;
  /** What was added to the limit, ISO 8601, and is part of it; null: nothing was. */
  readonly extendedBy: string | null;
  /** While the clock stood still, as far as that was over. */
  readonly stops: readonly ClockStop[];
  readonly dueOn: LocalDate | null;
  readonly dueAt: Instant | null;
  readonly calendarVersion: string;
}
