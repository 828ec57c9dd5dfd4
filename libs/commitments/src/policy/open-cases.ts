import type { Instant } from '@kept-informed/calendar';

/** The cases that new terms may have changed, as whoever keeps them can have them looked at again. */
export interface OpenCases {
  /** Has every case with something open looked at from an instant on; all there are, where what was never owed may become so. */
  termsChanged(at: Instant, adoptsMore: boolean): Promise<number>;

  /** Has every case looked at in which something awaits a calendar. */
  calendarCame(at: Instant): Promise<number>;
}
