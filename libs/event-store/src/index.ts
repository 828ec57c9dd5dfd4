export type { Append, NewFact, RecordedFact, Recording } from './facts.js';
export { FactStore, isAfter, start, type Checkpoint } from './fact-store.js';
export type { Project, Projection } from './projections.js';
export { rebuild } from './rebuild.js';
export { advance, type Subscription } from './subscription.js';
export { UnitOfWork } from './unit-of-work.js';
export { factsMigrations } from './migrations.js';
export { applicationRole, migrate, openDatabase } from './database.js';
