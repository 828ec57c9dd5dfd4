import { randomUUID } from 'node:crypto';
import type { Instant, LocalDate } from '@kept-informed/calendar';
import { ask, columns, type UnitOfWork } from '@kept-informed/event-store';
import { samePeople } from './person-links.js';
import type { WhoKeeps } from './who-keeps.js';

/** That somebody looked at what is kept of a person beyond its time, and keeps it until the end of a date. */
export interface RetentionReviewView {
  readonly reviewId: string;
  readonly keptUntil: LocalDate;
  readonly reviewedAt: Instant;
  readonly reviewedBy: string;
}

/** Whom to keep, until when, and the note that says why. */
export interface RetentionReviewToKeep extends Pick<RetentionReviewView, 'keptUntil'> {
  readonly participantId: string;
  readonly noteId: string;
}

const view = columns<RetentionReviewView>('v', 'reviewId', 'keptUntil', 'reviewedAt', 'reviewedBy');

/**
 * SQL for whether something is kept of a participant that nobody has seen to yet, by SQL for their id and for today: they are
 * under no legal hold, no erasure of theirs was asked for, and nobody keeps them beyond their time.
 */
export const isToBeReviewed = (participantId: string, today: string): string =>
  `(exists (select from person_keys kept where kept.key_id = ${participantId})
    and not exists (select from legal_holds held where held.lifted_at is null
      and held.participant_id in (select id from ${samePeople(participantId)} same))
    and not exists (select from erasures given where given.participant_ids && array[${participantId}] and given.state = 'asked')
    and not exists (select from retention_reviews seen where seen.participant_id = ${participantId} and seen.kept_until >= ${today}))`;

/** Reviews of what is kept beyond its time: why is a note, under the key of whom it is about. */
export class RetentionReviews {
  constructor(private readonly work: UnitOfWork) {}

  /** The latest first. */
  of(participantId: string): Promise<RetentionReviewView[]> {
    const text = `select ${view} from retention_reviews v where participant_id = $1 order by reviewed_at desc, review_id`;
    return ask(this.work.manager, text, [participantId]);
  }

  async keep({ participantId, keptUntil, noteId }: RetentionReviewToKeep, { by, at }: WhoKeeps): Promise<string> {
    const reviewId = randomUUID();
    await ask(
      this.work.manager,
      `insert into retention_reviews (review_id, participant_id, kept_until, note_id, reviewed_at, reviewed_by)
       values ($1, $2, $3, $4, $5, $6)`,
      [reviewId, participantId, keptUntil, noteId, at, by],
    );
    return reviewId;
  }
}
