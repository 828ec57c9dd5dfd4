export { withCallers } from './caller-configuration.js';
export { Env, loadConfiguration, loadConfigurations, variablesOf } from './configuration.js';
export { escaped } from './html-text.js';
export { keepIdleConnections } from './idle-connections.js';
export { kindOf, processLogger } from './logger.js';
export {
  ForceConfiguration,
  ProcessConfiguration,
  ServingConfiguration,
  unlessReadable,
  unlessUrl,
  withErasuresFile,
  withPeopleKey,
} from './process-configuration.js';
export { keysIn } from './secret-keys.js';
export { openedWith, sealedWith, secretSeal, type SecretSeal, UnreadableSecret } from './secret-seal.js';
export { productFolder, productVersion } from './product.js';
export { reloadOnHangup } from './reloading.js';
export { runAlone } from './running-alone.js';
export { type SecurityEvent, securityTotals, tellSecurity } from './security-log.js';
export { untilStopped } from './stopping.js';
export { bytesOf, FileUnreadable, textOf } from './text-file.js';
export { trustedProxies } from './trusted-proxies.js';
export { YamlInvalid, yamlIn } from './yaml-text.js';
