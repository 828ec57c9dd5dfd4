import { IntField, Text } from '@kept-informed/fields';
import { Env } from './configuration.js';
import { unlessReadable, unlessUrl, type ProcessConfiguration } from './process-configuration.js';
import { trustedProxies } from './trusted-proxies.js';

/** What whoever answers people and other systems reads beside: where, who says who they are, and how often they may ask. */
// TypeScript takes a class as a mixin by this shape alone.
// oxlint-disable-next-line typescript/no-explicit-any
export function withCallers<Base extends new (...none: any[]) => ProcessConfiguration>(Configuration: Base) {
  class WithCallers extends Configuration {
    /** Where it answers, as a process of its own; 0 lets the system choose. */
    @Env('PORT')
    @IntField({ min: 0, max: 65_535 })
    port: number = 3000;

    /** The address to listen on; this machine only unless told otherwise. */
    @Env('HOST')
    @Text({ max: 256 })
    host: string = '127.0.0.1';

    /** The OpenID provider; with the embedded database it may be left out, and the built-in one is used. */
    @Env('OIDC_ISSUER')
    @Text({ max: 2_048, optional: true })
    issuer?: string;

    /** The claim that names the roles, or a dotted path to it. */
    @Env('OIDC_ROLES_CLAIM')
    @Text({ max: 256 })
    rolesClaim: string = 'roles';

    /** The claim that names the member of staff, or a dotted path to it; `sub` where subjects are staff ids. */
    @Env('OIDC_STAFF_CLAIM')
    @Text({ max: 256 })
    staffClaim: string = 'staff_id';

    /** How many requests a minute one who is signed in may make. */
    @Env('REQUESTS_PER_MINUTE')
    @IntField({ min: 1, max: 10_000_000 })
    requestsPerMinute: number = 6_000;

    /** How many requests a minute may come from one address of those of whom nobody knows yet who they are. */
    @Env('REQUESTS_BEFORE_SIGN_IN')
    @IntField({ min: 1, max: 10_000_000 })
    requestsBeforeSignIn: number = 600;

    /** Proxies that are believed where a request came from: addresses and networks, separated by commas. */
    @Env('TRUSTED_PROXIES')
    @Text({ max: 2_048, optional: true })
    trustedProxies?: string;

    override problems(): string[] {
      return [
        ...super.problems(),
        ...unlessReadable('TRUSTED_PROXIES', () => trustedProxies(this.trustedProxies)),
        ...unlessUrl('OIDC_ISSUER', this.issuer, ['https:', 'http:'], 'an https:// address'),
      ];
    }
  }
  return WithCallers;
}
