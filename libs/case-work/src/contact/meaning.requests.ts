import { Id, type FieldRule, rules } from '@kept-informed/fields';
import type { ThingTold } from '@kept-informed/follow-up';

/** Something that was told: the name of a trigger, or one milestone (or closure) by its id. */
export const thingTold: FieldRule = {
  expected: 'the name of a trigger, or {"milestoneId": "…"}',
  accepts: (value) => rules.id.accepts(isNaming(value) ? value.milestoneId : value),
  schema: {
    oneOf: [
      rules.id.schema,
      {
        type: 'object',
        required: ['milestoneId'],
        additionalProperties: false,
        properties: { milestoneId: rules.id.schema },
      },
    ],
  },
};

function isNaming(value: unknown): value is Exclude<ThingTold, string> {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'milestoneId';
}

/** What a reply or an acknowledgement answers: one of these. */
export class ReplyTo {
  @Id({ optional: true })
  feedbackId?: string;

  @Id({ optional: true, description: 'A letter or message that asks for an answer.' })
  contactId?: string;

  @Id({ optional: true, description: 'What else asks for a reply, such as a complaint under the Code.' })
  milestoneId?: string;
}
