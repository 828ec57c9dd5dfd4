import type { OwedRow } from '../cases/case-page.js';
import type { FormFault } from '../frame/form-field.js';
import type { ShownField } from '../frame/shown-field.js';
import { page } from '../frame/page.js';

export interface BoardRow {
  readonly alertId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly rung: string;
  /** The heading that it begins: it is the first of its rung; null: it follows one of them. */
  readonly begins: string | null;
  readonly status: string;
  readonly title: string;
  readonly person: string;
  readonly dueInWords: string;
  readonly tone: OwedRow['tone'];
  readonly owner: string;
  readonly recipient: string;
}

/** Something that is owed, of those that a tile counts. */
export interface BoardDuty {
  readonly obligationId: string;
  readonly caseId: string;
  readonly reference: string;
  readonly person: string;
  readonly title: string;
  readonly dueInWords: string;
  readonly tone: OwedRow['tone'];
  readonly owner: string;
  readonly lastAttempt: string | null;
}

/** A number that leads to the rows that it counts. */
export interface BoardTile {
  readonly href: string;
  readonly text: string;
  readonly count: number;
  readonly isCurrent: boolean;
}

/** What became of one of many. */
export interface BoardResult {
  readonly reference: string;
  readonly title: string;
  /** Null: it was done. */
  readonly refused: string | null;
}

export interface BoardTable {
  readonly asOf: string;
  readonly position: string;
  readonly tiles: readonly BoardTile[];
  readonly rows: readonly BoardRow[];
  /** In place of them what is owed, where that is asked for; null: it is not. */
  readonly duties: readonly BoardDuty[] | null;
  /** Where the rows after these are; null: these are all. */
  readonly next: string | null;
}

export interface BoardModel {
  readonly board: BoardTable;
  /** The same filters for the rows alone, and for forms. */
  readonly query: string;
  readonly team: string;
  readonly teams: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
  readonly bcus: BoardModel['teams'];
  readonly list: string;
  readonly rung: string;
  readonly status: string;
  readonly key: string;
  /** What came of what was done to several; null: nothing was asked for. */
  readonly results: readonly BoardResult[] | null;
  /** What was done, in a word. */
  readonly done: string;
  readonly fields: readonly ShownField[];
  readonly faults: readonly FormFault[];
  /** Of rows that were chosen already. */
  readonly chosen: readonly string[];
}

export const boardPage = page<BoardModel>('board.njk');

/** The part that changes by itself. */
export const boardRows = page<Pick<BoardModel, 'board' | 'chosen'>>('board-rows.njk');
