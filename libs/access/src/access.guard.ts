import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { accessTo } from './access.decorators.js';
import { AccessRefused, roleMissing, tokenMissing } from './access-refused.js';
import type { Principal } from './principal.js';
import { rememberPrincipal } from './request-context.js';
import { TokenVerifier } from './token-verifier.js';

interface GuardedRequest {
  headers: { authorization?: string };
  principal?: Principal;
}

interface GuardedResponse {
  setHeader(name: string, value: string): unknown;
}

const BEARER = /^Bearer +([^\s]+) *$/i;

/** Stands before every route. What is not declared open needs a good token with a role that the route names. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = accessTo(this.reflector, context);
    if (access?.open) return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    try {
      const principal = await this.principalOf(request);
      if (!access?.roles.some((role) => principal.roles.includes(role))) throw roleMissing();
    } catch (refused) {
      if (refused instanceof AccessRefused) challenge(context, refused);
      throw refused;
    }
    return true;
  }

  private async principalOf(request: GuardedRequest): Promise<Principal> {
    const header = request.headers.authorization;
    const token = header === undefined ? undefined : BEARER.exec(header)?.[1];
    if (token === undefined) throw tokenMissing();
    const principal = await this.verifier.verify(token);
    request.principal = principal;
    rememberPrincipal(principal);
    return principal;
  }
}

function challenge(context: ExecutionContext, refused: AccessRefused): void {
  const response = context.switchToHttp().getResponse<GuardedResponse>();
  for (const [name, value] of Object.entries(refused.headers)) response.setHeader(name, value);
}
