import type { Instant, LocalDate } from '@kept-informed/calendar';
import { Code, Flag, Id, InstantField, LocalDateField, Text } from '@kept-informed/fields';
import { identifications } from '@kept-informed/follow-up';
import { noteLimit } from '../handling/reason.request.js';

export class OptOutRequest {
  @Id({ description: 'all, periodic, or the id of one commitment.', example: 'periodic' })
  scope: string;

  @InstantField({ optional: true, description: 'From when; now if left out.' })
  from?: Instant;

  @LocalDateField({ optional: true, description: 'The last London date on which it holds.' })
  until?: LocalDate;

  @Id({ description: 'The participant, or a representative of theirs with authority.' })
  requestedBy: string;

  @Code(identifications, { description: 'How whoever asked proved who they are. Refused of somebody who did not.' })
  identifiedBy: (typeof identifications)[number];

  @Flag({
    optional: true,
    description: 'Of all: that the event duties of a Code were named to the person, and are not wanted either.',
  })
  statutoryNamed?: boolean;

  @Text({ max: noteLimit, description: 'Why, in their words.' })
  reason: string;
}
