import { AlertActing } from './alert/alert-acting.migrations.js';
import { CaseWakes, MergedCases, ParticipantPlaces } from './case/case.migrations.js';
import { ComplianceIndexes } from './compliance/compliance.migrations.js';
import { CorrectedContacts } from './contact/contact.migrations.js';
import { FollowUpTables } from './follow-up.migrations.js';
import { OptOuts } from './opt-out/opt-out.migrations.js';
import { RechecksTable } from './policy/policy.migrations.js';
import { EndedPauses, Rulings } from './ruling/ruling.migrations.js';

/** Every table of the domain, in the order in which they came to be. */
export const followUpMigrations = [
  FollowUpTables,
  ComplianceIndexes,
  Rulings,
  CorrectedContacts,
  MergedCases,
  OptOuts,
  CaseWakes,
  AlertActing,
  RechecksTable,
  ParticipantPlaces,
  EndedPauses,
];
