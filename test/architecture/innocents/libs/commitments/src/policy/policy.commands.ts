import { IsString } from 'class-validator';

export class ActivatePolicy {
  @IsString() versionId = '';
}
