import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { kindOf, type SecurityEvent, tellSecurity } from '@kept-informed/runtime';
import type { Request, Response } from 'express';
import { errorModel, errorPage, statusOf } from './error-page.js';
import { keptAt } from './form-drafts.js';
import { SignInNeeded } from './page-trouble.js';
import type { PageRenderer } from './page-renderer.js';

const logger = new Logger('Desk');

/** Of what the security log is told. */
const told: ReadonlyMap<number, SecurityEvent> = new Map([
  [403, 'authz_fail'],
  [429, 'excess_rate_limit_exceeded'],
]);

/** Every error leaves as a page in plain words; whoever has to sign in is led there. */
@Catch()
export class PageErrorFilter implements ExceptionFilter {
  constructor(private readonly rendering: PageRenderer) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }

  answer(thrown: unknown, request: Request, response: Response): void {
    const { requestId, principal } = currentRequest();
    const status = statusOf(thrown);
    if (thrown instanceof SignInNeeded && (thrown.keptAt !== undefined || isNavigation(request))) {
      response.redirect(303, `/sign-in?to=${encodeURIComponent(thrown.keptAt ?? request.originalUrl)}`);
      return;
    }
    const event = told.get(status);
    if (event) tellSecurity(event, [principal?.staffId ?? 'nobody', patternOf(request)]);
    if (status === 500) logger.error(`${requestId} ${placeOf(thrown)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const shown = errorPage.with(errorModel(thrown, { requestId, keptAt: keptAt(response) }), status);
    response
      .status(status)
      .type('html')
      .send(this.rendering.html(shown, request, response));
  }
}

/** The pattern of its route, so that nothing from an address gets into the log. */
const patternOf = ({ route }: Request): string => (route as { path?: string } | undefined)?.path ?? 'none';

/** A page that is gone to, and not one that a script or a picture asks for: those must not begin a sign-in of their own. */
function isNavigation(request: Request): boolean {
  return request.method === 'GET' && (request.get('sec-fetch-mode') ?? 'navigate') === 'navigate';
}

/** What kind of error it was and where; never its message, which may repeat what somebody typed. */
function placeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `thrown: ${typeof thrown}`;
  return `${kindOf(thrown)}${/(?:\n {4}at .*)+$/.exec(thrown.stack ?? '')?.[0] ?? ''}`;
}
