import { page } from '../frame/page.js';

/** A question of what would have been. */
export interface WhatIfRow {
  readonly whatIfId: string;
  readonly of: string;
  readonly from: string;
  readonly to: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: string;
}

export interface WhatIfListModel {
  readonly rows: readonly WhatIfRow[];
  readonly next: string | null;
}

export const whatIfListPage = page<WhatIfListModel>('what-ifs.njk');

/** A figure as it was and as it would have been. */
export interface ComparedFigure {
  readonly before: string;
  readonly after: string;
  readonly isOtherwise: boolean;
}

export interface ComparedLine {
  readonly name: string;
  readonly figures: readonly ComparedFigure[];
}

/** Lines of one kind, each with the same figures. */
export interface ComparedTable {
  readonly title: string;
  readonly of: string;
  readonly columns: readonly string[];
  readonly lines: readonly ComparedLine[];
}

export interface WhatIfModel extends WhatIfRow {
  /** Null: it waits still, or could not be worked out. */
  readonly answer: {
    /** What it comes to, in sentences. */
    readonly sentences: readonly string[];
    readonly asOf: string;
    readonly tables: readonly ComparedTable[];
    /** The same for a spreadsheet, with each day of each team. */
    readonly file: string;
  } | null;
  readonly isWaiting: boolean;
  /** It could not be worked out, because more would follow than anybody could see to. */
  readonly isTooMuch: boolean;
}

export const whatIfPage = page<WhatIfModel>('what-if.njk');
