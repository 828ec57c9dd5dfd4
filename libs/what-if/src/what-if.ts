import type { Instant, LocalDate } from '@kept-informed/calendar';
import type { AskedVersion } from './drafted-book.js';
import type { WhatIfDifference } from './difference.js';

/** What would have become of a period, had a version of the policy or of the calendar been activated as it began. */
export interface WhatIfQuestion extends AskedVersion {
  /** London dates, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What came of it. */
export interface WhatIfAnswer extends WhatIfDifference {
  /** Statuses are as of then: the end of the period, or now where that is still to come. */
  readonly asOf: Instant;
  /** The facts that took part are those up to this position. */
  readonly position: string;
  readonly seconds: number;
}

/** A question with what became of it. */
export interface AskedWhatIf extends WhatIfQuestion {
  readonly whatIfId: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly endedAt: Instant | null;
  /** Null: it is not answered yet, or could not be. */
  readonly answer: WhatIfAnswer | null;
  /** The name of what went wrong; null: nothing did. */
  readonly trouble: string | null;
}
