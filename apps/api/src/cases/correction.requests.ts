import { Code, field, Flag, Id, Text, type FieldRule } from '@kept-informed/fields';
import { CorrectedFields, OptOutOf } from '@kept-informed/case-work';
import { linkKinds, type LinkKind } from '@kept-informed/follow-up';
import { noteLimit } from './case.requests.js';

/* What requests carry that take something back, move it or join it: each says why, in words that go to the people. */

const ID = /^[A-Za-z0-9][A-Za-z0-9._~:@-]{0,99}$/;

const places: FieldRule = {
  expected: 'an object of at most 200 ids, each with the id of who they are in the other case',
  accepts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).length <= 200 &&
    Object.entries(value).every(([id, place]) => ID.test(id) && typeof place === 'string' && ID.test(place)),
  schema: { type: 'object', additionalProperties: { type: 'string' } },
};

export class ReasonRequest {
  @Text({ max: noteLimit, description: 'Why, in words.' })
  reason: string;
}

/** One of three: it never was, it was of another case, or it was otherwise. */
export class CorrectionRequest extends CorrectedFields {
  @Text({ max: noteLimit, description: 'Why, in words.' })
  reason: string;

  @Flag({ optional: true, description: 'The contact never was.' })
  strikeOut?: boolean;

  @Id({ optional: true, description: 'The case that it belongs to; `participantIds` are then those of that case.' })
  caseId?: string;
}

export class OptOutRequest extends OptOutOf {
  @Text({ max: noteLimit, description: 'Why, in their words.' })
  reason: string;
}

export class MergerRequest extends ReasonRequest {
  @Id({ description: 'The case in which it is followed up from now on.' })
  into: string;

  @field(places, {
    optional: true,
    description: 'Who a participant of this case is in the other; whoever is not named joins it.',
    example: { 'the-victim-here': 'the-same-victim-there' },
  })
  participants?: Record<string, string>;
}

export class LinkRequest {
  @Id({ description: 'The other case.' })
  caseId: string;

  @Code(linkKinds)
  kind: LinkKind;
}
