export { WorkerConfiguration } from './configuration.js';
export { askQueue } from './ask-queue.js';
export { startWorker, type RunningWorker } from './worker.js';
