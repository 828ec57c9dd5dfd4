import type { Instant } from '@kept-informed/calendar';

/** Who keeps what is kept, and when. */
export interface WhoKeeps {
  readonly by: string;
  readonly at: Instant;
}
