import { Code, Id, ListOf, rules, Text } from '@kept-informed/fields';
import { alertStatuses, type AlertFilter } from '@kept-informed/follow-up';
import { asker, asText } from '../http/page.js';

/** Which alerts are asked for, by a list or by the stream; everything given must hold. */
export class AlertFilterQuery implements AlertFilter {
  @ListOf(rules.code(alertStatuses), { ...asText, min: 1, max: alertStatuses.length, description: 'One of these.' })
  status?: string[];

  @Id(asText)
  rung?: string;

  @Text({ ...asText, max: 64 })
  team?: string;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 64, description: 'Staff id; `me` for who asks.' })
  recipient?: string;

  @Id(asText)
  caseId?: string;
}

/** In which order they are listed. */
export class AlertOrderQuery {
  @Code(['raisedAt', 'dueAt'], {
    ...asText,
    description: 'By when they were raised, or by when their rung was due; the first if left out.',
  })
  sort?: 'raisedAt' | 'dueAt';
}

/** The filter, with who asks where it says `me`. */
export function ofAsker<Filter extends { recipient?: string }>(filter: Filter, staffId: string): Filter {
  return filter.recipient === asker ? { ...filter, recipient: staffId } : filter;
}
