import { join } from 'node:path';
import { productFolder } from '@kept-informed/runtime';

/** The path of the demo's force file, in Cumbria's shape. */
export const demoForceFile = (): string => join(productFolder(), 'libs', 'directory', 'data', 'cumbria.yaml');
