export type { Append, NewFact, RecordedFact, Recording, Upcast, Upcasts } from './facts.js';
export type { Appended } from './appended.js';
export { FactStore, isAfter, start, type Checkpoint } from './fact-store.js';
export { inRuns, type Project, type Projection } from './projections.js';
export { rebuild } from './rebuild.js';
export { advance, type Subscription } from './subscription.js';
export { UnitOfWork } from './unit-of-work.js';
export { factsMigrations } from './migrations.js';
export { applicationRole, migrate, openDatabase, type DatabaseOptions } from './database.js';
