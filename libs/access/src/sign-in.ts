import type { Principal } from './principal.js';
import { rememberPrincipal } from './request-context.js';
import { tokenMissing } from './access-refused.js';
import type { TokenVerifier } from './token-verifier.js';

/** A request, as far as signing in goes. */
export interface SignedRequest {
  headers: { authorization?: string };
  /** Who it is from, once that is known. */
  principal?: Principal;
}

const BEARER = /^Bearer +([^\s]+) *$/i;

/** The bearer token that came with a request; undefined: none did. */
function tokenOf({ headers: { authorization } }: SignedRequest): string | undefined {
  return authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
}

/** Notes on a request whom it is from. */
function signedInAs(request: SignedRequest, principal: Principal): Principal {
  request.principal = principal;
  rememberPrincipal(principal);
  return principal;
}

/** Whether somebody sent it whose token was found good before: nothing has to be worked out for it. */
export function isSignedIn(request: SignedRequest, verifier: TokenVerifier): boolean {
  const token = tokenOf(request);
  const known = token === undefined ? undefined : verifier.remembered(token);
  if (known) signedInAs(request, known);
  return known !== undefined;
}

/** Whom a request is from. Throws `AccessRefused` where it carries no token, or none that can be trusted. */
export async function signIn(request: SignedRequest, verifier: TokenVerifier): Promise<Principal> {
  if (request.principal) return request.principal;
  const token = tokenOf(request);
  if (token === undefined) throw tokenMissing();
  return signedInAs(request, await verifier.verify(token));
}
