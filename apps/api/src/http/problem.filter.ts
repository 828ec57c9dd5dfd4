import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { kindOf } from '@kept-informed/runtime';
import type { Request, Response } from 'express';
import { methodsAt } from './methods-at.js';
import { methodNotAllowed } from './problem.js';
import { problemOf } from './problem-of.js';
import { tellOfRefusal } from './security-events.js';

const logger = new Logger('Problem');

/** Every error leaves as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }
}

/** What is logged: whoever asked can do nothing about it. */
const unforeseen: ReadonlySet<string> = new Set(['internal-error', 'database-unavailable', 'took-too-long']);

/** What a handler said of an answer that could then not be given: what it recorded was not stored. */
const ofTheAnswer = ['ETag', 'Location', 'Link', 'Content-Disposition'];

/** Tells the asker what went wrong. What nobody foresaw is logged once, with its request id. */
export function answerProblem(thrown: unknown, request: Request, response: Response): void {
  const { requestId, brought } = currentRequest();
  const { problem, headers } = problemOf(foundElsewhere(thrown, request) ?? thrown, requestId);
  tellOfRefusal(problem, request);
  if (unforeseen.has(problem.code)) logger.error(`${requestId}${asBrought(brought)} ${placeOf(thrown)}`);
  // A stream that has begun cannot turn into a problem any more: cut it, so that nobody takes it for whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  for (const header of ofTheAnswer) response.removeHeader(header);
  response.status(problem.status).set(headers).type('application/problem+json').send(JSON.stringify(problem));
}

/** The router says "not found" also where only the method is wrong. */
function foundElsewhere(thrown: unknown, request: Request): Error | undefined {
  const byRouter =
    thrown instanceof NotFoundException && thrown.message === `Cannot ${request.method} ${request.originalUrl}`;
  if (!byRouter) return undefined;
  const allowed = methodsAt(request);
  return allowed.length > 0 ? methodNotAllowed(allowed) : undefined;
}

const asBrought = (id: string | undefined): string => (id === undefined ? '' : ` (brought as ${id})`);

/** What kind of error it was and where. */
function placeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `thrown: ${typeof thrown}`;
  const frames = /(?:\n {4}at .*)+$/.exec(thrown.stack ?? '')?.[0] ?? '';
  return `${kindOf(thrown)}${frames}`;
}
