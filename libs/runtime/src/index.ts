export { type CrossChecked, Env, loadConfiguration } from './configuration.js';
export { processLogger } from './logger.js';
export { ProcessConfiguration, unlessUrl } from './process-configuration.js';
export { untilStopped } from './stopping.js';
