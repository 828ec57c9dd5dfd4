export { ApiConfiguration } from './configuration.js';
export { IdempotencyTables } from './http/idempotency.migrations.js';
export { startApi, type RunningApi } from './server.js';
