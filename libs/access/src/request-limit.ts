import type { Request, RequestHandler } from 'express';
import { rateLimit, type Options } from 'express-rate-limit';

interface RequestLimit {
  /** Who asks; an address where it is not said. */
  readonly askerOf?: (request: Request) => string;
  /** What is thrown at whoever asks more, who may come again after so many seconds. */
  readonly refusal: (seconds: number) => Error;
}

/** At most so many requests a minute of one asker; more are refused, and told when to come again. */
export function atMost(perMinute: number, { askerOf, refusal }: RequestLimit): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    ...(askerOf && ({ keyGenerator: askerOf } satisfies Partial<Options>)),
    // Anybody may send the header; whose is believed is said by TRUSTED_PROXIES, and the library would warn of the others'.
    validate: { xForwardedForHeader: false },
    handler: (_request, _response, next, { windowMs }) => next(refusal(Math.ceil(windowMs / 1_000))),
  });
}
