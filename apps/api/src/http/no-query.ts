import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { accessOf } from '@kept-informed/access';
import { unknownField } from '@kept-informed/fields';
import type { Request } from 'express';
import { mayBeDry } from './dry-run.js';
import { inQuery } from './pointers.js';
import { invalid } from './problem.js';

/**
 * Nobody is to believe that a parameter was heeded of which the route knows nothing: 422. Open routes are for probes, which
 * add what they like.
 */
export function requireNoQuery(context: ExecutionContext, { method, query }: Request): void {
  const unknown = Object.keys(query).filter(
    (name) => name !== (method === 'GET' ? 'minPosition' : mayBeDry(context.getHandler()) && 'dryRun'),
  );
  if (unknown.length === 0 || takesQuery(context) || accessOf(context.getHandler(), context.getClass()).open) return;
  throw invalid(inQuery(unknown.map((name) => ({ path: [name], detail: unknownField }))));
}

function takesQuery(context: ExecutionContext): boolean {
  const taken: object = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ?? {};
  return Object.keys(taken).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}
