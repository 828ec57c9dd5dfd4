import { ApiProperty } from '@nestjs/swagger';
import { RecordedAnswer } from '../alerts/alert.answer.js';
import { ObligationAnswer } from '../obligations/obligation.answer.js';

/** A contact as it was recorded on a case. */
export class ContactOnCaseAnswer extends RecordedAnswer {
  @ApiProperty({ description: 'The case that it was recorded on: of a merged one, where it is followed up now.' })
  caseId: string;

  @ApiProperty()
  contactId: string;

  @ApiProperty({ description: 'Whether it reached the participants. One that did not discharges nothing.' })
  reached: boolean;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met.' })
  discharged: string[];
}

export class ContactRecordedAnswer extends ContactOnCaseAnswer {
  @ApiProperty({ type: [ObligationAnswer], description: 'What these participants are still owed on this case.' })
  stillOpen: ObligationAnswer[];

  @ApiProperty({ type: [ContactOnCaseAnswer], description: 'The same contact on the other cases that it was about.' })
  alsoOn: ContactOnCaseAnswer[];
}

export class MovedContactAnswer {
  @ApiProperty()
  caseId: string;

  @ApiProperty({ description: 'Its id there.' })
  contactId: string;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it met there.' })
  discharged: string[];
}

export class ContactCorrectedAnswer extends RecordedAnswer {
  @ApiProperty()
  caseId: string;

  @ApiProperty()
  contactId: string;

  @ApiProperty({ type: [String], description: 'Ids of the obligations that it meets now and did not meet before.' })
  discharged: string[];

  @ApiProperty({ type: [ObligationAnswer], description: 'Those, and what is open again or owed anew.' })
  obligations: ObligationAnswer[];

  @ApiProperty({ type: MovedContactAnswer, required: false })
  movedTo?: MovedContactAnswer;
}
