import type { Case } from '../../follow-up/src/index.js';

export type Stored = Case;
