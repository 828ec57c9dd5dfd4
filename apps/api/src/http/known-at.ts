import { SetMetadata, StreamableFile } from '@nestjs/common';
import { parseInstant, type Instant } from '@kept-informed/calendar';
import { refuse } from '@kept-informed/decisions';
import { InstantField } from '@kept-informed/fields';
import type { Request } from 'express';
import { asText } from './page.js';

const KNOWN = 'kept-informed:known-at';

/** Answers what was known at `knownAt`; all other questions refuse it. */
export const AnswersAsKnown = (): MethodDecorator => SetMetadata(KNOWN, true);

/** Whether a handler answers as known at an instant. */
export const answersAsKnown = (handler: object): boolean => Reflect.getMetadata(KNOWN, handler) === true;

/** Refuses a question about what was known at a time to which only today's answer could be given. */
export function requireKnown(handler: object, { method, query }: Request): void {
  if (method !== 'GET' || query['knownAt'] === undefined || answersAsKnown(handler)) return;
  throw refuse(
    'known-at-not-supported',
    '?knownAt',
    'This is answered as it is now; it cannot be asked as known then.',
  );
}

/** The answer with the instant that was asked for, where it does not say it by itself. */
export function withKnownAt({ query }: Request, body: unknown): unknown {
  const { knownAt } = query;
  if (typeof knownAt !== 'string' || typeof body !== 'object' || body instanceof StreamableFile) return body;
  return { knownAt: parseInstant(knownAt), ...body };
}

/** What every question takes that can be answered as known then. */
export class KnownAtQuery {
  @InstantField({
    ...asText,
    description: 'As was recorded by then; now if left out. People are told as they are now.',
  })
  knownAt?: Instant;
}
