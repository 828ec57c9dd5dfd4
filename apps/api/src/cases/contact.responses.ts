import { ApiProperty } from '@nestjs/swagger';
import { RecordedResponse } from '../alerts/alert.response.js';
import { ObligationResponse } from '../obligations/obligation.response.js';

/** A contact as it was recorded on a case. */
export class ContactOnCaseResponse extends RecordedResponse {
  @ApiProperty({ description: 'The case that it was recorded on: of a merged one, where it is followed up now.' })
  caseId: string;

  @ApiProperty()
  contactId: string;

  @ApiProperty({ description: 'Whether it reached the participants. One that did not discharges nothing.' })
  reached: boolean;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met.' })
  discharged: string[];
}

export class ContactRecordedResponse extends ContactOnCaseResponse {
  @ApiProperty({ type: [ObligationResponse], description: 'What these participants are still owed on this case.' })
  stillOpen: ObligationResponse[];

  @ApiProperty({ type: [ContactOnCaseResponse], description: 'The same contact on the other cases that it was about.' })
  alsoOn: ContactOnCaseResponse[];
}

export class MovedContactResponse {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ description: 'Its id there.' })
  contactId: string;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met there.' })
  discharged: string[];
}

export class ContactCorrectedResponse extends RecordedResponse {
  @ApiProperty()
  caseId: string;

  @ApiProperty()
  contactId: string;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it meets now and did not meet before.' })
  discharged: string[];

  @ApiProperty({ type: [ObligationResponse], description: 'Those, and what is open again or owed anew.' })
  obligations: ObligationResponse[];

  @ApiProperty({ type: MovedContactResponse, required: false })
  movedTo?: MovedContactResponse;
}
