export { WorkerConfiguration } from './configuration.js';
export { startWorker, type RunningWorker } from './worker.js';
