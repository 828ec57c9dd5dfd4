import { IntField, Text } from '@kept-informed/fields';
import {
  Env,
  ForceConfiguration,
  trustedProxies,
  unlessReadable,
  unlessUrl,
  withErasuresFile,
  withPeopleKey,
} from '@kept-informed/runtime';

/** What the desk reads from its environment, with the defaults of a clone that was just started. */
export class DeskConfiguration extends withErasuresFile(withPeopleKey(ForceConfiguration)) {
  /** Where the desk answers, as a process of its own. */
  @Env('PORT')
  @IntField({ min: 0, max: 65_535 })
  port: number = 3000;

  @Env('HOST')
  @Text({ max: 256 })
  host: string = '127.0.0.1';

  /** Proxies that are believed where a request came from: addresses and networks, separated by commas. */
  @Env('TRUSTED_PROXIES')
  @Text({ max: 2_048, optional: true })
  trustedProxies?: string;

  /** How many requests a minute one who is signed in may make. */
  @Env('REQUESTS_PER_MINUTE')
  @IntField({ min: 1, max: 10_000_000 })
  requestsPerMinute: number = 6_000;

  /** How many requests a minute may come from one address of those who have not signed in. */
  @Env('REQUESTS_BEFORE_SIGN_IN')
  @IntField({ min: 1, max: 10_000_000 })
  requestsBeforeSignIn: number = 600;

  /** Where browsers reach the desk; the sign-in leads back there. */
  @Env('PUBLIC_URL')
  @Text({ max: 2_048, optional: true })
  publicUrl?: string;

  /** The OpenID provider; with the embedded database it may be left out, and the built-in one is used. */
  @Env('OIDC_ISSUER')
  @Text({ max: 2_048, optional: true })
  issuer?: string;

  /** As what the desk is known to the provider. */
  @Env('OIDC_CLIENT_ID')
  @Text({ max: 256, optional: true })
  clientId?: string;

  @Env('OIDC_CLIENT_SECRET')
  @Text({ max: 1_024, optional: true })
  clientSecret?: string;

  /** The claim of the ID token that names the roles, or a dotted path to it. */
  @Env('OIDC_ROLES_CLAIM')
  @Text({ max: 256 })
  rolesClaim: string = 'roles';

  /** The claim of the ID token that names the member of staff, or a dotted path to it. */
  @Env('OIDC_STAFF_CLAIM')
  @Text({ max: 256 })
  staffClaim: string = 'staff_id';

  override problems(): string[] {
    const missing = (name: string, value: string | undefined, why: string) =>
      value === undefined && !this.embedded ? [`${name}: Missing. ${why}`] : [];
    return [
      ...super.problems(),
      ...unlessReadable('TRUSTED_PROXIES', () => trustedProxies(this.trustedProxies)),
      ...unlessUrl('OIDC_ISSUER', this.issuer, ['https:', 'http:'], 'an https:// address'),
      ...unlessUrl('PUBLIC_URL', this.publicUrl, ['https:', 'http:'], 'an https:// address'),
      ...missing('OIDC_ISSUER', this.issuer, 'The built-in sign-in is for the embedded database alone.'),
      ...(this.issuer === undefined
        ? []
        : [
            ...missing('OIDC_CLIENT_ID', this.clientId, 'It says as what the desk is known to the provider.'),
            ...missing('PUBLIC_URL', this.publicUrl, 'The sign-in leads back there.'),
          ]),
      ...(this.production && [this.issuer, this.publicUrl].some((url) => url?.startsWith('http:'))
        ? ['OIDC_ISSUER and PUBLIC_URL: Expected https:// addresses in production.']
        : []),
    ];
  }
}
