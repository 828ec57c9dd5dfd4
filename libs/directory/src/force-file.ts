import { field, ListOf, Nested, rules } from '@kept-informed/fields';
import { reference } from './force-fields.js';
import {
  ActingRank,
  Bcu,
  BodyEntry,
  DeliveryPolicy,
  Leave,
  OpeningPolicy,
  PoliceForce,
  Policy,
  ReachPolicy,
  RetentionPolicy,
  RotaShift,
  Staff,
  TeamEntry,
} from './force.js';
import { ReferenceShapes } from './references.js';

const most = 100_000;
const required = { min: 1, max: most, missing: 'should not be empty' };
const optional = { optional: true, max: most };

/** The force file, key by key. What the keys refer to is checked by `problemsBetween`. */
export class ForceFile {
  @Nested(() => PoliceForce, { missing: 'is missing' }) readonly force: PoliceForce;
  @Nested(() => Policy, { missing: 'is missing' }) readonly policy: Policy;
  @Nested(() => DeliveryPolicy, { optional: true }) readonly delivery?: DeliveryPolicy;
  @Nested(() => OpeningPolicy, { optional: true }) readonly opening?: OpeningPolicy;
  /** Whose cases each role sees, where that is not as usual. */
  @Nested(() => ReachPolicy, { optional: true }) readonly reach?: ReachPolicy;
  /** How long people, looks and messages are kept, where that is not as usual. */
  @Nested(() => RetentionPolicy, { optional: true }) readonly retention?: RetentionPolicy;
  @Nested(() => ReferenceShapes, { optional: true }) readonly references?: ReferenceShapes;
  /** Into which crimes are put, in kebab case; the usual ones where it is left out. */
  @ListOf(rules.kebab, { optional: true, min: 1, max: 500 }) readonly offenceGroups?: readonly string[];
  @ListOf(() => Bcu, required) readonly bcus: readonly Bcu[];
  @ListOf(() => TeamEntry, required) readonly teams: readonly TeamEntry[];
  @ListOf(() => Staff, required) readonly staff: readonly Staff[];
  @field(reference, { missing: 'names nobody' }) readonly performanceUnit: string;
  @ListOf(() => BodyEntry, optional) readonly bodies?: readonly BodyEntry[];
  @ListOf(() => Leave, optional) readonly leave?: readonly Leave[];
  @ListOf(() => ActingRank, optional) readonly acting?: readonly ActingRank[];
  @ListOf(() => RotaShift, optional) readonly rota?: readonly RotaShift[];
}
