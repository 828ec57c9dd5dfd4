import { IsString } from 'class-validator';

export class RecordContact {
  @IsString() caseId = '';
}
