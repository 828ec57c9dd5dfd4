import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { accessTo } from './access.decorators.js';
import { AccessRefused, roleMissing } from './access-refused.js';
import { isAmong } from './principal.js';
import { signIn, type SignedRequest } from './sign-in.js';
import { TokenVerifier } from './token-verifier.js';

interface GuardedResponse {
  setHeader(name: string, value: string): unknown;
}

/** Stands before every route. What is not declared open needs a good token with a role or scope that the route names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessTo(this.reflector, context);
    if (access?.open) return true;
    const request = context.switchToHttp().getRequest<SignedRequest>();
    try {
      const principal = await signIn(request, this.verifier);
      if (!access || !isAmong(access.parties, principal)) throw roleMissing();
    } catch (refused) {
      if (refused instanceof AccessRefused) challenge(context, refused);
      throw refused;
    }
    return true;
  }
}

function challenge(context: ExecutionContext, refused: AccessRefused): void {
  const response = context.switchToHttp().getResponse<GuardedResponse>();
  for (const [name, value] of Object.entries(refused.headers)) response.setHeader(name, value);
}
