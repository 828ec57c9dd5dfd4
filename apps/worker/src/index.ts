export { askQueue } from './ask-queue.js';
export { openBoard, type OpenBoard } from './open-board.js';
export { prepareQueue } from './queues/postgres.store.js';
export { startWorker, type RunningWorker } from './worker.js';
