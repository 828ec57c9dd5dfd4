import { Code, type FieldRule, field, Id } from '@kept-informed/fields';
import { linkKinds } from '@kept-informed/follow-up';
import { ReasonRequest } from '../handling/reason.request.js';

const ID = /^[A-Za-z0-9][A-Za-z0-9._~:@-]{0,99}$/;

const places: FieldRule = {
  expected: 'an object of at most 200 ids, each with the id of who or what it is in the other case',
  accepts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).length <= 200 &&
    Object.entries(value).every(([id, place]) => ID.test(id) && typeof place === 'string' && ID.test(place)),
  schema: { type: 'object', additionalProperties: { type: 'string' } },
};

export class MergeCasesRequest extends ReasonRequest {
  @Id({ description: 'The case in which it is followed up from now on.' })
  into: string;

  @field(places, {
    optional: true,
    description: 'Who a participant of this case is in the other; whoever is not named joins it.',
    example: { 'the-victim-here': 'the-same-victim-there' },
  })
  participants?: Record<string, string>;

  @field(places, {
    optional: true,
    description: 'Who a suspect of this case is in the other, by their labels; whoever is not named is somebody else.',
    example: { 'suspect-1': 'suspect-2' },
  })
  suspects?: Record<string, string>;

  @field(places, {
    optional: true,
    description:
      'Which milestone of this case is which of the other, of one kind and suspect; what is not named is another. Of what the two make owed to somebody that due first stays.',
    example: { 'the-arrest-here': 'the-same-arrest-there' },
  })
  milestones?: Record<string, string>;
}

export class LinkCasesRequest {
  @Id({ description: 'The other case.' })
  caseId: string;

  @Code(linkKinds)
  kind: (typeof linkKinds)[number];
}
