import { broken, ok, warning, type Finding } from './finding.js';

const warns = 1;
const breaks = 30;

/** Whether a clock that is so many seconds ahead of the database’s, or behind it, still serves. */
export function apart(ahead: number, found: string): Finding {
  const advice = 'Let all machines keep time by NTP: due times are decided by the clock of whoever looks.';
  const seconds = Math.abs(ahead);
  if (seconds > breaks) return broken('clock', found, advice);
  return seconds > warns ? warning('clock', found, advice) : ok('clock', found);
}
