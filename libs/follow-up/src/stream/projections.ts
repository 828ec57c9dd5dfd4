import type { Projection } from '@kept-informed/event-store';
import { alerts } from '../alert/alert.projection.js';
import { cases } from '../case/case.projection.js';
import { contactPlans, participants } from '../case/participant.projection.js';
import { contacts } from '../contact/contact.projection.js';
import { optOuts } from '../opt-out/opt-out.projection.js';
import { obligations } from '../obligation/obligation.projection.js';
import { rulings } from '../ruling/ruling.projection.js';

/** Every read table of the domain. */
export const projections: readonly Projection[] = [
  cases,
  participants,
  contactPlans,
  contacts,
  obligations,
  optOuts,
  rulings,
  alerts,
];
