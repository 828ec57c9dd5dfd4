import { createHmac, randomBytes } from 'node:crypto';
import { currentRequest, type Principal } from '@kept-informed/access';
import { tellSecurity, type SecurityEvent } from '@kept-informed/runtime';
import type { Request } from 'express';
import type { Problem } from './problem.js';

const events: ReadonlyMap<number, SecurityEvent> = new Map([
  [400, 'input_validation_fail'],
  [401, 'authn_login_fail'],
  [403, 'authz_fail'],
  [413, 'input_validation_fail'],
  [415, 'input_validation_fail'],
  [429, 'excess_rate_limit_exceeded'],
]);

/** What the domain refuses is no fault of the request's form. */
const eventOf = ({ status, code }: Problem) => (code === 'invalid' ? 'input_validation_fail' : events.get(status));

/**
 * Tells the security log of a request that was refused for who sent it, how often, or how it is made: of that the code alone, for
 * names of fields may be anything.
 */
export function tellOfRefusal(problem: Problem, request: Request): void {
  const event = eventOf(problem);
  if (event === undefined) return;
  const { principal } = currentRequest();
  const about = principal ? [principal.staffId, patternOf(request)] : [];
  tellSecurity(event, about, { because: problem.code, method: request.method, ...whence(request, problem.requestId) });
}

/** Tells it of a token that was found good and had not been seen by this process. */
export function tellOfSignIn({ staffId }: Principal, request: Request): void {
  tellSecurity('authn_login_success', [staffId], whence(request, currentRequest().requestId));
}

const whence = ({ ip }: Request, requestId: string) => ({ request: requestId, from: placeOf(ip) });

/** The pattern of its route, so that nothing from an address gets into the log. */
export const patternOf = ({ route }: Request): string => (route as { path?: string } | undefined)?.path ?? 'none';

/** As long as this process lives, the same address is the same code; nobody reads an address, which is somebody's, from it. */
const key = randomBytes(32);

function placeOf(address: string | undefined): string | undefined {
  return address && createHmac('sha256', key).update(address).digest('hex').slice(0, 12);
}
