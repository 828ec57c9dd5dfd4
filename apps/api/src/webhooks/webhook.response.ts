import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { endpointTypes, type EndpointView } from '@kept-informed/delivery';
import { IntField, ListOf, rules, Text } from '@kept-informed/fields';

/** Where another system wants to be told. */
export class WebhookRequest {
  @Text({
    max: 2_048,
    example: 'https://other.example/hooks',
    description: 'https://, and not into a private network.',
  })
  url: string;

  @ListOf(rules.code(endpointTypes), {
    optional: true,
    min: 1,
    description: 'What it is told of; everything if left out.',
  })
  types?: string[];

  @Text({ max: 128, optional: true, description: 'whsec_ and 24 to 64 bytes in base64; made here if left out.' })
  secret?: string;
}

export class RotationRequest {
  @IntField({
    max: 168,
    optional: true,
    description: 'So long messages are signed with the old secret too; 24 if left out.',
  })
  hours?: number;
}

/** An endpoint that is told of alerts. */
export class WebhookResponse implements EndpointView {
  @ApiProperty()
  readonly endpointId: string;

  @ApiProperty()
  readonly url: string;

  @ApiProperty({ type: [String], enum: endpointTypes })
  readonly types: readonly string[];

  @ApiProperty({ format: 'date-time' })
  readonly createdAt: string;

  @ApiProperty({ description: 'Staff id.' })
  readonly createdBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readonly previousSecretUntil: string | null;
}

export class WebhookAddedResponse extends WebhookResponse {
  @ApiPropertyOptional({
    description: 'Shown this once: the same request, sent again with its key, is answered without.',
  })
  readonly secret?: string;
}

export class WebhookList {
  @ApiProperty({ type: [WebhookResponse] })
  readonly items: readonly WebhookResponse[];
}

export class RotationResponse {
  @ApiPropertyOptional({
    description: 'Shown this once: the same request, sent again with its key, is answered without.',
  })
  readonly secret?: string;

  @ApiProperty({ format: 'date-time' })
  readonly previousSecretUntil: string;
}

export class TrialResponse {
  @ApiProperty({ description: 'What became of it stands at GET /deliveries/{messageId}.' })
  readonly messageId: string;
}
