import { Code, Both, Id } from '@kept-informed/fields';
import { grades } from '@kept-informed/directory';
import { asText, PageQuery } from '../http/page.js';

class StaffFilter {
  @Id({ ...asText, description: 'Id of the team.' })
  team?: string;

  @Code(grades, { ...asText, description: 'What they are in the force; what somebody may do here is said by sign-in.' })
  role?: string;
}

export class StaffQuery extends Both(StaffFilter, PageQuery) {}
