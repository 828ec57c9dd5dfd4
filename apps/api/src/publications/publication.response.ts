import type { RestatedQuestion, RestatedRow, Verification } from '@kept-informed/case-work';
import { ApiProperty } from '@nestjs/swagger';
import type { PublicationView, PublishedAnswer, PublishedVersions } from '@kept-informed/publications';
import { PageEnds } from '../http/page.js';

export class PublicationResponse implements PublicationView {
  @ApiProperty()
  readonly publicationId: string;

  @ApiProperty()
  readonly title: string;

  @ApiProperty({ format: 'date-time' })
  readonly publishedAt: string;

  @ApiProperty({ description: 'A staff id.' })
  readonly publishedBy: string;
}

export class PublicationPage extends PageEnds {
  @ApiProperty({ type: [PublicationResponse] })
  readonly items: readonly PublicationResponse[];
}

export class PublishedVersionsResponse implements PublishedVersions {
  @ApiProperty({ type: 'integer', description: 'How many facts the stream of policies had.' })
  readonly policy: number;

  @ApiProperty({ type: 'integer', description: 'How many facts the stream of calendars had.' })
  readonly calendar: number;

  @ApiProperty({ description: 'SHA-256 of the catalogue of promises.' })
  readonly catalogue: string;

  @ApiProperty({ description: 'Of the product.' })
  readonly code: string;
}

export class PublishedAnswerResponse implements PublishedAnswer {
  @ApiProperty({ example: 'compliance' })
  readonly report: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The question, as it was asked.' })
  readonly asked: Readonly<Record<string, unknown>>;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As the report answered it.' })
  readonly answer: unknown;
}

export class PublishedResponse {
  @ApiProperty()
  readonly publicationId: string;

  @ApiProperty({ description: 'SHA-256 of the document, in hexadecimal.' })
  readonly digest: string;

  @ApiProperty({ format: 'date-time', description: 'Everything recorded up to then takes part, and nothing later.' })
  readonly knownAt: string;

  @ApiProperty({ description: 'Of the fact that holds the digest: `GET /proof/facts/{position}` proves it.' })
  readonly position: string;
}

export class WholePublicationResponse extends PublicationResponse {
  @ApiProperty({ type: String, nullable: true })
  readonly note: string | null;

  @ApiProperty({ format: 'date-time', description: 'Everything recorded up to then takes part, and nothing later.' })
  readonly knownAt: string;

  @ApiProperty({ description: 'The highest position in the store when it was frozen.' })
  readonly position: string;

  @ApiProperty()
  readonly versions: PublishedVersionsResponse;

  @ApiProperty({ type: [PublishedAnswerResponse] })
  readonly questions: readonly PublishedAnswerResponse[];

  @ApiProperty({ description: 'SHA-256 of the document, in hexadecimal, as it was recorded.' })
  readonly digest: string;

  @ApiProperty({ description: 'Of the fact that holds the digest.' })
  readonly factPosition: string;
}

export class RestatedRowResponse implements RestatedRow {
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'Null: the totals.' })
  readonly group: object | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'As it was given.' })
  readonly before: object | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'As it is answered now.' })
  readonly after: object | null;
}

export class RestatedQuestionResponse implements RestatedQuestion {
  @ApiProperty({ type: 'integer', description: 'Which of the questions, from 0.' })
  readonly question: number;

  @ApiProperty({ type: [RestatedRowResponse] })
  readonly rows: readonly RestatedRowResponse[];
}

export class SealedResponse {
  @ApiProperty({ type: 'integer', description: 'Where the fact stands in the log, from 0.' })
  readonly leaf: number;

  @ApiProperty({ description: 'The newest checkpoint, a signed note: its log holds the fact.' })
  readonly checkpoint: string;
}

export class VerificationResponse implements Verification {
  @ApiProperty({ description: 'SHA-256 as it was recorded.' })
  readonly digest: string;

  @ApiProperty({ description: 'The document is what was recorded.' })
  readonly unchanged: boolean;

  @ApiProperty({ type: SealedResponse, nullable: true, description: 'Null: the fact is not sealed yet.' })
  readonly sealed: SealedResponse | null;

  @ApiProperty({ description: 'Asked again as known then, every question is answered with the same bytes.' })
  readonly same: boolean;

  @ApiProperty({ type: [RestatedQuestionResponse], description: 'What is answered otherwise, by name.' })
  readonly restated: readonly RestatedQuestionResponse[];

  @ApiProperty({ description: 'By which it is answered now.' })
  readonly versions: PublishedVersionsResponse;
}
