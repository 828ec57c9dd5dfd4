import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { requesterOf } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import type { Request } from 'express';
import { ProblemException, ifMatchRequired, staleVersion } from './problem.js';

const STRONG = /^"(0|[1-9]\d{0,14})"$/;
const WEAK = /^W\/"[^"]*"$/;
const OTHER = /^"[^"]*"$/;

/** The ETag of a stream version. */
export function etag(version: number): string {
  return `"${version}"`;
}

/**
 * The version that the asker means: a number, `any` for `*`, undefined without the header. A weak or foreign ETag can
 * match no version: 412. Anything else is no ETag: 400.
 */
export function ifMatch(header: string | undefined): number | 'any' | undefined {
  const said = header?.trim();
  if (said === undefined || said === '') return undefined;
  if (said === '*') return 'any';
  const version = STRONG.exec(said)?.[1];
  if (version !== undefined) return Number(version);
  if (WEAK.test(said) || OTHER.test(said)) throw staleVersion();
  throw new ProblemException(400, 'malformed-if-match', 'If-Match is malformed', {
    detail: 'Send one ETag in double quotes, like "12".',
  });
}

/**
 * Who asks, and the version that they have seen. `@WhoAsks('required')` refuses with 428 where the header is missing.
 */
export const WhoAsks = createParamDecorator((need: 'required' | undefined, context: ExecutionContext): Requester => {
  const said = ifMatch(context.switchToHttp().getRequest<Request>().get('if-match'));
  if (said === undefined && need === 'required') throw ifMatchRequired();
  return requesterOf(said === 'any' ? undefined : said);
});
