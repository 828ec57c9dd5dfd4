import type { Instant, LocalDate } from '@kept-informed/calendar';
import {
  Both,
  Code,
  field,
  Flag,
  InstantField,
  IntField,
  ListOf,
  LocalDateField,
  Text,
  rules,
} from '@kept-informed/fields';
import { caseKinds, entitlements, obligationStatuses } from '@kept-informed/follow-up';
import { dimensions, promiseDimensions, type Dimension, type PromiseDimension } from '@kept-informed/compliance';
import { withoutOne } from '@kept-informed/event-store';
import { bodies, methods, standards, type Standard } from '@kept-informed/commitments';
import { KnownAtQuery } from '../http/known-at.js';
import { PageQuery } from '../http/page.js';
import { financialYear, month, orNone, quarter } from './spans.fields.js';

const responsible = [...bodies, 'force-or-cps'];

const asText = { optional: true, fromText: true };
const forNone = `${withoutOne} for those that have none.`;

/** Which obligations fell due. Everything given must hold. */
export class FellDueFilter {
  @LocalDateField({ description: 'The first due date, in the force’s zone.', example: '2026-10-01' })
  from: LocalDate;

  @LocalDateField({ description: 'The last due date, included.', example: '2026-10-31' })
  to: LocalDate;

  @Text({ ...asText, max: 100 })
  commitment?: string;

  @Text({ ...asText, max: 100 })
  edition?: string;

  @Code([...standards, withoutOne], {
    ...asText,
    description: `Of the six of the Quality of Service Commitment; ${forNone}`,
  })
  standard?: Standard | typeof withoutOne;

  @Code(responsible, { ...asText, description: 'Whom the promise binds; `force-or-cps`: whichever of them.' })
  body?: string;

  @field(orNone(month), { ...asText, description: `Of the due date; ${forNone}` })
  month?: string;

  @field(orNone(quarter), { ...asText, description: `Of the due date: January to March is Q1; ${forNone}` })
  quarter?: string;

  @field(orNone(financialYear), { ...asText, description: `Of the due date: from April to March; ${forNone}` })
  financialYear?: string;

  @Code(caseKinds, { ...asText, description: 'Of the case.' })
  kind?: string;

  @Text({ ...asText, max: 100, description: forNone })
  bcu?: string;

  @Text({ ...asText, max: 100, description: forNone })
  lpt?: string;

  @Text({ ...asText, max: 64, description: `Team of the owner at due time; ${forNone}` })
  team?: string;

  @Text({ ...asText, max: 64, description: `Staff id of the owner at due time; ${forNone}` })
  owner?: string;

  @Text({ ...asText, max: 64, description: forNone })
  offenceGroup?: string;

  @Code([...entitlements, withoutOne], {
    ...asText,
    description: `Of the participant, as it held and was known at due time; ${forNone}`,
  })
  entitlement?: string;

  @Code([...methods, withoutOne], { ...asText, description: `Of the contact that met it; ${forNone}` })
  method?: string;
}

/** The same, and of which time the question is. */
export class FellDueQuery extends FellDueFilter {
  @InstantField({ ...asText, description: 'Only what was recorded by then takes part; now if left out.' })
  knownAt?: Instant;

  @InstantField({ ...asText, description: 'Statuses as of then; `knownAt` if left out.' })
  asOf?: Instant;
}

export class ComplianceQuery extends FellDueQuery {
  @ListOf(rules.code(dimensions), {
    ...asText,
    max: dimensions.length,
    description: 'Dimensions of the rows, separated by commas; one row for everything if left out.',
  })
  groupBy?: Dimension[];
}

export class CountedObligationsQuery extends FellDueQuery implements PageQuery {
  @Code(obligationStatuses, {
    ...asText,
    description: '`open` lists what is neither due yet nor done, `paused` what is paused.',
  })
  status?: string;

  @Flag({ ...asText, description: 'Met in time and recorded after the due time.' })
  recordedLate?: boolean;

  @Flag({ ...asText, description: 'Nothing recorded by its due time implied it.' })
  recordedAfterDue?: boolean;

  @Flag({ ...asText, description: 'Something recorded after the due time says otherwise, undecided.' })
  disputed?: boolean;

  @Flag({ ...asText, description: 'Bettered after its due time; `stood` says how it stood.' })
  changedAfterDue?: boolean;

  @Flag({ ...asText, description: 'Moved to another owner by a confirmed dispute.' })
  reattributed?: boolean;

  @Flag({ ...asText, description: 'Not due yet by `asOf`, done already or not.' })
  notDueYet?: boolean;

  @Flag({ ...asText, description: 'Without a due date for want of a calendar, whatever the period.' })
  awaitingCalendar?: boolean;

  @Flag({ ...asText, description: 'Owed by a body that does not record here, and so in no rate, instead of all else.' })
  notRecordedHere?: boolean;

  @IntField({ ...asText, min: 1, max: 500, description: 'At most so many; 50 if left out.' })
  limit?: number;

  @Text({
    ...asText,
    max: 1_024,
    description: 'Where the page before ended, as its `next` said; keeps that page’s `asOf` and `knownAt`.',
  })
  cursor?: string;
}

/** Which promised dates, and as of when. Everything given must hold. */
export class PromisesQuery extends KnownAtQuery {
  @LocalDateField({ description: 'The first promised date, in the force’s zone.', example: '2026-10-01' })
  from: LocalDate;

  @LocalDateField({ description: 'The last promised date, included.', example: '2026-10-31' })
  to: LocalDate;

  @InstantField({ ...asText, description: 'Kept or broken as of then; `knownAt` if left out.' })
  asOf?: Instant;

  @ListOf(rules.code(promiseDimensions), {
    ...asText,
    max: promiseDimensions.length,
    description: 'Dimensions of the rows, separated by commas; one row for everything if left out.',
  })
  groupBy?: PromiseDimension[];

  @field(month, { ...asText, description: 'Of the promised date.' })
  month?: string;

  @Text({ ...asText, max: 100, description: forNone })
  bcu?: string;

  @Text({ ...asText, max: 100, description: forNone })
  lpt?: string;

  @Text({ ...asText, max: 64, description: `Team of the owner on the promised date; ${forNone}` })
  team?: string;

  @Text({ ...asText, max: 64, description: `Staff id of the owner on the promised date; ${forNone}` })
  owner?: string;
}

export class SilenceQuery extends Both(KnownAtQuery, PageQuery) {
  @IntField({ ...asText, min: 1, max: 3_650, description: 'At least so many days; 28 if left out.' })
  days?: number;

  @InstantField({ ...asText, description: '`knownAt` if left out.' })
  asOf?: Instant;

  @Text({ ...asText, max: 100 })
  bcu?: string;

  @Text({ ...asText, max: 100 })
  lpt?: string;

  @Text({ ...asText, max: 64, description: 'The case’s team now.' })
  team?: string;

  @Text({ ...asText, max: 64, description: 'Staff id of the case’s owner now.' })
  owner?: string;
}
