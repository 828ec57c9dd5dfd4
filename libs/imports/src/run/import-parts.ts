import type { Domain } from '@kept-informed/follow-up';
import type { People } from '@kept-informed/people';

/** What an import works with. */
export interface ImportParts extends Pick<Domain, 'streams' | 'force' | 'clock' | 'work'> {
  readonly people: People;
}
