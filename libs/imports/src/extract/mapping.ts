import { Code, field, ListOf, Nested, rules } from '@kept-informed/fields';
import { valueFrom, type ValueFrom } from './value-from.js';

const optional = { optional: true };

/** What of a row tells of the case itself. Without `openedAt` rows are about cases that are there already. */
export class CaseMapping {
  @field(valueFrom) key: ValueFrom;
  @field(valueFrom, optional) kind?: ValueFrom;
  @field(valueFrom, optional) reference?: ValueFrom;
  @field(valueFrom, optional) openedAt?: ValueFrom;
  @field(valueFrom, optional) offenceGroup?: ValueFrom;
  @field(valueFrom, optional) bcu?: ValueFrom;
  @field(valueFrom, optional) lpt?: ValueFrom;
  @field(valueFrom, optional) owner?: ValueFrom;
  @field(valueFrom, optional) closedAt?: ValueFrom;
  @field(valueFrom, optional) closureReason?: ValueFrom;
}

/** A way to reach somebody; none where the value is empty. */
export class RouteMapping {
  @field(valueFrom) method: ValueFrom;
  @field(valueFrom) value: ValueFrom;
  /** `true` unless it says otherwise. */
  @field(valueFrom, optional) safe?: ValueFrom;
  @field(valueFrom, optional) times?: ValueFrom;
}

/** Somebody on the case; nobody where the key is empty. */
export class PersonMapping {
  @field(valueFrom) key: ValueFrom;
  @field(valueFrom) role: ValueFrom;
  @field(valueFrom, optional) entitlement?: ValueFrom;
  @field(valueFrom, optional) name?: ValueFrom;
  /** When duties to them begin; the opening of the case if left out or empty. */
  @field(valueFrom, optional) from?: ValueFrom;
  @ListOf(() => RouteMapping, { optional: true, max: 20 }) routes?: RouteMapping[];
}

/** Something that happened; nothing where `at` is empty. */
export class MilestoneMapping {
  @field(valueFrom) type: ValueFrom;
  @field(valueFrom) at: ValueFrom;
  /** The extract's own key of it: with one, a changed date is a correction; without, another milestone. */
  @field(valueFrom, optional) key?: ValueFrom;
  @field(valueFrom, optional) suspect?: ValueFrom;
  @field(valueFrom, optional) knownAt?: ValueFrom;
  @field(valueFrom, optional) enteredAt?: ValueFrom;
}

/** A contact; none where the key is empty. */
export class MadeContactMapping {
  @field(valueFrom) key: ValueFrom;
  /** The extract's key of the person. */
  @field(valueFrom) person: ValueFrom;
  @field(valueFrom) at: ValueFrom;
  @field(valueFrom) direction: ValueFrom;
  @field(valueFrom) method: ValueFrom;
  @field(valueFrom) outcome: ValueFrom;
  @field(valueFrom) purpose: ValueFrom;
  @ListOf(valueFrom, { optional: true, max: 20 }) tells?: ValueFrom[];
  @field(valueFrom, optional) enteredAt?: ValueFrom;
}

/** How the rows of a force's extract become cases, people, milestones and contacts. */
export class ExtractMapping {
  /** By which it is asked for. */
  @field(rules.kebab) profile: string;
  /** Whose keys these are: mappings with the same source speak of the same cases and people. */
  @field(rules.kebab) source: string;
  @Code(['csv', 'ndjson']) format: 'csv' | 'ndjson';
  /** How times without an offset are written, in the force's zone: `2026-11-20 14:05` or `20/11/2026 14:05`. */
  @Code(['iso', 'uk'], optional) times?: 'iso' | 'uk';
  @Nested(() => CaseMapping) case: CaseMapping;
  @ListOf(() => PersonMapping, { optional: true, max: 50 }) people?: PersonMapping[];
  @ListOf(() => MilestoneMapping, { optional: true, max: 50 }) milestones?: MilestoneMapping[];
  @ListOf(() => MadeContactMapping, { optional: true, max: 50 }) contacts?: MadeContactMapping[];
}
