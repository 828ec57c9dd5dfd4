import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import type { Request } from 'express';
import { invalid } from './problem.js';

const DRY = 'kept-informed:dry-run';

/** Answers with `?dryRun=true` what it would, and records nothing. */
export const MayBeDry = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(DRY, true),
    ApiQuery({
      name: 'dryRun',
      required: false,
      type: Boolean,
      description:
        'true: the same answer with `position: null`, and nothing is recorded. What is new has ids for this answer alone.',
    }),
  );

/** Whether a handler may be asked so. */
export const mayBeDry = (handler: object): boolean => Reflect.getMetadata(DRY, handler) === true;

/** Whether a request asks for the answer alone. Refused (422) where it says neither true nor false. */
export function isDry(handler: object, { query: { dryRun } }: Request): boolean {
  if (dryRun === undefined || !mayBeDry(handler)) return false;
  if (dryRun !== 'true' && dryRun !== 'false')
    throw invalid([{ pointer: '?dryRun', detail: 'Expected true or false.' }]);
  return dryRun === 'true';
}

/** Nothing of it stands anywhere in the store. */
export function withoutPositions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPositions);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, name === 'position' ? null : withoutPositions(one)]),
  );
}
