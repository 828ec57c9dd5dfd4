import type { Domain } from '@kept-informed/follow-up';

/** What an import works with. */
export type ImportParts = Pick<Domain, 'streams' | 'force' | 'clock' | 'work'>;
