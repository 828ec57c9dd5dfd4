import type { Projection } from '@kept-informed/event-store';
import { alerts } from './alert/alert.projection.js';
import { cases } from './case/case.projection.js';
import { contacts } from './contact/contact.projection.js';
import { obligations } from './obligation/obligation.projection.js';

/** Every read table of the domain. */
export const projections: readonly Projection[] = [cases, contacts, obligations, alerts];
