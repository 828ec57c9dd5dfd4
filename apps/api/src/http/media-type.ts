import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { unsupportedMediaType } from './problem.js';

const JSON_TYPES = ['application/json', 'application/*+json'];

/** What counts as JSON for the body parser too. */
export const jsonTypes = [...JSON_TYPES];

/** Bodies come as JSON; only where `multipartAt` matches the path may files be sent. Everything else: 415. */
export function mediaType(multipartAt: RegExp | undefined): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (!carriesBody(request) || request.is(JSON_TYPES)) return next();
    const ofFile = multipartAt?.test(request.path) ?? false;
    if (ofFile && request.is('multipart/form-data')) return next();
    return next(unsupportedMediaType({ ofFile }));
  };
}

/** Whether a request says that a body follows. */
export function carriesBody(request: Request): boolean {
  if (request.headers['transfer-encoding'] !== undefined) return true;
  return Number(request.headers['content-length'] ?? 0) > 0;
}
