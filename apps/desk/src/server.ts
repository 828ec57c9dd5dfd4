import { createHmac, randomUUID } from 'node:crypto';
import type { RequestListener, Server } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { atMost, browserClientId, browserClientSecret, type Principal, withRequest } from '@kept-informed/access';
import { UnitOfWork } from '@kept-informed/event-store';
import type { FollowUpParts } from '@kept-informed/follow-up';
import { ErasuresOutside, keeperOf } from '@kept-informed/people';
import { keepIdleConnections, trustedProxies } from '@kept-informed/runtime';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import type { DeskConfiguration } from './configuration.js';
import { Assets } from './frame/assets.js';
import { cleanAddress, cleanForm } from './frame/clean-text.js';
import { PageErrorFilter } from './frame/page-error.filter.js';
import { NoSuchPage, TooManyRequests } from './frame/page-trouble.js';
import { PageRenderer } from './frame/page-renderer.js';
import { atOneAddress, pageSecurity, sameSite } from './frame/security.js';
import { Writers } from './frame/writers.js';
import { PagesModule } from './pages.module.js';
import { SignInProvider } from './sign-in/provider.js';
import { knownBySession, sessions } from './sign-in/sessions.js';

/** The desk, ready to answer. */
export interface PreparedDesk {
  readonly listener: RequestListener;
  /** Answers at an address of its own. */
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
}

/** What the provider of the sign-in sends, which is no browser. */
const notFromBrowsers = new Set(['/sign-out/back-channel']);
const longestForm = '256kb';

/**
 * Puts the desk together. `publicUrl`: where browsers reach it; the built-in sign-in, where no issuer is configured, is below
 * `/oidc` there.
 */
export async function prepareDesk(
  parts: FollowUpParts,
  configuration: DeskConfiguration,
  publicUrl: () => string,
  logger: LoggerService,
): Promise<PreparedDesk> {
  const { production, environment } = configuration;
  const provider = providerOf(configuration, publicUrl);
  const assets = new Assets();
  const { clock, directory, database } = parts;
  const writers = new Writers(configuration.peopleKeys());
  const rendering = new PageRenderer({ assets, clock, directory, writers, isStrict: environment === 'test' });
  const errors = new PageErrorFilter(rendering);
  const kept = sessions({ database, secure: production, secret: cookieSecret(configuration) });
  const { listOfErasures } = configuration;
  const outside = listOfErasures === undefined ? undefined : new ErasuresOutside(listOfErasures);
  const keeper = keeperOf(configuration);
  const module = PagesModule.forRoot(parts, { rendering, provider, writers, keeper, outside });
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, logger });
  await outside?.compared(app.get(UnitOfWork));
  app.disable('x-powered-by');
  app.disable('etag');
  // Who looked is kept with where from.
  app.set('trust proxy', trustedProxies(configuration.trustedProxies));
  app.use((_: Request, response: Response, next: NextFunction) => {
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    withRequest({ requestId }, next);
  });
  app.use(pageSecurity({ production, providerOrigin: provider.origin }));
  app.use('/assets', assets.handler);
  // The built-in sign-in leads back to one address alone, and cookies do not go from `localhost` to 127.0.0.1.
  if (configuration.issuer === undefined) app.use(atOneAddress(publicUrl));
  app.use(cleanAddress, sameSite(notFromBrowsers));
  app.use(kept.handler, knownBySession, limits(configuration));
  app.useBodyParser('urlencoded', { extended: false, limit: longestForm, parameterLimit: 1_000 });
  app.use(cleanForm);
  app.useGlobalFilters(errors);
  await app.init();
  const express = app.getHttpAdapter().getInstance() as Express;
  express.use((_request: Request, _response: Response, next: NextFunction) => next(new NoSuchPage()));
  express.use((thrown: unknown, request: Request, response: Response, _next: NextFunction) =>
    errors.answer(thrown, request, response),
  );
  return {
    listener: express,
    listen: async (port, host) => {
      keepIdleConnections(app.getHttpServer() as Server);
      await app.listen(port, host);
      return (await app.getUrl()).replace('[::1]', '127.0.0.1');
    },
    close: async () => {
      kept.close();
      (app.getHttpServer() as Server).closeIdleConnections();
      await app.close();
    },
  };
}

/** Whoever is signed in is counted by who they are, and all others, for whom a sign-in is kept too, by their address. */
function limits({ requestsPerMinute, requestsBeforeSignIn }: DeskConfiguration): RequestHandler {
  const refusal = () => new TooManyRequests();
  const byAddress = atMost(requestsBeforeSignIn, { refusal });
  const askerOf = (request: Request) => principalOf(request)!.subject;
  const bySubject = atMost(requestsPerMinute, { askerOf, refusal });
  return (request: Request, response: Response, next: NextFunction) =>
    (principalOf(request) ? bySubject : byAddress)(request, response, next);
}

const principalOf = (request: Request): Principal | undefined => (request as { principal?: Principal }).principal;

function providerOf(configuration: DeskConfiguration, publicUrl: () => string): SignInProvider {
  const { issuer, clientId, clientSecret, rolesClaim, staffClaim } = configuration;
  const client =
    issuer === undefined
      ? { issuer: () => `${publicUrl()}/oidc`, clientId: browserClientId, clientSecret: browserClientSecret }
      : { issuer: () => issuer, clientId: clientId!, clientSecret };
  return new SignInProvider({ ...client, publicUrl, rolesClaim, staffClaim });
}

/** The same for all processes of the desk. What a cookie holds cannot be guessed; the signature is beside that. */
function cookieSecret({ clientSecret = '', issuer = '' }: DeskConfiguration): string {
  return createHmac('sha256', `${clientSecret} ${issuer}`).update('cookies of the desk').digest('base64url');
}
