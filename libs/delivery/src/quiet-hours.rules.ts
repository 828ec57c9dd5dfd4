import { addDays, atLocalTime, localDate, type Instant, type Zone } from '@kept-informed/calendar';
import type { DeliveryPolicy, QuietHours } from '@kept-informed/directory';

const minuteMs = 60_000;

/**
 * When something for people may leave: at the end of the slot it falls into, and where that is within quiet hours, at
 * their end. So whatever leaves at the same instant can be one message (rules.md, Quiet hours).
 */
export function leavesAt(at: Instant, { digestMinutes, quietHours }: DeliveryPolicy, zone: Zone): Instant {
  const slotEnd = digestMinutes === 0 ? at : endOfSlot(at, digestMinutes * minuteMs);
  return quietHours ? afterQuiet(slotEnd, quietHours, zone) : slotEnd;
}

/** Slots are counted from 1970, so that every process cuts the same ones. The end is later than any instant within. */
function endOfSlot(at: Instant, ms: number): Instant {
  return new Date((Math.floor(Date.parse(at) / ms) + 1) * ms).toISOString();
}

function afterQuiet(at: Instant, { from, until }: QuietHours, zone: Zone): Instant {
  const today = localDate(at, zone);
  for (const day of [addDays(today, -1), today]) {
    const begin = atLocalTime(day, from, zone);
    const end = atLocalTime(until <= from ? addDays(day, 1) : day, until, zone);
    if (begin <= at && at < end) return end;
  }
  return at;
}
