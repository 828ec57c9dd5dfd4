import { ApiProperty } from '@nestjs/swagger';
import type { SubjectOnCase } from '@kept-informed/case-work';

export class SubjectAccessResponse {
  @ApiProperty()
  readonly participantId: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'For each case: who they are known as, their routes, what was known before, notes and promises.',
  })
  readonly items: readonly SubjectOnCase[];
}
