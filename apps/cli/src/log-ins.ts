import { createHmac } from 'node:crypto';
import type { LogInAddresses } from '@kept-informed/event-store';
import { Text } from '@kept-informed/fields';
import { Env, ProcessConfiguration, unlessUrl, withErasuresFile, withPeopleKey } from '@kept-informed/runtime';
import { runningEmbedded } from './embedded-postgres.running.js';

/** What whoever owns the tables reads beside: the addresses by which the API, the desk and the workers reach them. */
export class OwnerConfiguration extends withErasuresFile(withPeopleKey(ProcessConfiguration, false), false) {
  /** The API's `DATABASE_URL`: its user is made, or given this password. */
  @Env('API_DATABASE_URL')
  @Text({ max: 2_048, optional: true })
  apiUrl?: string;

  /** The desk's `DATABASE_URL`, likewise. */
  @Env('DESK_DATABASE_URL')
  @Text({ max: 2_048, optional: true })
  deskUrl?: string;

  /** The workers' `DATABASE_URL`, likewise. */
  @Env('WORKER_DATABASE_URL')
  @Text({ max: 2_048, optional: true })
  workerUrl?: string;

  override problems(): string[] {
    return [
      ...super.problems(),
      ...logInProblems('API_DATABASE_URL', this.apiUrl),
      ...logInProblems('DESK_DATABASE_URL', this.deskUrl),
      ...logInProblems('WORKER_DATABASE_URL', this.workerUrl),
    ];
  }
}

function logInProblems(name: string, url: string | undefined): string[] {
  const wrong = unlessUrl(name, url, ['postgres:', 'postgresql:'], 'a postgres:// address');
  if (wrong.length > 0 || url === undefined) return wrong;
  return new URL(url).username ? [] : [`${name}: Expected an address with a user.`];
}

/** One database, as its owner and each part of the product reach it. */
export interface DatabaseAddresses {
  readonly owner: string;
  readonly api: string;
  readonly desk: string;
  readonly worker: string;
}

/** Those of the embedded server, given its superuser's: passwords follow from his, so that every command knows them. */
export function embeddedAddresses(owner: string): DatabaseAddresses {
  const { password } = new URL(owner);
  const as = (part: keyof LogInAddresses) => {
    const url = new URL(owner);
    url.username = `kept_informed_${part}_log_in`;
    url.password = createHmac('sha256', password).update(part).digest('hex');
    return url.href;
  };
  return { owner, api: as('api'), desk: as('desk'), worker: as('worker') };
}

/** How a worker reaches the embedded server that another process runs on this home; null where none does. */
export function runningWorkerUrl(home: string): string | null {
  const owner = runningEmbedded(home);
  return owner && embeddedAddresses(owner).worker;
}
