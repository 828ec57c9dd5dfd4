import { type Principal, isSignedIn, signIn, type TokenVerifier } from '@kept-informed/access';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { carriesBody } from './media-type.js';
import { tellOfSignIn } from './security-events.js';

interface Limits {
  readonly byAddress: RequestHandler;
  readonly bySubject: RequestHandler;
}

/**
 * Looks at the token before anything else is read of a request. Whoever is signed in is counted by who they are, whatever
 * proxy or station they share; a token that is not known yet, and a request without one, are counted by address before
 * anything is worked out for them. Nobody's body is read: what an open route or a refusal needs is in the head.
 */
export function lookAtToken(verifier: TokenVerifier, { byAddress, bySubject }: Limits): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (isSignedIn(request, verifier)) return bySubject(request, response, next);
    return byAddress(request, response, (refused?: unknown) => {
      if (refused) return next(refused);
      signIn(request, verifier).then(
        (principal) => (tellOfSignIn(principal, request), bySubject(request, response, next)),
        // Without a body the route says itself whom it lets in.
        (error: unknown) => (carriesBody(request) ? next(error) : next()),
      );
    });
  };
}

/** Who sent a request that has been looked at. */
export function subjectOf(request: Request): string {
  return (request as { principal?: Principal }).principal!.subject;
}
