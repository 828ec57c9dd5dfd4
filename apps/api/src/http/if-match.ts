import { type ExecutionContext, createParamDecorator } from '@nestjs/common';
import { requesterOf } from '@kept-informed/case-work';
import type { Requester } from '@kept-informed/decisions';
import type { Request } from 'express';
import { ProblemException, ifMatchRequired, staleVersion } from './problem.js';

const STRONG = /^"(0|[1-9]\d{0,14})"$/;
/** An entity tag (RFC 9110, 8.8.3). */
const TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;
const LIST = /^,*T(?:,+T)*,*$/;

/** The ETag of a stream version. */
export function etag(version: number): string {
  return `"${version}"`;
}

/**
 * The versions that the asker means: those of a list of ETags, `any` for `*`, undefined without the header. Weak and foreign
 * ETags match no version; where there are no others: 412. Anything else is no list of ETags: 400.
 */
export function ifMatch(header: string | undefined): readonly number[] | 'any' | undefined {
  const said = header?.trim();
  if (said === undefined || said === '') return undefined;
  if (said === '*') return 'any';
  const tags = said.match(TAG) ?? [];
  if (!LIST.test(said.replace(TAG, 'T').replace(/[ \t]+/g, '')))
    throw new ProblemException(400, 'malformed-if-match', 'If-Match is malformed', {
      detail: 'Send an ETag in double quotes, like "12", or several with commas between them.',
    });
  const versions = tags.flatMap((tag) => STRONG.exec(tag)?.[1] ?? []).map(Number);
  if (versions.length === 0) throw staleVersion();
  return versions;
}

const IF_MATCH = 'kept-informed:if-match';

const requester = createParamDecorator((need: 'required' | undefined, context: ExecutionContext): Requester => {
  const said = ifMatch(context.switchToHttp().getRequest<Request>().get('if-match'));
  if (said === undefined && need === 'required') throw ifMatchRequired();
  return requesterOf(said === 'any' ? undefined : said);
});

/**
 * Who asks, and the versions that they may mean. `@WhoAsks('required')` refuses with 428 where the header is missing.
 */
export const WhoAsks =
  (need?: 'required'): ParameterDecorator =>
  (target, name, index) => {
    requester(need)(target, name, index);
    Reflect.defineMetadata(IF_MATCH, need ?? 'optional', (target as Record<string | symbol, object>)[name!]!);
  };

/** Whether a handler heeds If-Match, and whether it must come. */
export function ifMatchOf(handler: object): 'required' | 'optional' | undefined {
  return Reflect.getMetadata(IF_MATCH, handler) as 'required' | 'optional' | undefined;
}
