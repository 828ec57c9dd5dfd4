import { Text } from '@kept-informed/fields';

/** How long somebody may write in their own words. */
export const noteLimit = 8_000;

export class ReasonRequest {
  @Text({ max: noteLimit, description: 'Why, in words.' })
  reason: string;
}
