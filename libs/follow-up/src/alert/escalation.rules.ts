import type { Instant } from '@kept-informed/calendar';
import { type CaseArea, type Rulebook, latestTerms, type Recipient } from '@kept-informed/commitments';
import type { Alert } from './alert.state.js';
import { recipientOf, seesTo } from './ladder.rules.js';

/** What decides who answers for a case. */
export interface AnsweringPosts {
  readonly owner: string | undefined;
  readonly area: CaseArea | undefined;
  readonly book: Rulebook;
  readonly now: Instant;
}

/**
 * Who comes next where an alert's recipient cannot be reached: whoever its next rungs would go to, the performance unit at
 * the last; for an alert about a contact the roles above. Never somebody before whom the alert has climbed past already;
 * null: nobody is left. `commitment`: the id of the promise that it is about.
 */
export function nextUp(alert: Alert, posts: AnsweringPosts, commitment?: string): string | null {
  const { book, now } = posts;
  const promise = book.catalogue.find(({ id }) => id === commitment);
  const answering = promise ? { ...posts, owner: seesTo(promise, posts.owner, book) } : posts;
  const above = rolesAbove(alert, book).map((to) => recipientOf(to, answering, book, now));
  const rest = above.slice(above.lastIndexOf(alert.recipient) + 1);
  return rest.find((one) => !alert.unreached.includes(one)) ?? null;
}

function rolesAbove({ obligationId, rung }: Alert, book: Rulebook): Recipient[] {
  if (obligationId === undefined) return ['supervisor', 'inspector', 'performance-unit'];
  const { ladder } = latestTerms(book);
  const own = ladder.findIndex((step) => step.rung === rung);
  return [...ladder.slice(own + 1).map(({ to }) => to), 'performance-unit'];
}
