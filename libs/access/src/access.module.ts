import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { type IssuerKeys, discoveredKeys } from './issuer-keys.js';
import { RoutesAreGuarded } from './routes-are-guarded.js';
import { TokenVerifier } from './token-verifier.js';

export interface AccessOptions {
  /** The OpenID provider, exactly as its tokens name it. */
  issuer?: string;
  /** What a token must be meant for. */
  audience: string;
  /** The claim with the roles, or a dotted path to it; `roles` by default. */
  rolesClaim?: string;
  /** The claim with the staff id, or a dotted path to it; `staff_id` by default. */
  staffClaim?: string;
  /** The built-in provider, where no issuer is configured. Its keys are used from memory. */
  embedded?: IssuerKeys;
}

/** Sign-in for a whole application: the guard before every route and the check that none was forgotten. */
@Module({})
export class AccessModule {
  static forRoot(options: AccessOptions): DynamicModule {
    const keys = keysFor(options);
    const { audience, rolesClaim = 'roles', staffClaim = 'staff_id' } = options;
    const verifier = new TokenVerifier(keys, { audience, rolesClaim, staffClaim });
    return {
      module: AccessModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: TokenVerifier, useValue: verifier },
        { provide: APP_GUARD, useClass: AccessGuard },
        RoutesAreGuarded,
      ],
      exports: [TokenVerifier],
    };
  }
}

function keysFor({ issuer, embedded }: AccessOptions): IssuerKeys {
  if (issuer && embedded) throw new Error('Sign-in has one issuer: either a configured one or the built-in provider');
  if (embedded) return embedded;
  if (issuer) return discoveredKeys(issuer);
  throw new Error('Sign-in needs an issuer or the built-in provider');
}
