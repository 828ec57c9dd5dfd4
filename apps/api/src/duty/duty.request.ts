import { IntField, Text } from '@kept-informed/fields';
import { withoutOne } from '@kept-informed/event-store';
import { KnownAtQuery } from '../http/known-at.js';
import { asText } from '../http/page.js';

const orNone = `${withoutOne} for those that have none.`;

/** Whose duties; the whole force where nothing is given. */
export class DutyQuery extends KnownAtQuery {
  @Text({
    ...asText,
    max: 64,
    description: `Team of the owner at due time, and for alerts of the owner now; ${orNone}`,
  })
  team?: string;

  @Text({ ...asText, max: 100, description: orNone })
  bcu?: string;
}

export class WorkloadQuery extends KnownAtQuery {
  @IntField({
    ...asText,
    min: 1,
    max: 60,
    description: 'So many working days from today on, or from `knownAt`; 10 if left out.',
  })
  days?: number;

  @Text({ ...asText, max: 64, description: `Team of whoever is answerable at due time; ${orNone}` })
  team?: string;

  @Text({ ...asText, max: 64, description: `Staff id of whoever is answerable at due time; ${orNone}` })
  owner?: string;

  @Text({ ...asText, max: 100, description: orNone })
  bcu?: string;
}
