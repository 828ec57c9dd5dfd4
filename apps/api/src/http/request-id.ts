import { randomUUID } from 'node:crypto';
import { withRequest } from '@kept-informed/access';
import type { NextFunction, Request, Response } from 'express';

const SANE = /^[A-Za-z0-9._-]{1,64}$/;

/** Gives every request an id: the one it brought, where that is sane, else a new one. The answer carries it too. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const brought = request.get('x-request-id');
  const id = brought !== undefined && SANE.test(brought) ? brought : randomUUID();
  response.setHeader('X-Request-Id', id);
  withRequest({ requestId: id }, next);
}
