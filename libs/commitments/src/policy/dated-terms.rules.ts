import type { CalendarVersion, Instant } from '@kept-informed/calendar';
import { defaultCounterRule } from '../commitment/counter-rule.rules.js';
import type { Rulebook } from '../commitment/rulebook.rules.js';
import { defaultEnhancedAges } from '../commitment/age.rules.js';
import { defaultEnhancedUnassessed, latestTerms, termsId, type Reach, type Terms } from '../commitment/terms.rules.js';
import { calendarFrom, type CalendarContent } from './holidays.rules.js';
import { withOwn, type PolicyContent } from './policy.rules.js';
import type { ContentOf, TermsKind } from './versions.events.js';
import { activatedOf, type Versions } from './versions.state.js';

/** The force's policies and calendars as their streams tell of them. */
export type DatedVersions = { readonly [Kind in TermsKind]: Versions<ContentOf[Kind]> };

/**
 * What held when: the terms that a force starts with, and for each activation, in order of time, the policy and the
 * calendar that were in force from then on (docs/decisions/0007).
 */
export function termsFrom(first: Terms, { policy, calendar }: DatedVersions): Terms[] {
  const activations = [
    ...activatedOf(policy).map((version) => ({
      ...version.activated,
      apply: appliedPolicy(version.versionId, version.content),
    })),
    ...activatedOf(calendar).map((version) => ({
      ...version.activated,
      apply: appliedCalendar(version.versionId, version.content),
    })),
  ].sort((a, b) => Number(BigInt(a.position) - BigInt(b.position)));
  const found = [first];
  for (const { apply, at, reach } of activations) {
    const last = found.at(-1)!;
    const next = apply(last);
    // A clock that was behind the one of the activation before: terms are in order of time.
    const from = at < last.from ? last.from : at;
    found.push({ ...next, from, reach, id: termsId(next.policy, next.calendar) });
  }
  return found;
}

/** What a draft would make of the terms before it. */
export interface DraftEffect {
  readonly terms: (before: Terms) => Terms;
  /** Where it is a policy. */
  readonly policy?: PolicyContent;
}

/** What a force would go by if a draft were activated at an instant. */
export function bookAfter(book: Rulebook, { terms, policy }: DraftEffect, reach: Reach, at: Instant): Rulebook {
  const last = latestTerms(book);
  const next = terms(last);
  const from = at < last.from ? last.from : at;
  const drafted = { ...next, from, reach, id: termsId(next.policy, next.calendar) };
  const catalogue = policy ? withOwn(book.catalogue, policy) : book.catalogue;
  return { ...book, catalogue, terms: [...book.terms, drafted] };
}

/**
 * What a force would have gone by had a draft been activated at an instant that is past: what was activated of its own kind
 * since then never was, what was activated of the other kind holds beside it (docs/decisions/0031).
 */
export function bookSince(
  book: Rulebook,
  { terms: drafted, policy, reach }: DraftEffect & { readonly reach: Reach },
  at: Instant,
): Rulebook {
  const held = book.terms.filter(({ from }, index) => index === 0 || from <= at);
  const first = { ...drafted(held.at(-1)!), from: at, reach };
  const others = book.terms
    .filter(({ from, activated }) => from > at && activated !== first.activated)
    .map((later) => ({ ...drafted(later), from: later.from, reach: later.reach, activated: later.activated }));
  const since = [first, ...others].map((one) => ({ ...one, id: termsId(one.policy, one.calendar) }));
  const catalogue = policy ? withOwn(book.catalogue, policy) : book.catalogue;
  return { ...book, catalogue, terms: [...held, ...since] };
}

export function appliedPolicy(versionId: string, content: PolicyContent): (before: Terms) => Terms {
  const { adopts, dayKinds, anchors, targets, ladder, lateAfterHours, concernAfterAttempts } = content;
  // Policies of before it could be said go by what is usual.
  const { enhancedUnassessed = defaultEnhancedUnassessed, enhancedAges = defaultEnhancedAges } =
    content as Partial<PolicyContent>;
  const { counter = defaultCounterRule } = content as Partial<PolicyContent>;
  const counted = { dayKinds, anchors, targets, enhancedUnassessed, enhancedAges, counter };
  const chosen = { adopted: new Set(adopts), ...counted, ladder, lateAfterHours, concernAfterAttempts };
  return (before) => {
    const { retention = before.retention } = content as Partial<PolicyContent>;
    return { ...before, ...chosen, retention, policy: versionId, activated: 'policy' };
  };
}

export function appliedCalendar(versionId: string, content: CalendarContent): (before: Terms) => Terms {
  const calendar: CalendarVersion = calendarFrom(versionId, content);
  return (before) => ({ ...before, calendar, activated: 'calendar' });
}
