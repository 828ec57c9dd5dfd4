export { Env, loadConfiguration, loadConfigurations } from './configuration.js';
export { kindOf, processLogger } from './logger.js';
export { ProcessConfiguration, unlessReadable, unlessUrl } from './process-configuration.js';
export { reloadOnHangup } from './reloading.js';
export { untilStopped } from './stopping.js';
