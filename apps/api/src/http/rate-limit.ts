import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { ProblemException } from './problem.js';

/** At most so many requests a minute from one address; more are refused with 429 and told when to come again. */
export function atMost(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next, { windowMs }) =>
      next(
        new ProblemException(429, 'too-many-requests', 'Too many requests', {
          headers: { 'Retry-After': String(Math.ceil(windowMs / 1_000)) },
        }),
      ),
  });
}
