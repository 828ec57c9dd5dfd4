import { Code, Id, Text } from '@kept-informed/fields';
import type { AlertFilter } from '@kept-informed/follow-up';
import { asText } from '../http/page.js';

/** Which alerts are asked for, by a list or by the stream; everything given must hold. */
export class AlertFilterQuery implements AlertFilter {
  @Code(['open', 'acknowledged', 'snoozed', 'cleared', 'withdrawn'], asText)
  status?: string;

  @Id(asText)
  rung?: string;

  @Text({ ...asText, max: 64 })
  team?: string;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 64, description: 'Staff id.' })
  recipient?: string;

  @Id(asText)
  caseId?: string;
}
