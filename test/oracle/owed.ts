import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { instant, type PastFact } from '../support/facts.js';
import { only, under } from '../support/given.js';
import type { Duty } from './duty.js';
import { interpret } from './interpret.js';
import { historyOf } from './lives.js';

/** What the second interpreter says by itself is owed by some commitments at an instant. */
export function duties(told: readonly PastFact[], on: string, ...ids: readonly string[]): Duty[] {
  return dutiesBy(only(...ids), told, instant(on));
}

/** The same where updates are owed at fixed points. */
export function onSchedule(told: readonly PastFact[], on: string, id: string): Duty[] {
  return dutiesBy(under(only(id), { anchors: { [id]: 'schedule' } }), told, instant(on));
}

const dutiesBy = (book: Rulebook, told: readonly PastFact[], now: Instant) => interpret(historyOf(told, book, now));

/** As a person would read a duty: by when, and how it stands. */
export function read({ dueOn, dueAt, status, forGood, recordedLate, endedAt }: Duty): string {
  const due = dueAt?.endsWith(':00:00.000Z') ? dueOn : dueAt?.slice(0, 16);
  const said = [status, forGood && 'for good', recordedLate && 'recorded late'].filter(Boolean).join(', ');
  return `${due ?? 'when it can be'}: ${said}${endedAt === null ? '' : ` ${endedAt.slice(0, 16)}`}`;
}
