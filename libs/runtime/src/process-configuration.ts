import { join, resolve } from 'node:path';
import { shiftedClock, systemClock, type Clock, type Instant } from '@kept-informed/calendar';
import { Code, InstantField, IntField, Text } from '@kept-informed/fields';
import { type CrossCheckedConfiguration, Env } from './configuration.js';
import { keysIn, type KeyPlaces } from './secret-keys.js';

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

  /** Where a file is made that the embedded database needs; undefined beside any other. */
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

/** What whoever reads and keeps people reads beside: only they are given the key. `isNeeded`: they cannot start without. */
// TypeScript takes a class as a mixin by this shape alone.
// oxlint-disable-next-line typescript/no-explicit-any
export function withPeopleKey<Base extends new (...none: any[]) => ProcessConfiguration>(
  Configuration: Base,
  isNeeded = true,
) {
  class WithPeopleKey extends Configuration {
    /** The key that wraps the keys of people; after a comma, those before it, which open still. */
    @Env('PEOPLE_KEY')
    @Text({ ...ADDRESS, optional: true })
    peopleKey?: string;

    /** A file with it. */
    @Env('PEOPLE_KEY_FILE')
    @Text({ ...PATH, optional: true })
    peopleKeyFile?: string;

    /** One is given, or lies beside the embedded database. */
    get hasPeopleKey(): boolean {
      return this.embedded || this.peopleKey !== undefined || this.peopleKeyFile !== undefined;
    }

    /** Throws where none is given, or none that can be used. */
    peopleKeys(): readonly Buffer[] {
      const { peopleKey: text, peopleKeyFile: file } = this;
      return keysOr({ text, file, own: this.ownKeyFile('people-key') }, 'It seals what is kept of people');
    }

    override problems(): string[] {
      const { peopleKey: text, peopleKeyFile: file } = this;
      const embedded = this.embedded || !isNeeded;
      return [...super.problems(), ...keyProblems('PEOPLE_KEY', { text, file, embedded }, () => this.peopleKeys())];
    }
  }
  return WithPeopleKey;
}

/** What whoever serves people, or brings their database up to date, reads beside. `isNeeded`: in production they cannot start without. */
// oxlint-disable-next-line typescript/no-explicit-any
export function withErasuresFile<Base extends new (...none: any[]) => ProcessConfiguration>(
  Configuration: Base,
  isNeeded = true,
) {
  class WithErasuresFile extends Configuration {
    /** A file, outside the database and shared by all who serve it, that lists who was erased. */
    @Env('ERASURES_FILE')
    @Text({ ...PATH, optional: true })
    erasuresFile?: string;

    /** Undefined: none is kept outside the database. */
    get listOfErasures(): string | undefined {
      return this.erasuresFile ?? this.ownKeyFile('erasures.ndjson');
    }

    override problems(): string[] {
      const missing = isNeeded && this.production && this.listOfErasures === undefined;
      return [
        ...super.problems(),
        ...(missing ? ['ERASURES_FILE: Missing. It says of a restored backup who was erased since.'] : []),
      ];
    }
  }
  return WithErasuresFile;
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
    return keysOr({ text, file, own: this.ownKeyFile('secrets-key') }, 'It seals the secrets in the database');
  }

  override problems(): string[] {
    const { secretsKey: text, secretsKeyFile: file, embedded } = this;
    return [...super.problems(), ...keyProblems('SECRETS_KEY', { text, file, embedded }, () => this.secretKeys())];
  }
}

function keysOr(places: KeyPlaces, what: string): readonly Buffer[] {
  const keys = keysIn(places);
  if (keys) return keys;
  throw new Error(`Missing. ${what}: 32 bytes in base64, as \`openssl rand -base64 32\` makes`);
}

/** Of keys that are given as a text or in a file, but not both. The embedded database's own are made when they are needed. */
function keyProblems(
  name: string,
  { text, file, embedded }: Omit<KeyPlaces, 'own'> & { readonly embedded: boolean },
  read: () => unknown,
): string[] {
  const both = text !== undefined && file !== undefined;
  const isOwn = embedded && text === undefined && file === undefined;
  return [
    ...(both ? [`${name}: Not beside ${name}_FILE.`] : []),
    ...(isOwn ? [] : unlessReadable(file === undefined ? name : `${name}_FILE`, read)),
  ];
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
