import { page } from '../frame/page.js';

/** Somebody who has been kept for as long as the force keeps people. */
export interface PastTimeRow {
  readonly participantId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly role: string;
  readonly closedAt: string;
  readonly keptUntil: string;
}

export interface KeepingModel {
  readonly rows: readonly PastTimeRow[];
  /** Where those after these are; null: these are all. */
  readonly next: string | null;
}

/** Who is to be looked through before anything of them goes. */
export const keepingPage = page<KeepingModel>('keeping.njk');
