import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readers as ofDesk } from '../../apps/desk/src/tables.js';
import { readers as ofCaseWork } from '../../libs/case-work/src/tables.js';
import { readers as ofCompliance } from '../../libs/compliance/src/tables.js';
import { readers as ofDelivery } from '../../libs/delivery/src/tables.js';
import { migrationFiles } from '../../libs/event-store/src/migrations.js';
import { readers as ofStore } from '../../libs/event-store/src/tables.js';
import { readers as ofDipSamples } from '../../libs/dip-samples/src/tables.js';
import { readers as ofFollowUp } from '../../libs/follow-up/src/tables.js';
import { readers as ofImports } from '../../libs/imports/src/tables.js';
import { readers as ofOperation } from '../../libs/operation/src/tables.js';
import { readers as ofPeople } from '../../libs/people/src/tables.js';
import { readers as ofProof } from '../../libs/proof/src/tables.js';
import { readers as ofPublications } from '../../libs/publications/src/tables.js';
import { readers as ofWhatIf } from '../../libs/what-if/src/tables.js';
import { filesOf, tableUses, trespasses, type TableOwners } from './tables.js';

const named = {
  'case-work': ofCaseWork,
  compliance: ofCompliance,
  desk: ofDesk,
  delivery: ofDelivery,
  'dip-samples': ofDipSamples,
  'event-store': ofStore,
  'follow-up': ofFollowUp,
  imports: ofImports,
  operation: ofOperation,
  people: ofPeople,
  proof: ofProof,
  publications: ofPublications,
  'what-if': ofWhatIf,
};
const entries = Object.entries(named).flatMap(([owner, tables]) =>
  Object.entries(tables).map(([table, readers]) => [table, { owner, readers: readers as readonly string[] }] as const),
);
const owners: TableOwners = new Map(entries);
const tables = new Set(owners.keys());
const uses = tableUses('.', tables);

describe('a table', () => {
  it('has one owner', () => {
    const statements = migrationFiles().flatMap(({ sql }) => [
      ...sql.matchAll(/^(create|drop) (?:unlogged )?table (\w+)/gm),
    ]);
    const made: string[] = [];
    for (const [, does, table] of statements)
      if (does === 'create') made.push(table!);
      else made.splice(made.indexOf(table!), 1);
    // TypeORM makes this one.
    expect(entries.map(([table]) => table).sort()).toEqual([...made, 'migrations'].sort());
  });

  it('is written by its owner, and read by whom the owner names', () => {
    expect(trespasses(uses, owners)).toEqual([]);
  });

  it('is read by everybody whom its owner names', () => {
    const allowed = entries.flatMap(([table, { readers }]) => readers.map((by) => `${by} reads ${table}`));
    const done = new Set(uses.map(({ by, does, table }) => `${by} ${does} ${table}`));
    expect(allowed.filter((each) => !done.has(each))).toEqual([]);
  });

  it('of another that is read or written is found out', () => {
    const planted = tableUses('test/architecture/trespassers', tables);
    expect(trespasses(planted, owners).sort()).toEqual([
      'apps/api/src/erase.ts reads people',
      'apps/api/src/erase.ts reads routes',
      'apps/api/src/erase.ts writes notes',
      'libs/compliance/src/correct.queries.ts writes obligations',
      'libs/delivery/src/digest.ts reads cases',
      'libs/people/src/who.projection.ts writes participants',
    ]);
  });
});

describe('the name of a case’s stream', () => {
  it('is spelt in one place', () => {
    const spelt = /['"`]case-['"`$]/;
    expect(filesOf('.').filter((file) => spelt.test(readFileSync(file, 'utf8')))).toEqual([
      'libs/follow-up/src/case/case.stream.ts',
    ]);
  });
});
