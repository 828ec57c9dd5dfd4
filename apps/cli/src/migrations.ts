import { DeliveriesTable, OutboxTables } from '@kept-informed/delivery';
import { factsMigrations } from '@kept-informed/event-store';
import { ComplianceIndexes, FollowUpTables } from '@kept-informed/follow-up';
import { OperationTables } from '@kept-informed/operation';
import { PeopleTables } from '@kept-informed/people';
import { IdempotencyTables } from '../../api/src/index.js';

/** Everything that a database needs, in the order in which it came to be. */
export const migrations = [
  ...factsMigrations,
  FollowUpTables,
  ComplianceIndexes,
  PeopleTables,
  IdempotencyTables,
  DeliveriesTable,
  OutboxTables,
  OperationTables,
];
