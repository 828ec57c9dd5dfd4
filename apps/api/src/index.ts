export { ApiConfiguration } from './configuration.js';
export { startApi, type RunningApi } from './server.js';
