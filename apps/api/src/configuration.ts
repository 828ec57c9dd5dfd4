import { allowedNetworks } from '@kept-informed/delivery';
import { IntField, Text } from '@kept-informed/fields';
import { areasOf, extractProfiles } from '@kept-informed/imports';
import {
  Env,
  ServingConfiguration,
  unlessReadable,
  withCallers,
  withErasuresFile,
  withPeopleKey,
} from '@kept-informed/runtime';

/** What the API reads from its environment, with the defaults of a clone that was just started. */
export class ApiConfiguration extends withCallers(withErasuresFile(withPeopleKey(ServingConfiguration))) {
  /** For whom tokens are. */
  @Env('OIDC_AUDIENCE')
  @Text({ max: 256 })
  audience: string = 'kept-informed';

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
      ...unlessReadable('IMPORT_AREAS', () => areasOf(this.importAreas)),
      ...(this.importMappings === undefined
        ? []
        : unlessReadable('IMPORT_MAPPINGS', () => extractProfiles(this.importMappings!))),
      ...(!this.issuer && !this.embedded
        ? ['OIDC_ISSUER: Missing. The built-in sign-in, whose secret is public, is for the embedded database alone.']
        : []),
      ...(this.production && this.issuer?.startsWith('http:')
        ? ['OIDC_ISSUER: Expected an https:// address in production.']
        : []),
    ];
  }
}
