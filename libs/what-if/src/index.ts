export type { BeforeAndAfter, ChangedCounts, DueFigures, TeamLoad } from './difference.js';
export { type RunParts, WhatIfRuns } from './what-if-runs.js';
export type { AskedWhatIf, WhatIfAnswer, WhatIfQuestion } from './what-if.js';
export { WhatIfs, whatIfReaches } from './what-ifs.js';
