export { demoForceFile } from './demo-force-file.js';
export { DirectoryHolder } from './directory-holder.js';
export { DirectoryInvalid, type DirectoryProblem } from './directory-invalid.js';
export { Directory } from './directory.js';
export {
  grades,
  type ActingRank,
  type Area,
  type Bcu,
  type DeliveryPolicy,
  type RotaShift,
  type PoliceForce,
  type Grade,
  type Leave,
  type Lpt,
  type Policy,
  type QuietHours,
  type Staff,
  type Team,
} from './force.js';
export type { PostHolders } from './post-holders.js';
export { loadDirectory, parseDirectory } from './load-directory.js';
