import type { LocalDate } from '@kept-informed/calendar';
import {
  bodyNames,
  commitmentOf,
  conventions,
  methods,
  standards,
  type Commitment,
  type CountingConvention,
  type Method,
  type Standard,
} from '@kept-informed/commitments';
import { Code, field, Flag, ListOf, LocalDateField, rules, Text, type FieldRule } from '@kept-informed/fields';
import { anId } from './choices.fields.js';

const { kebab } = rules;

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

  @Code(['occurred', 'known', 'decided'], {
    description:
      'From when it runs: the event, the force learning of it, or the decision where that was before the event.',
  })
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

/** What is asked, as a commitment of the catalogue. */
export function ownOf(request: OwnCommitmentRequest): Commitment {
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
