import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Request } from 'express';
import { ProblemException } from './problem.js';

const PRODUCED = 'kept-informed:produced';
const json = ['application/json'] as const;

/** What a route answers with, the usual first, where that is not JSON alone. */
export function Produces(...types: [string, ...string[]]): MethodDecorator {
  return applyDecorators(SetMetadata(PRODUCED, types), ApiProduces(...types));
}

/** What a handler can answer with. */
export function producedBy(handler: object): readonly [string, ...string[]] {
  return (Reflect.getMetadata(PRODUCED, handler) as [string, ...string[]] | undefined) ?? json;
}

/** Of the types that can be had the one that the asker likes best (RFC 9110, 12.5.1); 406 where they take none of them. */
export function chosenType(request: Request, types: readonly [string, ...string[]]): string {
  const asked = request.headers.accept;
  if (asked === undefined || asked === '*/*' || asked === types[0]) return types[0];
  const chosen = request.accepts([...types]);
  if (chosen !== false) return chosen;
  throw new ProblemException(406, 'not-acceptable', 'Not to be had in that form', {
    detail: `It can be had as ${types.join(' or ')}.`,
  });
}
