import {
  childBands,
  defaultConcernAfterAttempts,
  defaultEnhancedAges,
  defaultCounterRule,
  defaultEnhancedUnassessed,
  recipients,
  type ChildBand,
  type PolicyContent,
  type Target,
} from '@kept-informed/commitments';
import { RetentionPolicy } from '@kept-informed/directory';
import { Code, field, Flag, IntField, ListOf, Nested, rules, Text } from '@kept-informed/fields';
import { chosen, targets } from './choices.fields.js';
import { CounterRuleRequest } from './counter-rule.requests.js';
import { OwnCommitmentRequest, ownOf } from './own-commitment.requests.js';

const { kebab } = rules;

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

  @field(chosen(childBands, ['editions', kebab]), {
    optional: true,
    description:
      'By edition, which ages at the offence give somebody unassessed the enhanced limit, for what is triggered from then on; under 18, in the Code of 2006 under 17, if left out.',
    example: { 'victims-code-2020': 'under-18' },
  })
  enhancedAges?: Record<string, ChildBand>;
  @Nested(() => RetentionPolicy, {
    optional: true,
    description: 'How long people’s data, looks and messages are kept; as usual where it is left out.',
  })
  retention?: RetentionPolicy;

  @Nested(() => CounterRuleRequest, {
    optional: true,
    description: 'What may be said at the counter; how far it is, who has it, and when they will hear if left out.',
  })
  counter?: CounterRuleRequest;

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
  const { enhancedAges = defaultEnhancedAges, counter: { maySay, because } = defaultCounterRule } = request;
  const enhanced = { enhancedUnassessed, enhancedAges, counter: { maySay, because } };
  const { retention = new RetentionPolicy() } = request;
  const steps = ladder.map(({ rung, days, time, to, heldByPlan }) => ({
    rung,
    days,
    ...(time !== undefined && { time }),
    to,
    ...(heldByPlan !== undefined && { heldByPlan }),
  }));
  const chosen = { adopts, dayKinds, anchors, targets, lateAfterHours, concernAfterAttempts, ...enhanced };
  return { ...chosen, ladder: steps, retention, commitments: commitments.map(ownOf) };
}
