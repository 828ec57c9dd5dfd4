import { Text } from '@kept-informed/fields';
import {
  Env,
  ForceConfiguration,
  unlessUrl,
  withCallers,
  withErasuresFile,
  withPeopleKey,
} from '@kept-informed/runtime';

/** What the desk reads from its environment, with the defaults of a clone that was just started. */
export class DeskConfiguration extends withCallers(withErasuresFile(withPeopleKey(ForceConfiguration))) {
  /** Where browsers reach the desk; the sign-in leads back there. */
  @Env('PUBLIC_URL')
  @Text({ max: 2_048, optional: true })
  publicUrl?: string;

  /** As what the desk is known to the provider. */
  @Env('OIDC_CLIENT_ID')
  @Text({ max: 256, optional: true })
  clientId?: string;

  @Env('OIDC_CLIENT_SECRET')
  @Text({ max: 1_024, optional: true })
  clientSecret?: string;

  override problems(): string[] {
    const missing = (name: string, value: string | undefined, why: string) =>
      value === undefined && !this.embedded ? [`${name}: Missing. ${why}`] : [];
    return [
      ...super.problems(),
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
