import type { Request, RequestHandler } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';
import { ProblemException } from './problem.js';

/**
 * At most so many requests a minute of one asker, who is an address unless `askerOf` says otherwise; more are refused with 429
 * and told when to come again.
 */
export function atMost(perMinute: number, askerOf?: (request: Request) => string): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(askerOf && ({ keyGenerator: askerOf } satisfies Partial<Options>)),
    // Anybody may send the header; whose is believed is said by TRUSTED_PROXIES, and the library would warn of the others'.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next, { windowMs }) =>
      next(
        new ProblemException(429, 'too-many-requests', 'Too many requests', {
          headers: { 'Retry-After': String(Math.ceil(windowMs / 1_000)) },
        }),
      ),
  });
}
