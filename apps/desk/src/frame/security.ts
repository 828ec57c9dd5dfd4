import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { CrossSite } from './page-trouble.js';

interface PageSecurity {
  readonly production: boolean;
  /** Where the provider of the sign-in lives: signing out leads there from a form. */
  readonly providerOrigin: () => string;
}

/** Nothing is loaded from elsewhere, run in line, framed, or kept by a cache. */
export function pageSecurity({ production, providerOrigin }: PageSecurity): RequestHandler {
  const headers = helmet({
    strictTransportSecurity: production && { maxAge: 31_536_000, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: false,
  });
  return (request: Request, response: Response, next: NextFunction) => {
    const nonce = randomBytes(16).toString('base64');
    response.locals['nonce'] = nonce;
    response.setHeader(
      'Content-Security-Policy',
      [
        "default-src 'none'",
        `script-src 'self' 'nonce-${nonce}'`,
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        // A form's answer may lead on to the sign-in, which browsers count as the form's own aim.
        `form-action 'self' ${providerOrigin()}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
    response.setHeader('Cache-Control', 'no-store');
    headers(request, response, next);
  };
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whatever changes something comes from a page of the desk. Browsers say so themselves, and nothing of it runs out while
 * somebody types: the cookie is not sent from elsewhere (SameSite), and `Sec-Fetch-Site`, or `Origin` of older ones, tells.
 * `besides`: what others than browsers send.
 */
export function sameSite(besides: ReadonlySet<string>): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (reads.has(request.method) || besides.has(request.path)) return next();
    next(isOwn(request) ? undefined : new CrossSite());
  };
}

function isOwn(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.get('host');
}

/** Leads whoever came by another name of this machine to the address by which everything knows it. */
export function atOneAddress(publicUrl: () => string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const { origin, host } = new URL(publicUrl());
    if (request.method !== 'GET' || request.get('host') === host) return next();
    response.redirect(303, `${origin}${request.originalUrl}`);
  };
}
