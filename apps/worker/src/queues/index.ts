export type { Check } from './check.js';
export { openQueues, type QueueCounts, type QueueHandle, type Queues } from './queues.js';
export type { QueueConnection } from './store.js';
export type { SweepCounts, SweepHandle, SweepHandler } from './sweep.js';
export type { Trouble, TroubleListener } from './trouble.js';
export type { DeliveredJob, JobHandler, WorkerHandle } from './worker.js';
