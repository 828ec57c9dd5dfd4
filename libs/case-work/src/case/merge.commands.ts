import { Code, Id } from '@kept-informed/fields';
import { OnCase } from '../on-case.js';
import { linkKinds, type LinkKind } from '@kept-informed/follow-up';

/** Merges a case into another one, in which the matter is followed up from now on. */
export class MergeCases extends OnCase {
  noteId?: string;
  noteDigest?: string;
  /** Who a participant of this case is in the other; whoever is not named joins it. */
  participants: Readonly<Record<string, string>>;

  @Id({ description: 'The case in which it is followed up from now on.' })
  into: string;
}

/** Records that two cases have to do with each other. */
export class LinkCases extends OnCase {
  other: string;

  @Code(linkKinds)
  kind: LinkKind;
}
