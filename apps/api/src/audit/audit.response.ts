import { ApiProperty } from '@nestjs/swagger';
import { PageEnds } from '../http/page.js';

/** Something that an administrator changed, or a supervisor on a route of theirs. */
export class AdministratorActResponse {
  @ApiProperty({ description: 'A number that grows with each.' })
  readonly actId: string;

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ description: 'Staff id of who did it.' })
  readonly by: string;

  @ApiProperty({ example: 'POST /api/v1/webhooks/:endpointId/rotation', description: 'The route.' })
  readonly act: string;

  @ApiProperty({ description: 'What it was done to, as the address named it; empty where that named nothing.' })
  readonly object: string;

  @ApiProperty()
  readonly requestId: string;
}

export class AdministratorActPage extends PageEnds {
  @ApiProperty({ type: [AdministratorActResponse] })
  readonly items: readonly AdministratorActResponse[];
}
