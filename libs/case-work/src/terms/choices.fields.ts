import type { Target } from '@kept-informed/commitments';
import type { FieldRule } from '@kept-informed/fields';

const commitmentId = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
export const anId: FieldRule = {
  expected: 'an id of capitals, digits and hyphens of at most 32 characters',
  accepts: (value) => typeof value === 'string' && value.length <= 32 && commitmentId.test(value),
  schema: { type: 'string', pattern: commitmentId.source, maxLength: 32 },
};

/** What is chosen for each of some commitments, or editions. */
export function chosen(
  values: readonly string[],
  [names, id]: readonly [string, FieldRule] = ['commitments', anId],
): FieldRule {
  return {
    expected: `an object that gives ids of ${names} one of ${values.join(', ')} each`,
    accepts: (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.entries(value).every(([key, choice]) => id.accepts(key) && values.includes(choice as string)),
    schema: { type: 'object', additionalProperties: { type: 'string', enum: [...values] } },
  };
}

const durations = /^P(\d{1,3}[DWM]|T\d{1,4}H)$/;
const units = ['calendar', 'working', 'elapsed'] as const;
/** Limits that a force sets itself. */
export const targets: FieldRule = {
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
