import type { RecordedFact } from '@kept-informed/event-store';
import type { Reach } from '../commitment/terms.rules.js';
import type { CalendarContent } from './holidays.rules.js';
import type { PolicyContent } from './policy.rules.js';

/** What the two things say that hold in dated versions, each in a stream of its own. */
export interface ContentOf {
  readonly policy: PolicyContent;
  readonly calendar: CalendarContent;
}
export type TermsKind = keyof ContentOf;

/** What the facts of each are called. */
export const versionFacts = {
  drafted: { policy: 'PolicyDrafted', calendar: 'CalendarDrafted' },
  discarded: { policy: 'PolicyDraftDiscarded', calendar: 'CalendarDraftDiscarded' },
  activated: { policy: 'PolicyActivated', calendar: 'CalendarActivated' },
} as const;

export interface VersionDraft<Content> {
  readonly versionId: string;
  /** The version in force that it was written for; null: what the force starts with. */
  readonly basedOn: string | null;
  readonly content: Content;
  /** Who drafted it, as a digest of whose token it was and of the version's id: two persons are two subjects. */
  readonly drafter: string;
}

/** Somebody wrote a whole version down; it holds once somebody else activates it. */
export type VersionDrafted<Kind extends TermsKind> = RecordedFact<
  (typeof versionFacts.drafted)[Kind],
  VersionDraft<ContentOf[Kind]>
>;

export type DraftDiscarded<Kind extends TermsKind> = RecordedFact<
  (typeof versionFacts.discarded)[Kind],
  { readonly versionId: string }
>;

/** It holds from then on, as far as its reach says for what was open (docs/decisions/0007). */
export type VersionActivated<Kind extends TermsKind> = RecordedFact<
  (typeof versionFacts.activated)[Kind],
  { readonly versionId: string; readonly reach: Reach }
>;

export type VersionEvent<Kind extends TermsKind> = VersionDrafted<Kind> | DraftDiscarded<Kind> | VersionActivated<Kind>;
export type PolicyEvent = VersionEvent<'policy'>;
export type CalendarEvent = VersionEvent<'calendar'>;
