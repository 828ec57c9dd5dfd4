import { type PublishedReport, publishedReports } from '@kept-informed/case-work';
import { dimensions, type Dimension, measuredIds, type MeasuredId } from '@kept-informed/compliance';
import { Code, ListOf, rules, Text } from '@kept-informed/fields';
import { FellDueFilter } from '../compliance/compliance.request.js';

/** A question of a return: one of the reports, of a period. It is answered as known at the moment of publication. */
export class PublishedQuestionRequest extends FellDueFilter {
  @Code(publishedReports, { description: 'Which report, as `GET /compliance` and the paths below it answer it.' })
  report: PublishedReport;

  @ListOf(rules.code(dimensions), {
    optional: true,
    max: dimensions.length,
    description: 'Dimensions of the rows; as the report has it if left out.',
  })
  groupBy?: Dimension[];

  @Code(measuredIds, {
    optional: true,
    description: 'Of `shares`: of which measure, by its id.',
    example: 'unassessed',
  })
  measure?: MeasuredId;
}

export class PublicationRequest {
  @Text({ max: 200, description: 'What it is called. Names nobody.', example: 'Police Authority return, October 2026' })
  title: string;

  @Text({ max: 2_000, optional: true, description: 'What stands beside it. Names nobody.' })
  note?: string;

  @ListOf(() => PublishedQuestionRequest, { min: 1, max: 20 })
  questions: PublishedQuestionRequest[];
}
