import type { LocalDate } from '@kept-informed/calendar';
import { LocalDateField } from '@kept-informed/fields';
import { ReasonRequest } from '../handling/reason.request.js';

/** Until when somebody is kept beyond their time, and why. */
export class KeepLongerRequest extends ReasonRequest {
  @LocalDateField({
    description: 'The last date; after it they are to be looked through again. At most ten years ahead.',
  })
  until: LocalDate;
}
