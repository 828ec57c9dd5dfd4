import { allowedNetworks } from '@kept-informed/delivery';
import { IntField, Text } from '@kept-informed/fields';
import { areasOf, extractProfiles } from '@kept-informed/imports';
import {
  Env,
  ServingConfiguration,
  trustedProxies,
  unlessReadable,
  unlessUrl,
  withErasuresFile,
  withPeopleKey,
} from '@kept-informed/runtime';

/** What the API reads from its environment, with the defaults of a clone that was just started. */
export class ApiConfiguration extends withErasuresFile(withPeopleKey(ServingConfiguration)) {
  /** Where the API answers; 0 lets the system choose. */
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

  @Env('OIDC_AUDIENCE')
  @Text({ max: 256 })
  audience: string = 'kept-informed';

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

  /** How many requests a minute may come from one address without a token that is known to be good. */
  @Env('REQUESTS_BEFORE_SIGN_IN')
  @IntField({ min: 1, max: 10_000_000 })
  requestsBeforeSignIn: number = 600;

  /** Proxies that are believed where a request came from: addresses and networks, separated by commas. */
  @Env('TRUSTED_PROXIES')
  @Text({ max: 2_048, optional: true })
  trustedProxies?: string;

  /** How many streams of alerts one subject may listen to at once. */
  @Env('STREAMS_PER_SUBJECT')
  @IntField({ min: 1, max: 100_000 })
  streamsPerSubject: number = 20;

  /** Where the figures answer without a token, on the same address: a port that the network keeps to whoever collects them. */
  @Env('METRICS_PORT')
  @IntField({ min: 0, max: 65_535, optional: true })
  metricsPort?: number;

  /** How large a file may be that is imported over the API, in megabytes of 1,000,000 bytes. */
  @Env('IMPORT_MAX_MEGABYTES')
  @IntField({ min: 1, max: 2_000 })
  importMaxMegabytes: number = 50;

  /** Which districts of a street file belong to which unit: `cumbria`, `none`, or a YAML file. */
  @Env('IMPORT_AREAS')
  @Text({ max: 4_096 })
  importAreas: string = 'cumbria';

  /** A folder of mappings (YAML) by which extracts of the force's own systems are imported. */
  @Env('IMPORT_MAPPINGS')
  @Text({ max: 4_096, optional: true })
  importMappings?: string;

  override problems(): string[] {
    return [
      ...super.problems(),
      ...unlessReadable('WEBHOOK_NETWORKS or WEBHOOK_HOSTS', () => allowedNetworks(this)),
      ...unlessReadable('TRUSTED_PROXIES', () => trustedProxies(this.trustedProxies)),
      ...unlessReadable('IMPORT_AREAS', () => areasOf(this.importAreas)),
      ...(this.importMappings === undefined
        ? []
        : unlessReadable('IMPORT_MAPPINGS', () => extractProfiles(this.importMappings!))),
      ...unlessUrl('OIDC_ISSUER', this.issuer, ['https:', 'http:'], 'an https:// address'),
      ...(!this.issuer && !this.embedded
        ? ['OIDC_ISSUER: Missing. The built-in sign-in, whose secret is public, is for the embedded database alone.']
        : []),
      ...(this.production && this.issuer?.startsWith('http:')
        ? ['OIDC_ISSUER: Expected an https:// address in production.']
        : []),
    ];
  }
}
