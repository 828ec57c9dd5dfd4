import type { LocalDate } from '@kept-informed/calendar';
import {
  Code,
  field,
  Flag,
  IntField,
  ListOf,
  LocalDateField,
  rules,
  Text,
  type FieldRule,
} from '@kept-informed/fields';
import {
  bodyNames,
  conventions,
  commitmentOf,
  defaultConcernAfterAttempts,
  defaultEnhancedUnassessed,
  methods,
  reaches,
  recipients,
  standards,
  type Commitment,
  type Method,
  type PolicyContent,
  type Reach,
  type Standard,
  type Target,
  type CountingConvention,
} from '@kept-informed/commitments';
import { asText, PageQuery } from '../http/page.js';

const { kebab } = rules;

const commitmentId = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
const anId: FieldRule = {
  expected: 'an id of capitals, digits and hyphens of at most 32 characters',
  accepts: (value) => typeof value === 'string' && value.length <= 32 && commitmentId.test(value),
  schema: { type: 'string', pattern: commitmentId.source, maxLength: 32 },
};

/** What is chosen for each of some commitments. */
function chosen(values: readonly string[]): FieldRule {
  return {
    expected: `an object that gives ids of commitments one of ${values.join(', ')} each`,
    accepts: (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.entries(value).every(([id, choice]) => anId.accepts(id) && values.includes(choice as string)),
    schema: { type: 'object', additionalProperties: { type: 'string', enum: [...values] } },
  };
}

const durations = /^P(\d{1,3}[DWM]|T\d{1,4}H)$/;
const units = ['calendar', 'working', 'elapsed'] as const;
const targets: FieldRule = {
  expected: 'an object that gives ids of commitments a limit, like P5D, and a unit of calendar, working, elapsed each',
  accepts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([id, target]) => anId.accepts(id) && isTarget(target)),
  schema: {
    type: 'object',
    additionalProperties: {
      type: 'object',
      required: ['limit', 'unit'],
      properties: { limit: { type: 'string', pattern: durations.source }, unit: { type: 'string', enum: [...units] } },
    },
  },
};

function isTarget(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false;
  const { limit, unit } = value as Partial<Target>;
  return typeof limit === 'string' && durations.test(limit) && units.some((one) => one === unit);
}

export class LadderStepRequest {
  @field(kebab, { example: 'escalated' })
  rung: string;

  @IntField({
    min: -30,
    max: 60,
    description:
      'Working days after the due date; below 0: before it, and of a limit in hours a quarter of the limit each. 0: at the due time.',
  })
  days: number;

  @Text({ max: 5, optional: true, example: '09:00', description: 'Local time of a rung before the due date.' })
  time?: string;

  @Code(recipients)
  to: (typeof recipients)[number];

  @Flag({ optional: true, description: 'Not raised while an alert is acknowledged with a plan.' })
  heldByPlan?: boolean;
}

const dischargeWays = /^(update|tells|tells [a-z0-9-]+|contact-plan|[a-z-]+( with a date)?)$/;
const aDischarge: FieldRule = {
  expected: 'update, tells, tells <trigger>, contact-plan, or a purpose',
  accepts: (value) => typeof value === 'string' && value.length <= 80 && dischargeWays.test(value),
  schema: { type: 'string', pattern: dischargeWays.source },
};

/** A promise of the force's own, written like a row of the catalogue. */
export class OwnCommitmentRequest {
  @field(anId, { example: 'CUMBRIA-FIRST-CALL' })
  id: string;

  @field(kebab, { example: 'cumbria-2026' })
  edition: string;

  @Text({ max: 300 })
  title: string;

  @ListOf(kebab, { min: 1, max: 10 })
  triggers: string[];

  @ListOf(
    rules.code([
      'victim',
      'witness',
      'enquirer',
      'feedback-giver',
      'individual-victim',
      'support-service',
      'victim-support',
    ]),
    {
      min: 1,
      max: 7,
    },
  )
  owedTo: string[];

  @Text({ max: 16, optional: true, example: 'P2D', description: 'ISO 8601; left out: it has no due date.' })
  limit?: string;

  @Text({ max: 16, optional: true })
  enhancedLimit?: string;

  @Code(['calendar', 'working', 'elapsed'])
  unit: string;

  @ListOf(rules.code(conventions), {
    optional: true,
    max: 2,
    description:
      'How its days are counted otherwise: begins-with takes the day of the event as day 1, roll-forward gives a last day that is no working day to the next one.',
  })
  conventions?: CountingConvention[];

  @Code(['no', 'last-update', 'schedule'])
  recurs: string;

  @Code(['occurred', 'known'], { description: 'From when it runs: the event, or the force learning of it.' })
  clockStarts: string;

  @ListOf(aDischarge, { min: 1, max: 10, description: 'Any of these meets it.' })
  dischargedBy: string[];

  @ListOf(rules.code(methods), {
    optional: true,
    min: 1,
    max: 8,
    description: 'By which alone it is met; any if left out.',
  })
  methods?: Method[];

  @Flag({ optional: true, description: 'A message generated for one person about one case meets it.' })
  generated?: boolean;

  @ListOf(() => String, { optional: true, max: 10 })
  pausesFor?: string[];

  @Flag({ optional: true, description: 'Owed anew to who opts back in.' })
  reversible?: boolean;

  @Code([...bodyNames.keys()], { description: 'Whom it binds.', example: 'force' })
  dutyOf: string;

  @Code(standards, { optional: true, description: 'The standard of the Quality of Service Commitment it belongs to.' })
  standard?: Standard;

  @LocalDateField({ description: 'The first date of triggers that it governs.' })
  from: LocalDate;

  @LocalDateField({ optional: true, description: 'The last such date.' })
  to?: LocalDate;

  @Text({ max: 300 })
  source: string;
}

/** A whole policy: what is not in it does not hold. */
export class PolicyDraftRequest {
  @ListOf(kebab, { min: 1, max: 50, description: 'Editions that the force holds itself to, its own included.' })
  adopts: string[];

  @field(chosen(['calendar', 'working']), {
    optional: true,
    description: 'The kind of day of commitments whose limit is a number of days and no law’s.',
    example: { 'QOS-FB-REPLY': 'working' },
  })
  dayKinds?: Record<string, 'calendar' | 'working'>;

  @field(chosen(['last-update', 'schedule']), {
    optional: true,
    description: 'What the periods of recurring commitments count from.',
  })
  anchors?: Record<string, 'last-update' | 'schedule'>;

  @field(targets, {
    optional: true,
    description: 'Limits that the force sets itself where none is printed, for what is triggered from then on.',
    example: { 'VC20-NEEDS': { limit: 'P5D', unit: 'working' } },
  })
  targets?: Record<string, Target>;

  @ListOf(() => LadderStepRequest, { min: 1, max: 20 })
  ladder: LadderStepRequest[];

  @IntField({ min: 1, max: 8_760, description: 'Hours after which a contact that is recorded late needs a reason.' })
  lateAfterHours: number;

  @IntField({
    min: 1,
    max: 50,
    optional: true,
    description: 'On how many dates somebody is not reached before the owner’s supervisor is told; 3 if left out.',
  })
  concernAfterAttempts?: number;

  @ListOf(kebab, {
    optional: true,
    max: 200,
    description:
      'Groups of offences of which somebody unassessed has the enhanced limit, for what is triggered from then on; what the Codes call the most serious crime if left out.',
    example: ['domestic-abuse', 'homicide'],
  })
  enhancedUnassessed?: string[];

  @ListOf(() => OwnCommitmentRequest, {
    optional: true,
    max: 100,
    description: 'Promises of the force’s own. Those of editions activated before stay known without being repeated.',
  })
  commitments?: OwnCommitmentRequest[];
}

/** What is asked, as a policy is kept. */
export function contentOf(request: PolicyDraftRequest): PolicyContent {
  const { adopts, dayKinds = {}, anchors = {}, targets = {}, ladder, lateAfterHours, commitments = [] } = request;
  const { concernAfterAttempts = defaultConcernAfterAttempts, enhancedUnassessed = defaultEnhancedUnassessed } =
    request;
  const steps = ladder.map(({ rung, days, time, to, heldByPlan }) => ({
    rung,
    days,
    ...(time !== undefined && { time }),
    to,
    ...(heldByPlan !== undefined && { heldByPlan }),
  }));
  const chosen = { adopts, dayKinds, anchors, targets, lateAfterHours, concernAfterAttempts, enhancedUnassessed };
  return { ...chosen, ladder: steps, commitments: commitments.map(ownOf) };
}

function ownOf(request: OwnCommitmentRequest): Commitment {
  const { limit = '', enhancedLimit = '', pausesFor = [], to = '', triggers, owedTo, dischargedBy } = request;
  const { methods: accepted = [], conventions: counted = [], generated, reversible, standard = '' } = request;
  const { id, edition, title, unit, recurs, clockStarts, dutyOf, from, source } = request;
  const lists = { trigger: triggers.join(', '), owed_to: owedTo.join(', '), discharged_by: dischargedBy.join(' or ') };
  const limits = { limit, enhanced_limit: enhancedLimit, unit, recurs, clock_starts: clockStarts };
  return commitmentOf({
    id,
    edition,
    title,
    ...lists,
    ...limits,
    conventions: counted.join(', '),
    methods: accepted.join(', '),
    generated: flagged(generated),
    pauses: pausesFor.join('; '),
    reversible: flagged(reversible),
    duty_of: dutyOf,
    standard,
    from,
    to,
    source,
  });
}

const flagged = (flag: boolean | undefined): string => (flag === true ? 'yes' : '');

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
