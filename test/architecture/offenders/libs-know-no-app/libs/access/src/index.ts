import type { Api } from '../../../apps/api/src/index.js';

export type Known = Api;
