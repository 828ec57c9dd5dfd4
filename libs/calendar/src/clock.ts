import { epochMs, instantOfEpochMs, parseInstant, type Instant } from './instants.js';

/**
 * Where the time comes from. Everything that needs the time is given a clock, so that specs and trials can set it. A class,
 * so that its type is enough to ask for it by.
 */
export abstract class Clock {
  /** The present instant. */
  abstract now(): Instant;
  /** The present instant as a Date. */
  abstract date(): Date;
}

/** The clock of a spec: it stands still until it is told to move. */
export interface FixedClock extends Clock {
  /** Sets the time, backwards too. Throws RangeError for a text that is no instant. */
  set(at: Instant): void;
  /** Moves the time on by what has elapsed and answers the new instant. */
  advance(by: ElapsedTime): Instant;
}

/** Elapsed time; a day here is 24 hours, whatever the clocks in any zone do. */
export interface ElapsedTime {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export interface Shift {
  /** What the shifted clock shows at the real moment `since`. */
  readonly at: Instant;
  /** How many times faster than real time it runs; 1 unless told otherwise. */
  readonly speed?: number;
  /** Real milliseconds since 1970 at which it shows `at`; the making of the clock unless told otherwise. */
  readonly since?: number;
}

/** The machine's clock. */
export const systemClock: Clock = clockOf(() => Date.now());

/**
 * A clock that shows another time, and runs at another speed. Each reading is worked out from the real time alone, so
 * it holds no timer and gathers no error however long it runs, and two processes with the same shift agree.
 * Throws RangeError where `at` is no instant or the speed not above zero.
 */
export function shiftedClock({ at, speed = 1, since = Date.now() }: Shift): Clock {
  const start = epochMs(instantOrThrow(at));
  if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`A clock cannot run at ${speed} times real time`);
  return clockOf(() => start + (Date.now() - since) * speed);
}

/** A clock that stands still at an instant. Throws RangeError for a text that is no instant. */
export function fixedClock(at: Instant): FixedClock {
  let present = epochMs(instantOrThrow(at));
  const clock = clockOf(() => present);
  return {
    ...clock,
    set(instant) {
      present = epochMs(instantOrThrow(instant));
    },
    advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }) {
      present += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
      return clock.now();
    },
  };
}

function clockOf(ms: () => number) {
  return {
    now: () => instantOfEpochMs(ms()),
    date: () => new Date(Math.floor(ms())),
  } satisfies Clock;
}

function instantOrThrow(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new RangeError(`'${text}' is not an instant`);
  return instant;
}
