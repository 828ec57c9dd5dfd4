import { localDate, type Instant, type LocalDate } from '@kept-informed/calendar';
import {
  appliedCalendar,
  appliedPolicy,
  bookSince,
  type CalendarContent,
  type DatedVersions,
  type DraftEffect,
  type Reach,
  type Rulebook,
  type TermsKind,
  type Version,
  type Versions,
} from '@kept-informed/commitments';
import { conflict, notFound } from '@kept-informed/decisions';

/** Which version, and how far it would have reached into what was open. */
export interface AskedVersion {
  readonly kind: TermsKind;
  readonly versionId: string;
  readonly reach: Extract<Reach['to'], 'new-only' | 'recompute-all'>;
}

/** A version of the force's policy or calendar: a draft, or one that holds or held. Refused for one that was given up. */
export function requireVersion<Content>({ all }: Versions<Content>, versionId: string): Version<Content> {
  const found = all.get(versionId);
  if (!found) throw notFound('unknown-draft', 'There is no such draft.');
  if (found.discarded) throw conflict('draft-ended', 'The draft was given up.');
  return found;
}

/** What the force would have gone by, had the version been activated at an instant. */
export function draftedBook(
  book: Rulebook,
  { kind, versionId, reach }: AskedVersion,
  versions: DatedVersions,
  at: Instant,
): Rulebook {
  const effect =
    kind === 'policy' ? policyEffect(versions, versionId) : calendarEffect(versions, versionId, { book, at });
  return bookSince(book, { ...effect, reach: { to: reach } }, at);
}

function policyEffect({ policy }: DatedVersions, versionId: string): DraftEffect {
  const { content } = requireVersion(policy, versionId);
  return { terms: appliedPolicy(versionId, content), policy: content };
}

function calendarEffect(
  { calendar }: DatedVersions,
  versionId: string,
  { book, at }: { readonly book: Rulebook; readonly at: Instant },
): DraftEffect {
  const { content } = requireVersion(calendar, versionId);
  return { terms: appliedCalendar(versionId, knownInTime(content, book, at)) };
}

/**
 * A holiday that a draft adds or calls off became known when it was drafted, which is after the period that is lived again. For
 * that it is known from the beginning; what became known within the period by the calendar in force, became known then.
 */
function knownInTime(content: CalendarContent, book: Rulebook, at: Instant): CalendarContent {
  const day = localDate(at, book.zone);
  const rows = new Map(book.terms.flatMap(({ calendar }) => calendar.rows).map((row) => [row.date, row]));
  const notAfter = (date: LocalDate): LocalDate => (date < day ? date : day);
  const holidays = content.holidays.map((row) => {
    const held = rows.get(row.date);
    if (held?.knownFrom === row.knownFrom && held.withdrawnFrom === row.withdrawnFrom) return row;
    const { knownFrom, withdrawnFrom } = row;
    return {
      ...row,
      knownFrom: held ? held.knownFrom : notAfter(knownFrom),
      ...(withdrawnFrom !== undefined && { withdrawnFrom: notAfter(withdrawnFrom) }),
    };
  });
  return { ...content, holidays };
}
