import { ListOf, rules, Text } from '@kept-informed/fields';
import { noteLimit } from '../handling/reason.request.js';

/** Who sees a case from now on, beside those who answer for them. */
export class RestrictionRequest {
  @ListOf(rules.id, { min: 1, max: 200, description: 'Staff ids; whoever has the case must be among them.' })
  staffIds: string[];

  @Text({ max: noteLimit, description: 'Why, in words.' })
  reason: string;
}
