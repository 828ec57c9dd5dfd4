import { randomUUID } from 'node:crypto';
import { withRequest } from '@kept-informed/access';
import type { NextFunction, Request, Response } from 'express';

const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Gives every request an id, which the answer carries and facts keep for ever: so it is never one that somebody brought. The
 * one that it brought, where that is sane, only stands beside it in the log.
 */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const id = randomUUID();
  const brought = request.get('x-request-id');
  response.setHeader('X-Request-Id', id);
  withRequest({ requestId: id, ...(brought !== undefined && SANE.test(brought) && { brought }) }, next);
}
