import { join, resolve } from 'node:path';
import { shiftedClock, systemClock, type Clock, type Instant } from '@kept-informed/calendar';
import { Code, InstantField, IntField, Text } from '@kept-informed/fields';
import { type CrossCheckedConfiguration, Env } from './configuration.js';
import { keysIn } from './secret-keys.js';

const PATH = { max: 4_096 };
const ADDRESS = { max: 2_048 };

/** What every process of the product reads from its environment. */
export class ProcessConfiguration implements CrossCheckedConfiguration {
  @Env('NODE_ENV')
  @Code(['development', 'test', 'production'])
  environment: string = 'development';

  /** The folder of the embedded database and of the signing keys. */
  @Env('KEPT_INFORMED_HOME')
  @Text(PATH)
  home: string = '.kept-informed';

  /** A PostgreSQL server; left out, the embedded one is used where there is one. */
  @Env('DATABASE_URL')
  @Text({ ...ADDRESS, optional: true })
  databaseUrl?: string;

  @Env('LOG_LEVEL')
  @Code(['fatal', 'error', 'warn', 'log', 'debug', 'verbose'])
  logLevel: string = 'log';

  /** For trials: what the clock of the whole stack shows at the real moment KEPT_INFORMED_CLOCK_SINCE. */
  @Env('KEPT_INFORMED_CLOCK')
  @InstantField({ optional: true })
  clockAt?: Instant;

  /** How many times faster than real time it runs. */
  @Env('KEPT_INFORMED_CLOCK_SPEED')
  @IntField({ min: 1, max: 10_000_000 })
  clockSpeed: number = 1;

  /** Real milliseconds since 1970; the start of the process if left out, which only suits a process on its own. */
  @Env('KEPT_INFORMED_CLOCK_SINCE')
  @IntField({ optional: true })
  clockSince?: number;

  get production(): boolean {
    return this.environment === 'production';
  }

  /** Everything on one machine, to be tried out: the database is embedded. */
  get embedded(): boolean {
    return this.databaseUrl === undefined && !this.production;
  }

  get homeFolder(): string {
    return resolve(this.home);
  }

  /** Where a key is made that the embedded database needs; undefined beside any other. */
  protected ownKeyFile(name: string): string | undefined {
    return this.embedded ? join(this.homeFolder, name) : undefined;
  }

  /** The clock that the process goes by. */
  clock(): Clock {
    if (this.clockAt === undefined) return systemClock;
    return shiftedClock({ at: this.clockAt, speed: this.clockSpeed, since: this.clockSince });
  }

  problems(): string[] {
    return [
      ...unlessUrl('DATABASE_URL', this.databaseUrl, ['postgres:', 'postgresql:'], 'a postgres:// address'),
      ...(this.production && this.clockAt !== undefined
        ? ['KEPT_INFORMED_CLOCK: Not in production. A shifted clock is for trials.']
        : []),
    ];
  }
}

/** What a process reads beside that works for a force. */
export class ForceConfiguration extends ProcessConfiguration {
  /** The directory of the force; left out, the demo's, but not in production: it would look as if all were well. */
  @Env('FORCE_FILE')
  @Text({ ...PATH, optional: true })
  forceFile?: string;

  override problems(): string[] {
    const missing = this.production && this.forceFile === undefined;
    return [...super.problems(), ...(missing ? ['FORCE_FILE: Missing. The demo force is not for production.'] : [])];
  }
}

/** What the API and the worker read beside. */
export class ServingConfiguration extends ForceConfiguration {
  /** Private networks that webhooks may be sent to all the same, such as `10.20.0.0/16`, separated by commas. */
  @Env('WEBHOOK_NETWORKS')
  @Text({ ...ADDRESS, optional: true })
  webhookNetworks?: string;

  /** Hosts that alone webhooks may be sent to, such as `hooks.example` and `*.force.example`, separated by commas. */
  @Env('WEBHOOK_HOSTS')
  @Text({ ...ADDRESS, optional: true })
  webhookHosts?: string;

  /** The key that seals the secrets of webhooks in the database; after a comma, those before it, which open still. */
  @Env('SECRETS_KEY')
  @Text({ ...ADDRESS, optional: true })
  secretsKey?: string;

  /** A file with it. */
  @Env('SECRETS_KEY_FILE')
  @Text({ ...PATH, optional: true })
  secretsKeyFile?: string;

  secretKeys(): readonly Buffer[] {
    const { secretsKey: text, secretsKeyFile: file } = this;
    const keys = keysIn({ text, file, own: this.ownKeyFile('secrets-key') });
    if (keys) return keys;
    throw new Error(
      'Missing. It seals the secrets in the database: 32 bytes in base64, as `openssl rand -base64 32` makes',
    );
  }

  override problems(): string[] {
    const both = this.secretsKey !== undefined && this.secretsKeyFile !== undefined;
    const name = this.secretsKeyFile === undefined ? 'SECRETS_KEY' : 'SECRETS_KEY_FILE';
    return [
      ...super.problems(),
      ...(both ? ['SECRETS_KEY: Not beside SECRETS_KEY_FILE.'] : []),
      // The embedded database's own is made when it is needed.
      ...(this.embedded && name === 'SECRETS_KEY' && this.secretsKey === undefined
        ? []
        : unlessReadable(name, () => this.secretKeys())),
    ];
  }
}

/** A sentence for a configured value that a reader of it throws at. */
export function unlessReadable(name: string, read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    return [`${name}: ${(error as Error).message}.`];
  }
}

/** A sentence for a configured address that is none of the wanted kind. */
export function unlessUrl(name: string, text: string | undefined, protocols: string[], wanted: string): string[] {
  if (text === undefined) return [];
  const fits = URL.canParse(text) && protocols.includes(new URL(text).protocol);
  return fits ? [] : [`${name}: Expected ${wanted}.`];
}
