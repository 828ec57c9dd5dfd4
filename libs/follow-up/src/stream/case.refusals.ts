import { notFound, refuse, Refused, type Requester } from '@kept-informed/decisions';
import type { FollowUp } from '../reconcile/follow-up.state.js';

export function requireThere({ version }: FollowUp, field: string | undefined): void {
  if (version === 0) throw unknownCase(field);
}

export function unknownCase(field: string | undefined): Refused {
  const detail = 'There is no such case.';
  return field === undefined ? notFound('unknown-case', detail) : refuse('unknown-case', field, detail);
}

/** Refused where whoever asks has seen the case at other versions than it has now. */
export function checkSeen({ version }: FollowUp, { seenVersions }: Requester): void {
  if (seenVersions === undefined || seenVersions.includes(version)) return;
  const detail = 'The case has changed since you read it. Read it again and decide again.';
  throw new Refused({ code: 'stale-version', kind: 'stale', detail, extra: { version } });
}

export function lostForGood(): never {
  throw new Refused({ code: 'busy', kind: 'busy', detail: 'The case is being changed by many at once. Try again.' });
}
