import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { OpenedObligation, Redraw, SampledContact } from '@kept-informed/case-work';
import {
  reviewAnswers,
  type DrawnStratum,
  type ReviewAnswers,
  type SampledObligation,
} from '@kept-informed/dip-samples';
import type { Agreement } from '@kept-informed/statistics';
import { PageEnds } from '../http/page.js';

export class DipSampleResponse {
  @ApiProperty()
  readonly dipSampleId: string;

  @ApiProperty({ format: 'date', description: 'It was drawn of what fell due from this day on.' })
  readonly from: string;

  @ApiProperty({ format: 'date', description: 'The last day on which what it was drawn of fell due.' })
  readonly to: string;

  @ApiProperty({ format: 'date-time' })
  readonly drawnAt: string;

  @ApiProperty({ description: 'A staff id.' })
  readonly drawnBy: string;
}

export class DipSamplePage extends PageEnds {
  @ApiProperty({ type: [DipSampleResponse] })
  readonly items: readonly DipSampleResponse[];
}

export class DrawnStratumResponse implements DrawnStratum {
  @ApiProperty({ type: 'array', items: { type: 'string', nullable: true }, description: 'In the order of `strata`.' })
  readonly values: readonly (string | null)[];

  @ApiProperty({ type: 'integer', description: 'How many fell due.' })
  readonly of: number;

  @ApiProperty({ type: 'integer', description: 'How many of them were drawn.' })
  readonly drawn: number;
}

export class ReviewAnswersResponse implements ReviewAnswers {
  @ApiProperty({ enum: reviewAnswers })
  readonly inTime: ReviewAnswers['inTime'];

  @ApiProperty({ enum: reviewAnswers })
  readonly rightPerson: ReviewAnswers['rightPerson'];

  @ApiProperty({ enum: reviewAnswers })
  readonly useful: ReviewAnswers['useful'];

  @ApiProperty({ enum: reviewAnswers })
  readonly plain: ReviewAnswers['plain'];
}

export class SampledObligationResponse implements SampledObligation {
  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly commitment: string;

  @ApiProperty({ example: 'met', description: 'By the automatic measure.' })
  readonly status: string;

  @ApiProperty({ type: 'integer', description: 'Which of `ofStrata`, from 0.' })
  readonly stratum: number;

  @ApiProperty({ type: 'integer', description: 'By how many it was reviewed; two are enough.' })
  readonly reviews: number;

  @ApiProperty({ type: ReviewAnswersResponse, nullable: true, description: 'What who asks said of it.' })
  readonly own: ReviewAnswersResponse | null;

  @ApiProperty({ type: [ReviewAnswersResponse], description: 'What both said; none before both did.' })
  readonly answers: readonly ReviewAnswersResponse[];
}

export class AgreementResponse implements Agreement {
  @ApiProperty({ type: 'integer', description: 'Judged by two.' })
  readonly judged: number;

  @ApiProperty({ description: 'The part on which both said the same.' })
  readonly observed: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Cohen’s kappa; null where both always said the same one.',
  })
  readonly kappa: number | null;
}

export class QuestionAgreementResponse {
  @ApiProperty({ type: AgreementResponse })
  readonly inTime: AgreementResponse;

  @ApiProperty({ type: AgreementResponse })
  readonly rightPerson: AgreementResponse;

  @ApiProperty({ type: AgreementResponse })
  readonly useful: AgreementResponse;

  @ApiProperty({ type: AgreementResponse })
  readonly plain: AgreementResponse;
}

export class BesideResponse {
  @ApiProperty({ type: 'integer', description: 'Answers of two reviewers whether it was in time.' })
  readonly judged: number;

  @ApiProperty({ type: 'integer', description: 'Of those as the automatic measure has it.' })
  readonly same: number;
}

export class WholeDipSampleResponse extends DipSampleResponse {
  @ApiProperty({ type: 'integer' })
  readonly size: number;

  @ApiProperty({ type: [String] })
  readonly strata: readonly string[];

  @ApiProperty()
  readonly seed: string;

  @ApiProperty({ format: 'date-time', description: 'Everything recorded up to then takes part, and nothing later.' })
  readonly knownAt: string;

  @ApiProperty({ description: 'Of the fact that says what was drawn.' })
  readonly position: string;

  @ApiProperty({ type: [DrawnStratumResponse] })
  readonly ofStrata: readonly DrawnStratumResponse[];

  @ApiProperty({ type: [SampledObligationResponse], description: 'In the order of lots; those of cases in sight.' })
  readonly items: readonly SampledObligationResponse[];

  @ApiProperty({ type: 'integer', description: 'Drawn and not listed: their cases are out of sight of who asks.' })
  readonly withheld: number;

  @ApiProperty({ type: QuestionAgreementResponse, nullable: true, description: 'Null before two have judged one.' })
  readonly agreement: QuestionAgreementResponse | null;

  @ApiProperty({ type: BesideResponse, description: 'Beside the automatic measure.' })
  readonly beside: BesideResponse;
}

export class RedrawResponse implements Redraw {
  @ApiProperty({ description: 'The same obligations in the same order.' })
  readonly same: boolean;

  @ApiProperty({ type: 'integer', description: 'Drawn then, and not now.' })
  readonly missing: number;

  @ApiProperty({ type: 'integer', description: 'Drawn now, and not then.' })
  readonly added: number;
}

export class SampledContactResponse implements SampledContact {
  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty()
  readonly words: string;

  @ApiProperty({ type: String, nullable: true, description: 'What was noted.' })
  readonly note: string | null;
}

/** Of a request that is sent again with its key the title alone: what it shows of people is kept for nobody. */
export class OpenedObligationResponse implements Partial<OpenedObligation> {
  @ApiProperty({ description: 'What the promise is called.' })
  readonly title: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Whom it is owed to; null where no name is kept. Told once for each key.',
  })
  readonly person?: string | null;

  @ApiPropertyOptional({
    type: [SampledContactResponse],
    description: 'Since it arose, as known at the moment of the sample. Told once for each key.',
  })
  readonly contacts?: readonly SampledContactResponse[];
}
