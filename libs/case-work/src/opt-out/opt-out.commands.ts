import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Code, Id, InstantField, LocalDateField } from '@kept-informed/fields';
import type { Requester } from '@kept-informed/decisions';
import { identifications, type Identification } from '@kept-informed/follow-up';

/** Records that a participant does not want to be told. */
export class OptOutOf {
  caseId: string;
  participantId: string;
  asked: Requester;
  noteId?: string;
  noteDigest?: string;

  @Id({ description: 'all, periodic, or the id of one commitment.', example: 'periodic' })
  scope: string;

  @InstantField({ optional: true, description: 'From when; now if left out.' })
  from?: Instant;

  @LocalDateField({ optional: true, description: 'The last London date on which it holds.' })
  until?: LocalDate;

  @Id({ description: 'The participant, or a representative of theirs with authority.' })
  requestedBy: string;

  @Code(identifications, { description: 'How whoever asked proved who they are. Refused of somebody who did not.' })
  identifiedBy: Identification;
}

/** Records that a participant wants to be told again. */
export class OptBackIn {
  caseId: string;
  participantId: string;
  optOutId: string;
  asked: Requester;
  /** Now if left out. */
  at?: Instant;
}
