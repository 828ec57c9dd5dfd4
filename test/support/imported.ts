import { fixedClock, type Instant } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { openDatabase } from '@kept-informed/event-store';
import { countByStatus, domainOn } from '@kept-informed/follow-up';
import { People, type PersonView } from '@kept-informed/people';
import { migratedDatabase } from './database.js';
import { peopleKeeper } from './people-key.js';
import { antisocial, crimeId, street } from './police-uk.js';

/** A database of its own with everything that an import, a simulation and a demo need. */
export async function aStore(now: Instant) {
  const { url, drop } = await migratedDatabase();
  const database = await openDatabase({ url, poolSize: 4 });
  const directory = new DirectoryHolder(demoForceFile());
  const clock = fixedClock(now);
  const domain = domainOn({ database, directory, clock });
  const parts = { ...domain, clock, people: new People(domain.work, peopleKeeper) };
  await parts.people.prepare();
  const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => database.query(sql, values);
  const close = () => database.destroy().then(drop);
  return { parts, query, close };
}

export type AStore = Awaited<ReturnType<typeof aStore>>;

/** Everything that the facts say, but not where they stand in the store and by which run they were recorded. */
export function factsOf({ query }: AStore): Promise<object[]> {
  return query(`select stream, version, type, data, occurred, known, caused_by, recorded, recorded_by, simulated
    from facts order by stream, version`);
}

/** What is owed and how it stands, by the read tables. */
export function standingsOf({ parts }: AStore, at: Instant): Promise<{ status: string; count: number }[]> {
  return countByStatus(parts.work.manager, { filter: {}, now: at });
}

/** All who are kept, as who may see them does. */
export async function everybody({ parts, query }: AStore): Promise<PersonView[]> {
  const cases = await query<{ id: string }>('select distinct case_id as id from people order by 1');
  return (await Promise.all(cases.map(({ id }) => parts.people.ofCase(id)))).flat();
}

const TYPES = ['Burglary', 'Drugs', 'Vehicle crime', 'Violence and sexual offences', 'Public order'];
const PLACES = ['Carlisle 001A', 'Eden 002B', 'Barrow-in-Furness 004A', 'South Lakeland 014E', 'Lancaster 001A', ''];

/** Lines of a month's street file: crimes of all kinds all over the force and beyond, and anti-social behaviour. */
export function aMonthOf(count: number, month = '2018-11'): string[] {
  return Array.from({ length: count }, (_, n) => {
    const lsoa = PLACES[n % PLACES.length]!;
    if (n % 6 === 5) return antisocial({ month, lsoa, location: `On or near Made Street ${n}` });
    return street({ id: crimeId(`${month} ${n}`), month, lsoa, type: TYPES[n % TYPES.length]! });
  });
}
