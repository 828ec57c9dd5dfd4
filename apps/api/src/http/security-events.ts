import { createHmac, randomBytes } from 'node:crypto';
import { currentRequest } from '@kept-informed/access';
import { tellSecurity, type SecurityEvent } from '@kept-informed/runtime';
import type { Request } from 'express';
import type { Problem } from './problem.js';

const events: ReadonlyMap<number, SecurityEvent> = new Map([
  [401, 'authn_login_fail'],
  [403, 'authz_fail'],
  [429, 'excess_rate_limit_exceeded'],
]);

/** Tells the security log of a request that was refused for who sent it, or how often. */
export function tellOfRefusal({ status, code, requestId }: Problem, request: Request): void {
  const event = events.get(status);
  if (event === undefined) return;
  const { principal } = currentRequest();
  const { method } = request;
  const about = principal ? [principal.staffId, patternOf(request)] : [];
  tellSecurity(event, about, { because: code, method, request: requestId, from: placeOf(request.ip) });
}

/** The pattern of its route, so that nothing from an address gets into the log. */
export const patternOf = ({ route }: Request): string => (route as { path?: string } | undefined)?.path ?? 'none';

/** As long as this process lives, the same address is the same code; nobody reads an address, which is somebody's, from it. */
const key = randomBytes(32);

function placeOf(address: string | undefined): string | undefined {
  return address && createHmac('sha256', key).update(address).digest('hex').slice(0, 12);
}
