import { accessSync, closeSync, constants, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UnitOfWork } from '@kept-informed/event-store';
import { ErasuresForgotten, ErasuresOutside } from '@kept-informed/people';
import { FileUnreadable } from '@kept-informed/runtime';
import type { OwnerConfiguration } from '../log-ins.js';
import { broken, ok, type Finding, warning } from './finding.js';
import { asApi } from './people.check.js';

const check = 'erasures';
const unset = 'Give API, desk and `migrate` one ERASURES_FILE, beside the key of people and not with the dumps.';
const apart = 'Move it to where what restores the database does not turn it back, beside the key of people.';

/** Whether who was erased is known outside the database: by a list that can be read and written, is whole, and lies apart. */
export async function erasuresChecks(configuration: OwnerConfiguration): Promise<Finding[]> {
  const file = configuration.listOfErasures;
  if (file === undefined) return [unlisted(configuration)];
  const outside = new ErasuresOutside(resolve(file));
  const wrong = unusable(outside) ?? together(outside.file);
  if (wrong) return [wrong];
  return [
    (await asApi(configuration, (database) => compared(outside, new UnitOfWork(database)))) ??
      ok(check, `${file} lists ${outside.listed().length}; to compare it with the database takes API_DATABASE_URL`),
  ];
}

function unlisted({ apiUrl }: OwnerConfiguration): Finding {
  if (apiUrl === undefined) return ok(check, 'not looked at: that takes API_DATABASE_URL and ERASURES_FILE');
  return warning(check, 'ERASURES_FILE is not set: a backup that is restored serves who was erased since', unset);
}

function unusable(outside: ErasuresOutside): Finding | undefined {
  const { file } = outside;
  try {
    outside.listed();
    accessSync(existsSync(file) ? file : dirname(file), constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    const advice = 'Mend it, or give its processes the right to it: nobody can be erased meanwhile.';
    if (error instanceof FileUnreadable) return broken(check, error.message, advice);
    return broken(check, `${file} cannot be written (${(error as NodeJS.ErrnoException).code})`, advice);
  }
}

function together(file: string): Finding | undefined {
  if (foldersOf(file).some((folder) => existsSync(join(folder, 'PG_VERSION'))))
    return broken(check, `${file} lies in the folder of a database: a copy of that turns it back too`, apart);
  const dump = dumpIn(dirname(file));
  return dump === undefined
    ? undefined
    : broken(check, `${file} lies beside ${dump}, a dump of a database: who restores takes both`, apart);
}

function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...foldersOf(folder)];
}

/** A dump of any format tells at its beginning that it is one; a folder that is one has `toc.dat`. */
const dumps = /^(?:PGDMP|--\s*-- PostgreSQL database (?:cluster )?dump)/;

function dumpIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { withFileTypes: true }).find(
    (entry) => entry.isFile() && dumps.test(beginningOf(join(folder, entry.name))),
  )?.name;
}

function beginningOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(64);
      return bytes.toString('latin1', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Keys lie here too, which whoever looks may not read.
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return '';
    throw error;
  }
}

async function compared(outside: ErasuresOutside, work: UnitOfWork): Promise<Finding> {
  try {
    const missing = await outside.compared(work);
    const count = outside.listed().length;
    if (missing.length === 0) return ok(check, `${outside.file} lists what the database knows (${count})`);
    const advice = 'Start the API with it: it adds them. Find out who took them away.';
    return broken(check, `the database knows ${missing.length} that ${outside.file} does not list`, advice);
  } catch (error) {
    if (!(error instanceof ErasuresForgotten)) throw error;
    return broken(check, error.message, 'Run `kept-informed migrate` with it.');
  }
}
