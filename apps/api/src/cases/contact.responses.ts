import { ApiProperty } from '@nestjs/swagger';
import type { ContactResult } from '@kept-informed/case-work';
import type { NotDischarged } from '@kept-informed/follow-up';
import { RecordedResponse } from '../alerts/alert.response.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

/** Something that a contact was about and did not meet. */
export class NotDischargedResponse {
  @ApiProperty()
  readonly obligationId: string;

  @ApiProperty({ type: String, description: 'Why, as a code.', example: 'unsafe-route' })
  readonly because: NotDischarged['because'];
}

export class ContactConcernResponse {
  @ApiProperty({ example: 'unsafe-contact', description: 'The rung of the alert that was raised about the contact.' })
  readonly concern: string;

  @ApiProperty()
  readonly alertId: string;
}

/** A contact as it was recorded on a case. */
export class ContactOnCaseResponse extends RecordedResponse implements ContactResult {
  @ApiProperty({ description: 'The case that it was recorded on: of a merged one, where it is followed up now.' })
  readonly caseId: string;

  @ApiProperty()
  readonly contactId: string;

  @ApiProperty({ description: 'Whether it reached the participants. One that did not discharges nothing.' })
  readonly reached: boolean;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met.' })
  readonly discharged: readonly string[];

  @ApiProperty({ type: [NotDischargedResponse], description: 'What is open of all that it was about, and why.' })
  readonly notDischarged: readonly NotDischargedResponse[];

  @ApiProperty({ type: [ContactConcernResponse], description: 'What it raises for somebody’s attention.' })
  readonly concerns: readonly ContactConcernResponse[];
}

export class ContactRecordedResponse extends ContactOnCaseResponse {
  @ApiProperty({ type: [ObligationResponse], description: 'What these participants are still owed on this case.' })
  readonly stillOpen: readonly ObligationResponse[];

  @ApiProperty({ type: [ContactOnCaseResponse], description: 'The same contact on the other cases that it was about.' })
  readonly alsoOn: readonly ContactOnCaseResponse[];
}

export class MovedContactResponse {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty({ description: 'Its id there.' })
  readonly contactId: string;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met there.' })
  readonly discharged: readonly string[];
}

export class ContactCorrectedResponse extends RecordedResponse {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly contactId: string;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it meets now and did not meet before.' })
  readonly discharged: readonly string[];

  @ApiProperty({ type: [ObligationResponse], description: 'Those, and what is open again or owed anew.' })
  readonly obligations: readonly ObligationResponse[];

  @ApiProperty({ type: MovedContactResponse, required: false })
  readonly movedTo?: MovedContactResponse;
}

/** What became of a contact after it was sent. */
export class ReceiptResponse extends RecordedResponse {
  @ApiProperty()
  readonly caseId: string;

  @ApiProperty()
  readonly contactId: string;

  @ApiProperty({ description: 'Whether the contact has reached the participants, as far as is known now.' })
  readonly reached: boolean;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it meets now and did not meet before.' })
  readonly discharged: readonly string[];

  @ApiProperty({ type: [ObligationResponse], description: 'Those, and what is owed again because it came back.' })
  readonly obligations: readonly ObligationResponse[];
}
