import { runInThisContext } from 'node:vm';
import { afterEach } from '@jest/globals';

/** The real environment: the one that Jest shows to specs is a copy, and setting `TZ` there changes no Date. */
const environment = runInThisContext('process.env') as NodeJS.ProcessEnv;

/** Lets the specs of a file or a block change the zone of the server; after each it is what it was. */
export function serverInZone(): (zone: string) => void {
  const before = environment['TZ'];
  afterEach(() => {
    if (before === undefined) delete environment['TZ'];
    else environment['TZ'] = before;
  });
  return (zone) => void (environment['TZ'] = zone);
}
