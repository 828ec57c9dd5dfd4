import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

/** The browsable description needs its own scripts and styles; nothing else here is a page. */
const PAGES = ['/api/docs'];

/** Headers for answers that no browser has to run: nothing may be loaded, framed, guessed at or kept by a cache. */
export function security({ production }: { production: boolean }): RequestHandler {
  const strictTransportSecurity = production && { maxAge: 31_536_000, includeSubDomains: true };
  const data = helmet({
    strictTransportSecurity,
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  const page = helmet({
    strictTransportSecurity,
    // Without upgrade-insecure-requests: a clone runs over plain HTTP.
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null, frameAncestors: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' },
  });
  return (request: Request, response: Response, next: NextFunction) => {
    if (PAGES.some((path) => request.path === path || request.path.startsWith(`${path}/`))) {
      return page(request, response, next);
    }
    response.setHeader('Cache-Control', 'no-store');
    return data(request, response, next);
  };
}
