import type { LocalDate } from '@kept-informed/calendar';
import { type PublishedReport, publishedReports } from '@kept-informed/case-work';
import { type Dimension, dimensions, type MeasuredId, measuredIds } from '@kept-informed/compliance';
import { Code, ListOf, LocalDateField, rules, Text } from '@kept-informed/fields';

class PublishedQuestionFields {
  @Code(publishedReports)
  report: PublishedReport;

  @LocalDateField()
  from: LocalDate;

  @LocalDateField()
  to: LocalDate;

  @ListOf(rules.code(dimensions), { optional: true, max: dimensions.length })
  groupBy?: Dimension[];

  @Code(measuredIds, { optional: true })
  measure?: MeasuredId;
}

/** A return as the desk's form asks for it: one question. */
export class PublicationFields {
  @Text({ max: 200 })
  title: string;

  @Text({ max: 2_000, optional: true })
  note?: string;

  @ListOf(() => PublishedQuestionFields, { min: 1, max: 1 })
  questions: PublishedQuestionFields[];
}
