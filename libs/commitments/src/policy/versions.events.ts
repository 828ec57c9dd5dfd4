import type { RecordedFact } from '@kept-informed/event-store';
import type { Reach } from '../commitment/terms.rules.js';

/** The two things that hold in dated versions, each in a stream of its own. */
export type TermsKind = 'policy' | 'calendar';

/** Somebody wrote a whole version down; it holds once somebody else activates it. */
export type Drafted<Prefix extends string, Content> = RecordedFact<
  `${Prefix}Drafted`,
  {
    readonly versionId: string;
    /** The version in force that it was written for; null: what the force starts with. */
    readonly basedOn: string | null;
    readonly content: Content;
  }
>;

export type DraftDiscarded<Prefix extends string> = RecordedFact<
  `${Prefix}DraftDiscarded`,
  { readonly versionId: string }
>;

/** It holds from then on, as far as its reach says for what was open (docs/decisions/0007). */
export type Activated<Prefix extends string> = RecordedFact<
  `${Prefix}Activated`,
  { readonly versionId: string; readonly reach: Reach }
>;

export type VersionEvent<Content> =
  Drafted<'Policy' | 'Calendar', Content> | DraftDiscarded<'Policy' | 'Calendar'> | Activated<'Policy' | 'Calendar'>;
