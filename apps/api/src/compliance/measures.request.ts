import { Both, Code, Flag, ListOf, rules } from '@kept-informed/fields';
import { measuredDimensions, measuredIds, type MeasuredDimension, type MeasuredId } from '@kept-informed/compliance';
import { asText, PageQuery } from '../http/page.js';
import { FellDueQuery } from './compliance.request.js';

class MeasuredFields extends FellDueQuery {
  @Code(measuredIds, { fromText: true, description: 'Of which measure, by its id.', example: 'unassessed' })
  measure: MeasuredId;

  @Code(['not due', '0', '1-6', '7-27', '28+'], { ...asText, description: 'Whole days since the due time.' })
  age?: string;

  @Code(['0', '1-2', '3-7', '8-14', '15+', 'after'], {
    ...asText,
    description: 'From being waived to the due date; `after`: it had passed.',
  })
  daysToDue?: string;
}

export class ShareQuery extends MeasuredFields {
  @ListOf(rules.code(measuredDimensions), {
    ...asText,
    max: measuredDimensions.length,
    description: 'Dimensions of the rows, separated by commas, of those that the measure knows; one row if left out.',
  })
  groupBy?: MeasuredDimension[];
}

export class MeasuredItemsQuery extends Both(MeasuredFields, PageQuery) {
  @Flag({ ...asText, description: 'Those of the part, or the rest; the whole if left out.' })
  part?: boolean;
}
