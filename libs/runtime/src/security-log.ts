import { Logger } from '@nestjs/common';

/** What is told to whoever watches over security, in the words of OWASP's logging vocabulary. */
export const securityEvents = [
  'authn_login_fail',
  'authn_login_success',
  'authz_admin',
  'authz_fail',
  'excess_rate_limit_exceeded',
  'input_validation_fail',
  'sys_shutdown',
  'sys_startup',
] as const;
export type SecurityEvent = (typeof securityEvents)[number];

/** The context by which a log knows these lines; no LOG_LEVEL leaves them out. */
export const securityContext = 'Security';

const logger = new Logger(securityContext);
/** What others can cause as often as they like must not fill the disk. */
const perSecond = 20;
const floods: ReadonlySet<SecurityEvent> = new Set([
  'authn_login_fail',
  'authn_login_success',
  'authz_fail',
  'excess_rate_limit_exceeded',
  'input_validation_fail',
]);
const counts = new Map<SecurityEvent, { second: number; told: number; left: number }>();
const totals = new Map<SecurityEvent, number>(securityEvents.map((event) => [event, 0]));

/** How many of each there were since the process began, those that were left out too. */
export const securityTotals: ReadonlyMap<SecurityEvent, number> = totals;

/**
 * Tells of one event: by whom or about what, in the order of the vocabulary, and what else is known of it. All of that are
 * ids and codes. Of events that can be caused at will at most twenty a second are told, and later how many were left out.
 */
export function tellSecurity(
  event: SecurityEvent,
  about: readonly string[],
  more: Readonly<Record<string, string | undefined>> = {},
): void {
  totals.set(event, totals.get(event)! + 1);
  const left = floods.has(event) ? leftOut(event) : 0;
  if (left === undefined) return;
  const known = Object.entries({ ...more, leftOutBefore: left > 0 ? String(left) : undefined });
  const words = known.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  logger.warn([[event, about.join(',')].filter((part) => part !== '').join(':'), ...words].join(' '));
}

/** How many were left out since the last that was told; undefined: this one is too. */
function leftOut(event: SecurityEvent): number | undefined {
  const second = Math.floor(Date.now() / 1_000);
  const before = counts.get(event) ?? { second, told: 0, left: 0 };
  const now = before.second === second ? before : { second, told: 0, left: before.left };
  counts.set(event, now);
  if (now.told >= perSecond) {
    now.left += 1;
    return undefined;
  }
  const { left } = now;
  now.told += 1;
  now.left = 0;
  return left;
}
