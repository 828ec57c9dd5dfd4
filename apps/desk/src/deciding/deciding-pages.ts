import { page } from '../frame/page.js';

/** Something recorded too late to change a figure by itself. */
export interface DisputeRow {
  readonly caseId: string;
  readonly disputeId: string;
  readonly obligationId: string;
  readonly reference: string;
  readonly title: string;
  readonly dueOn: string;
  /** How it stands, and how it would. */
  readonly stood: string;
  readonly would: string;
  readonly recordedBy: string;
  readonly raisedAt: string;
  readonly decideBy: string | null;
  /** Why who looks does not decide it; null: they may. */
  readonly notMine: string | null;
}

export interface DisputesModel {
  readonly rows: readonly DisputeRow[];
  readonly next: string | null;
}

export const disputesPage = page<DisputesModel>('disputes.njk');

/** Something owed that nobody could be told, with what was tried. */
export interface ExcusalRow {
  readonly caseId: string;
  readonly obligationId: string;
  readonly reference: string;
  readonly person: string;
  readonly title: string;
  readonly dueInWords: string;
  readonly tone: string;
  readonly owner: string;
  readonly attempts: readonly string[];
}

export interface ExcusalsModel {
  readonly rows: readonly ExcusalRow[];
  readonly next: string | null;
}

export const excusalsPage = page<ExcusalsModel>('excusals.njk');
