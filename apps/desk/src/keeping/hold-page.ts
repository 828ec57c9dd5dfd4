import { page } from '../frame/page.js';

/** A legal hold, by dates and posts. */
export interface HoldRow {
  readonly heldAt: string;
  readonly heldBy: string;
  /** Null: it stands. */
  readonly liftedAt: string | null;
  readonly liftedBy: string;
  /** Where it is lifted; empty: it was. */
  readonly lifting: string;
}

export interface HoldsModel {
  readonly caseId: string;
  readonly reference: string;
  readonly role: string;
  readonly rows: readonly HoldRow[];
  readonly isHeld: boolean;
  /** Where one is placed, and where all is read that is kept of them, why they are held with it. */
  readonly links: { readonly placing: string; readonly kept: string };
}

/** The legal holds on somebody. */
export const holdsPage = page<HoldsModel>('holds.njk');
