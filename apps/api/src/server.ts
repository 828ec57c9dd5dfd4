import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { embeddedProvider } from '@kept-informed/access';
import { Refused } from '@kept-informed/decisions';
import { UnitOfWork } from '@kept-informed/event-store';
import type { FollowUpParts } from '@kept-informed/follow-up';
import { ErasuresOutside, People } from '@kept-informed/people';
import type { NextFunction, Request, Response } from 'express';
import { ApiModule } from './api.module.js';
import type { ApiConfiguration } from './configuration.js';
import { serveMetrics } from './health/metrics-server.js';
import { Metrics } from './health/metrics.js';
import { answerBrokenRequests } from './http/broken-requests.js';
import { shorterInstants } from './http/instants.js';
import { KnownNames } from './http/known-names.js';
import { answerTheRest, usePlumbing } from './http/plumbing.js';
import { keepIdleConnections, trustedProxies } from '@kept-informed/runtime';
import { describeApi } from './openapi/describe-api.js';

export interface RunningApi {
  /** Where it answers, such as http://127.0.0.1:3000. */
  readonly url: string;
  /** Where the figures answer without a token, if they have a port of their own. */
  readonly metricsUrl?: string;
  /** Takes no more requests and lets those under way end. */
  close(): Promise<void>;
}

const base = '/api/v1';
/** Where files may be sent. */
const uploadsAt = /^\/api\/v1\/imports\/?$/;

interface WithBacklog {
  listen(port: number, host: string, backlog: number): Promise<unknown>;
}

/** After a restart all who listen to the alerts come again at once; Node's own 511 would turn the rest away. */
const backlog = 4_096;
/** Health and metrics answer at the root too, where probes look for them. */
function probesAtRoot(request: Request, _: Response, next: NextFunction): void {
  if (/^\/(health\/(live|ready)|metrics)$/.test(request.path)) request.url = `${base}${request.url}`;
  next();
}

/** What answers at the API's address beside it, given where that is once it is known. */
export interface BesideApi {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** What the API answers itself, or what it runs. */
const ours = /^\/(api|oidc|health|metrics)(\/|$)/;

function besides({ listener }: BesideApi) {
  return (request: Request, response: Response, next: NextFunction) =>
    ours.test(request.path) ? next() : listener(request, response);
}

/**
 * Starts the API. Without a configured issuer it runs the built-in OpenID provider, which refuses production. `beside`: what
 * answers whatever is not the API's.
 */
export async function startApi(
  parts: FollowUpParts,
  configuration: ApiConfiguration,
  logger: LoggerService,
  beside?: (url: () => string) => Promise<BesideApi>,
): Promise<RunningApi> {
  const { issuer, homeFolder, production, audience, port, host, listOfErasures } = configuration;
  let url = '';
  const embedded = issuer
    ? undefined
    : await embeddedProvider({ publicUrl: () => url, home: homeFolder, production, audience });
  const module = ApiModule.forRoot(parts, configuration, embedded);
  const app = await NestFactory.create<NestExpressApplication>(module, { bodyParser: false, logger });
  const other = await beside?.(() => url);
  app.setGlobalPrefix(base);
  if (other) app.use(besides(other));
  app.use(shorterInstants);
  app.use(probesAtRoot);
  usePlumbing(app, {
    ...configuration,
    production,
    embedded,
    trustedProxies: trustedProxies(configuration.trustedProxies),
    multipartAt: uploadsAt,
  });
  app.useGlobalPipes(app.get(KnownNames));
  describeApi(app);
  if (listOfErasures !== undefined) await agreeOnErasures(app, new ErasuresOutside(listOfErasures));
  await preparePeople(app, logger);
  await app.init();
  answerTheRest(app);
  const server: Server = app.getHttpServer();
  answerBrokenRequests(server);
  keepIdleConnections(server);
  // Nest's types know of no backlog, Node's server does.
  await (app as unknown as WithBacklog).listen(port, host, backlog);
  url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const figures = await figuresOf(app, configuration);
  return {
    url,
    metricsUrl: figures && `http://127.0.0.1:${(figures.address() as AddressInfo).port}/metrics`,
    close: async () => {
      figures?.close();
      figures?.closeAllConnections();
      await stop(app);
      await other?.close();
    },
  };
}

/** Nobody is served who was erased since this database was put by; the list outside is told of those whom it has missed. */
async function agreeOnErasures(app: NestExpressApplication, outside: ErasuresOutside): Promise<void> {
  await outside.add(await outside.compared(app.get(UnitOfWork)));
}

/** Where nothing opens what is kept of people, they cannot be read or kept; all else is served. */
async function preparePeople(app: NestExpressApplication, logger: LoggerService): Promise<void> {
  try {
    await app.get(People).prepare();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    logger.error(`What is kept of people cannot be read here: ${error.refusal.code}`);
  }
}

async function figuresOf(app: NestExpressApplication, { metricsPort, host }: ApiConfiguration) {
  return metricsPort === undefined ? undefined : serveMetrics(app.get(Metrics), metricsPort, host);
}

/** So that a process that is asked to stop has within 5 s. */
const longestAnswer = 4_000;

/**
 * Node lets connections live that are in use, and a busy client asks again on its own before it is ever found idle: the
 * server would never end (seen: 3 min). So every answer from now on is the last on its connection, and whoever is found
 * idle is let go.
 */
async function stop(app: NestExpressApplication): Promise<void> {
  const server: Server = app.getHttpServer();
  server.prependListener('request', (_, response: ServerResponse) => response.setHeader('connection', 'close'));
  const lettingGo = setInterval(() => server.closeIdleConnections(), 50);
  const cutting = setTimeout(() => server.closeAllConnections(), longestAnswer);
  try {
    await app.close();
  } finally {
    clearInterval(lettingGo);
    clearTimeout(cutting);
  }
}
