import { deliveryMigrations } from '@kept-informed/delivery';
import { factsMigrations } from '@kept-informed/event-store';
import { followUpMigrations } from '@kept-informed/follow-up';
import { operationMigrations } from '@kept-informed/operation';
import { PeopleTables } from '@kept-informed/people';
import { IdempotencyTables } from '../../api/src/index.js';

/** Everything that a database needs; each is run in the order of the time in its name. */
export const migrations = [
  ...factsMigrations,
  ...followUpMigrations,
  PeopleTables,
  IdempotencyTables,
  ...deliveryMigrations,
  ...operationMigrations,
];
