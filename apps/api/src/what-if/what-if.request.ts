import type { LocalDate } from '@kept-informed/calendar';
import { refuse } from '@kept-informed/decisions';
import { Code, LocalDateField, Text } from '@kept-informed/fields';
import { whatIfReaches, type WhatIfQuestion } from '@kept-informed/what-if';

/** A period that is to be lived through again, and under what. */
export class WhatIfRequest {
  @LocalDateField({ description: 'The first date of due dates that are counted; the draft holds from its beginning.' })
  from: LocalDate;

  @LocalDateField({
    description: 'The last one; at most 366 days with the first. What is still to come takes no part.',
  })
  to: LocalDate;

  @Text({
    max: 100,
    optional: true,
    example: 'policy-3-2f9c01ab',
    description: 'A version of the policy that was drafted; with the promises of the force’s own that it brings along.',
  })
  policyDraft?: string;

  @Text({ max: 100, optional: true, description: 'Instead of a policy: a version of the calendar that was drafted.' })
  calendarDraft?: string;

  @Code(whatIfReaches, {
    optional: true,
    description:
      'recompute-all (if left out): what was open and not yet due as the period began is counted again. new-only: what arose since.',
  })
  reach?: WhatIfQuestion['reach'];
}

/** Refused where it names no draft, or two. */
export function questionOf({
  policyDraft,
  calendarDraft,
  reach = 'recompute-all',
  ...period
}: WhatIfRequest): WhatIfQuestion {
  if (policyDraft !== undefined && calendarDraft === undefined)
    return { ...period, reach, kind: 'policy', versionId: policyDraft };
  if (calendarDraft === undefined || policyDraft !== undefined)
    throw refuse('say-one', '/policyDraft', 'Name a draft of the policy or one of the calendar.');
  return { ...period, reach, kind: 'calendar', versionId: calendarDraft };
}
