import type { LocalDate } from '@kept-informed/calendar';
import { dimensions, type Dimension } from '@kept-informed/compliance';
import { reviewAnswers, type DrawQuestion, type ReviewAnswer } from '@kept-informed/dip-samples';
import { Code, field, Id, IntField, ListOf, LocalDateField, rules, Text, type FieldRule } from '@kept-informed/fields';

const seeds = /^[A-Za-z0-9-]{1,64}$/;
const aSeed: FieldRule = {
  expected: 'letters, digits and hyphens, at most 64',
  accepts: (value) => typeof value === 'string' && seeds.test(value),
  schema: { type: 'string', pattern: seeds.source, maxLength: 64 },
};

/** What a sample is to be drawn from. */
export class DipSampleRequest implements DrawQuestion {
  @LocalDateField({ description: 'The first due date.' })
  from: LocalDate;

  @LocalDateField({ description: 'The last due date, included.' })
  to: LocalDate;

  @IntField({ min: 1, max: 500, description: 'How many are drawn; all where there are no more.' })
  size: number;

  @ListOf(rules.code(dimensions), {
    min: 1,
    max: 3,
    twice: 'must not be there twice',
    description: 'Dimensions of the report; of each group of them as many are drawn as is its part of the whole.',
  })
  strata: Dimension[];

  @field(aSeed, { example: '2026-11-a', description: 'Said beforehand, so that nobody can draw until it pleases.' })
  seed: string;
}

/** What somebody judged of one obligation. */
export class DipReviewRequest {
  @Id()
  obligationId: string;

  @Code(reviewAnswers, { description: 'Were they told in time?' })
  inTime: ReviewAnswer;

  @Code(reviewAnswers, { description: 'Was it the right person?' })
  rightPerson: ReviewAnswer;

  @Code(reviewAnswers, { description: 'Was it of use to them?' })
  useful: ReviewAnswer;

  @Code(reviewAnswers, { description: 'Was it said plainly?' })
  plain: ReviewAnswer;
}

/** Which obligation somebody wants to look at, and why. */
export class DipOpeningRequest {
  @Id()
  obligationId: string;

  @Text({ max: 500, description: 'Why: kept with the case and on record with the look.' })
  reason: string;
}
