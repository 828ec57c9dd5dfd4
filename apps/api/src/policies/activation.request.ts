import type { LocalDate } from '@kept-informed/calendar';
import { reaches, type Reach } from '@kept-informed/commitments';
import { Code, LocalDateField } from '@kept-informed/fields';
import { asText, PageQuery } from '../http/page.js';

/** How far a draft is to reach into what is open. */
export class ActivateDraftRequest {
  @Code(reaches, {
    description:
      'new-only: what arises from now on. recompute-all: what is open and not yet due is counted again from its start. ' +
      'time-left: what is left of it on a date is counted on from there.',
  })
  reach: Reach['to'];

  @LocalDateField({ optional: true, description: 'For time-left: the date, today or later.' })
  on?: LocalDate;
}

/** How a draft would be activated. */
export class PreviewQuery extends PageQuery {
  @Code(reaches, { description: 'How far it would reach.' })
  reach: Reach['to'];

  @LocalDateField({ ...asText, description: 'For time-left: the date.' })
  on?: LocalDate;
}
