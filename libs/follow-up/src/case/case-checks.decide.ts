import type { Instant } from '@kept-informed/calendar';
import type { Rulebook } from '@kept-informed/commitments';
import { notFound, refuse } from '@kept-informed/decisions';
import { hasAuthority } from './authority.rules.js';
import type { Case } from './case.state.js';

export function requireParticipant({ participants }: Case, participantId: string): void {
  if (!participants.has(participantId))
    throw notFound('unknown-participant', 'There is no such participant on this case.');
}

/** Who asks for whom, and as at when. */
export interface SpeakingFor {
  readonly participantId: string;
  readonly requestedBy: string;
  readonly at: Instant;
}

/** Refuses anybody but the participant and a representative of theirs with authority at that time. */
export function requireSpeaksFor(
  { participantId, requestedBy, at }: SpeakingFor,
  { participants }: Case,
  book: Rulebook,
): void {
  const who = participants.get(requestedBy);
  const speaks = requestedBy === participantId || (who?.represents === participantId && hasAuthority(who, at, book));
  if (!speaks)
    throw refuse('no-authority', '/requestedBy', 'Only the participant, or who has authority for them then, can ask.');
}

/** Refuses an instant after now or before the case was opened. */
export function withinCase({ opened }: Case, at: Instant, now: Instant, field: string): void {
  notInFuture(at, now, field);
  notBefore(opened.at, at, field);
}

/** Refuses a decision that was made before it could be, or after what it was about. */
export function checkDecided(
  decidedAt: Instant | undefined,
  { earliest, occurredAt }: { readonly earliest: Instant; readonly occurredAt: Instant },
): void {
  if (decidedAt === undefined) return;
  notBefore(earliest, decidedAt, '/decidedAt');
  if (decidedAt > occurredAt)
    throw refuse('decided-after-it-happened', '/decidedAt', 'It cannot have been decided after it took effect.');
}

export function notBefore(earliest: Instant | undefined, at: Instant, field: string): void {
  if (earliest !== undefined && at < earliest)
    throw refuse('before-case', field, 'This is before the case was opened, or before it was last closed or reopened.');
}

export function notInFuture(at: Instant, now: Instant, field: string): void {
  if (at > now) throw refuse('in-the-future', field, 'This has not happened yet.');
}
