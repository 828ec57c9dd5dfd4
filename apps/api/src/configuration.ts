import { resolve } from 'node:path';
import { type CrossChecked, Code, Env, IntField, Text } from '@kept-informed/fields';

const PATH = { max: 4_096 };
const ADDRESS = { max: 2_048 };

/** What the API reads from its environment, with the defaults of a clone that was just started. */
export class ApiConfiguration implements CrossChecked {
  /** Where the API answers; 0 lets the system choose. */
  @Env('PORT')
  @IntField({ min: 0, max: 65_535 })
  port: number = 3000;

  @Env('NODE_ENV')
  @Code(['development', 'test', 'production'])
  environment: string = 'development';

  /** The folder of the embedded database and of the signing keys. */
  @Env('KEPT_INFORMED_HOME')
  @Text(PATH)
  home: string = '.kept-informed';

  /** A PostgreSQL server; left out, the embedded one is used. */
  @Env('DATABASE_URL')
  @Text({ ...ADDRESS, optional: true })
  databaseUrl?: string;

  /** The OpenID provider; left out, the built-in one is used. */
  @Env('OIDC_ISSUER')
  @Text({ ...ADDRESS, optional: true })
  issuer?: string;

  @Env('OIDC_AUDIENCE')
  @Text({ max: 256 })
  audience: string = 'kept-informed';

  /** The claim that names the roles, or a dotted path to it. */
  @Env('OIDC_ROLES_CLAIM')
  @Text({ max: 256 })
  rolesClaim: string = 'roles';

  /** The directory of the force; left out, the demo's. */
  @Env('FORCE_FILE')
  @Text({ ...PATH, optional: true })
  forceFile?: string;

  @Env('LOG_LEVEL')
  @Code(['fatal', 'error', 'warn', 'log', 'debug', 'verbose'])
  logLevel: string = 'log';

  get production(): boolean {
    return this.environment === 'production';
  }

  get homeFolder(): string {
    return resolve(this.home);
  }

  problems(): string[] {
    return [
      ...unlessUrl('DATABASE_URL', this.databaseUrl, ['postgres:', 'postgresql:'], 'a postgres:// address'),
      ...unlessUrl('OIDC_ISSUER', this.issuer, ['https:', 'http:'], 'an https:// address'),
      ...(this.production && !this.issuer
        ? ['OIDC_ISSUER: Missing. The built-in sign-in does not run in production.']
        : []),
      ...(this.production && this.issuer?.startsWith('http:')
        ? ['OIDC_ISSUER: Expected an https:// address in production.']
        : []),
    ];
  }
}

function unlessUrl(name: string, text: string | undefined, protocols: string[], wanted: string): string[] {
  if (text === undefined) return [];
  const fits = URL.canParse(text) && protocols.includes(new URL(text).protocol);
  return fits ? [] : [`${name}: Expected ${wanted}.`];
}
