export { extractProfiles } from './extract/extract.profile.js';
export { areasOf } from './police-uk/areas-file.js';
export { additionOf } from './police-uk/case-appends.js';
export { atMinute } from './police-uk/days.js';
export { importPoliceUk } from './police-uk/import-police-uk.js';
export { caseIdOf } from './police-uk/imported-ids.js';
export type { ImportedMilestone } from './police-uk/outcomes.js';
export type { PlannedCase } from './police-uk/plan.js';
export { policeUkProfile } from './police-uk/police-uk.profile.js';
export { RefusalLines } from './reading/refusal-lines.js';
export type { OnRefused } from './reading/refusal.js';
export {
  type ImportProblem,
  type ImportState,
  type ImportView,
  ImportRegister,
  importStates,
} from './register/import.register.js';
export { ImportRuns } from './register/import-runs.js';
export {
  ReversalRegister,
  type ReversalState,
  reversalStates,
  type ReversalView,
} from './register/reversal.register.js';
export { inRegister } from './register/in-register.js';
export type { DecidedTogether } from './reversal/decide-reversal.js';
export { exitCodeOf, type ImportReport } from './run/import-report.js';
export { type ImportProfile, whyNotYet } from './run/import-profile.js';
export { InFlight } from './run/in-flight.js';
export { reconciledUntil } from './run/reconciled-until.js';
