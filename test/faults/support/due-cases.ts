import { fixedClock } from '@kept-informed/calendar';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { FactStore, openDatabase, UnitOfWork } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import { rulebookOf } from '@kept-informed/commitments';
import { bringUpToDate } from '../../support/database.js';
import { logInsOf } from '../../support/log-ins.mjs';
import { openMany } from '../../support/many-cases.js';

const openedAt = '2026-01-15T10:00:00.000Z';
/** The rungs of the first update that each case is owed. */
export const rungs = {
  'due-soon': '2026-02-13T09:00:00.000Z',
  missed: '2026-02-16T00:00:00.000Z',
  escalated: '2026-02-18T00:00:00.000Z',
} as const;

export const book = rulebookOf(new DirectoryHolder(demoForceFile()).current);

/** Four officers with a sergeant each, so that there are several to write to at a time. */
const owners = [
  { staffId: 'pc-1234', team: 'barrow-lpt', area: { bcu: 'South Cumbria', lpt: 'Barrow' } },
  { staffId: 'pc-1001', team: 'north-crime-desk', area: { bcu: 'North Cumbria', lpt: 'Carlisle' } },
  { staffId: 'pc-1101', team: 'west-crime-desk', area: { bcu: 'West Cumbria', lpt: 'Workington' } },
  { staffId: 'pc-1251', team: 'kendal-lpt', area: { bcu: 'South Cumbria', lpt: 'Kendal' } },
];

/** Migrates a database and opens cases in it whose updates all fall due at one instant. */
export async function openDueCases(owner: string, cases: number): Promise<void> {
  await bringUpToDate(owner);
  const database = await openDatabase({ url: logInsOf(owner).url, poolSize: 2 });
  const store = new FactStore(new UnitOfWork(database), projections);
  const parts = { store, book, clock: fixedClock(openedAt) };
  for (const owner of owners) await openMany(cases / owners.length, openedAt, parts, owner);
  await database.destroy();
}
