import { Code, Text } from '@kept-informed/fields';
import { groupedDimensions, type GroupedDimension } from '@kept-informed/compliance';
import { withoutOne } from '@kept-informed/event-store';
import { FellDueQuery } from './compliance.request.js';

/** Groups of what fell due, side by side. */
export class FunnelQuery extends FellDueQuery {
  @Code(groupedDimensions, { description: 'By what they are grouped.', example: 'team' })
  by: GroupedDimension;
}

/** Two of them. */
export class ComparisonQuery extends FunnelQuery {
  @Text({ max: 100, description: `The first group; ${withoutOne} for what has none.`, example: 'enhanced' })
  one: string;

  @Text({ max: 100, description: `The second group; ${withoutOne} for what has none.`, example: 'standard' })
  other: string;
}

/** Whether a group of a report is the one that is asked for by this name. */
export const isNamed = (group: string | null, name: string): boolean => (group ?? withoutOne) === name;
