import { ApiProperty } from '@nestjs/swagger';

const hash = { type: 'string', contentEncoding: 'base64', description: '32 bytes in base64.' } as const;

/** That a fact stands in the log at its place. */
export class InclusionResponse {
  @ApiProperty({ description: 'Of the fact in the store.', example: '42' })
  readonly position: string;

  @ApiProperty({ description: 'Its place in the log, from 0.', example: 41 })
  readonly leaf: number;

  @ApiProperty({ ...hash, description: 'The entry: SHA-256 of the fact’s canonical JSON (RFC 8785), in base64.' })
  readonly digest: string;

  @ApiProperty({ description: 'The newest checkpoint, a signed note, with what witnesses cosigned.' })
  readonly checkpoint: string;

  @ApiProperty({ type: 'array', items: hash, description: 'The path from the leaf to its root (RFC 6962, 2.1.1).' })
  readonly hashes: readonly string[];
}

/** That the log of one size begins with all of the log of another. */
export class ConsistencyResponse {
  @ApiProperty({ example: 600 })
  readonly from: number;

  @ApiProperty({ example: 44_755 })
  readonly to: number;

  @ApiProperty({ type: 'array', items: hash, description: 'As RFC 6962, 2.1.2 has them.' })
  readonly hashes: readonly string[];
}
