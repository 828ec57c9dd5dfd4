export { Env, loadConfiguration, loadConfigurations, variablesOf } from './configuration.js';
export { kindOf, processLogger } from './logger.js';
export { ServingConfiguration, ProcessConfiguration, unlessReadable, unlessUrl } from './process-configuration.js';
export { reloadOnHangup } from './reloading.js';
export { untilStopped } from './stopping.js';
