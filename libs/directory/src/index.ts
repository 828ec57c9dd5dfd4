export { demoForceFile } from './demo-force-file.js';
export { DirectoryHolder } from './directory-holder.js';
export type { Directory } from './directory.js';
export {
  type Area,
  type DeliveryPolicy,
  grades,
  reaches,
  type ReachOfRole,
  type OtherBody,
  type QuietHours,
  RetentionPolicy,
  type Staff,
} from './force.js';
export type { Presence } from './cover.js';
export { loadDirectory } from './load-directory.js';
export type { PostHolders } from './post-holders.js';
export { hasShape } from './references.js';
