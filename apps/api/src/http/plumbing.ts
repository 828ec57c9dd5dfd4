import type { NestExpressApplication } from '@nestjs/platform-express';
import { atMost, TokenVerifier, type EmbeddedProvider } from '@kept-informed/access';
import type { Express, NextFunction, Request, Response } from 'express';
import { checkBodyText } from './body-text.js';
import { jsonTypes, mediaType } from './media-type.js';
import { notFound } from './problem.js';
import { ProblemFilter, answerProblem } from './problem.filter.js';
import { requestId } from './request-id.js';
import { security } from './security.js';
import { lookAtToken, subjectOf } from './sign-in.js';
import { tooManyRequests as refusal } from './too-many-requests.js';
import { RequestValidation } from './validation.js';

export interface PlumbingOptions {
  production: boolean;
  /** The built-in provider, answering under `/oidc`. */
  embedded?: EmbeddedProvider;
  /** Requests a minute of somebody who is signed in. */
  requestsPerMinute: number;
  /** Requests a minute of one address that come without a token that is known to be good. */
  requestsBeforeSignIn: number;
  /** Addresses and networks of proxies that are believed where a request came from. */
  trustedProxies: readonly string[];
  /** Paths that take files, such as the imports. */
  multipartAt?: RegExp;
}

/** Nest hands all of it to the parser and knows `verify` by no type of its own. */
const bodies = { limit: '1mb', type: jsonTypes, verify: checkBodyText };

/**
 * Everything that stands before and behind the routes. The application must have been made with `bodyParser: false`,
 * for the built-in provider reads its bodies itself and has to come before the parser.
 */
export function usePlumbing(app: NestExpressApplication, options: PlumbingOptions): void {
  app.disable('x-powered-by');
  // ETags are stream versions here; Express would add digests of its own.
  app.disable('etag');
  // A proxy that keeps an address to itself knows it by one spelling. Nest has made the router by now, so no setting reaches it.
  Object.assign((app.getHttpAdapter().getInstance() as Express).router, { caseSensitive: true });
  app.use(requestId);
  app.use(security(options));
  app.set('trust proxy', options.trustedProxies);
  const byAddress = atMost(options.requestsBeforeSignIn, { refusal });
  if (options.embedded) app.use('/oidc', byAddress, options.embedded.handler);
  const bySubject = atMost(options.requestsPerMinute, { askerOf: subjectOf, refusal });
  app.use(lookAtToken(app.get(TokenVerifier), { byAddress, bySubject }));
  app.use(mediaType(options.multipartAt));
  app.useBodyParser('json', bodies);
  app.useGlobalPipes(new RequestValidation());
  app.useGlobalFilters(new ProblemFilter());
}

/**
 * The last word, to be said after `app.init()`: Nest answers unknown addresses only below its prefix, and Express
 * would answer the others with a page of its own.
 */
export function answerTheRest(app: NestExpressApplication): void {
  const express = app.getHttpAdapter().getInstance() as Express;
  express.use((request: Request, response: Response) => answerProblem(notFound('address'), request, response));
  express.use((thrown: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerProblem(thrown, request, response),
  );
}
