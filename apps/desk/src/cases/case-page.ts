import type { ContactForm } from '../contacts/contact-form.js';
import type { PageLink } from '../frame/page-link.js';
import type { FormFault } from '../frame/form-field.js';
import { page } from '../frame/page.js';
import type { TimelineRow } from '../frame/timeline-row.js';

/** One of several to choose from, as the macros of forms take it. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
  readonly hint?: { readonly text: string };
}

export interface RouteRow {
  readonly routeId: string;
  readonly method: string;
  readonly value: string;
  readonly safe: boolean;
  /** When it may be used; empty: always. */
  readonly times: string;
  /** What to say to whoever answers, and what never to; empty: nothing is known. */
  readonly say: string;
  readonly neverSay: string;
  readonly isDead: boolean;
  /** Why it must never be used; empty: it is safe. */
  readonly unsafeBecause: string;
  /** Where a supervisor lets it be used though it is unsafe; null: it is safe, or who looks is none. */
  readonly allowing: string | null;
}

/** What somebody does not want to be told. */
export interface UnwantedRow {
  readonly optOutId: string;
  readonly scope: string;
}

export interface PersonRow {
  readonly participantId: string;
  readonly name: string;
  /** Nothing of who they are is kept, nor will be again. */
  readonly isErased: boolean;
  readonly role: string;
  readonly entitlement: string;
  readonly diedOn: string | null;
  readonly needs: string | null;
  readonly language: string | null;
  readonly interpreter: string | null;
  /** When they were last told something; null: never. */
  readonly lastTold: string | null;
  readonly attempts: number;
  readonly lastAttempt: string | null;
  /** What was agreed with them; null: nothing. */
  readonly plan: string | null;
  readonly doesNotWant: readonly UnwantedRow[];
  /** What can be recorded of them. */
  readonly links: readonly PageLink[];
  readonly routes: readonly RouteRow[];
}

export interface OwedRow {
  readonly obligationId: string;
  readonly title: string;
  readonly person: string;
  readonly dueInWords: string;
  readonly dueOn: string | null;
  /** How it looks: overdue, soon, later, or none of these. */
  readonly tone: 'red' | 'yellow' | 'grey';
  readonly note: string | null;
  /** What can be decided about it. */
  readonly links: readonly PageLink[];
}

export interface PromisedRow {
  readonly person: string;
  readonly on: string;
  readonly status: string;
}

/** What is open by a date, and how much beside that has none. */
export interface StillOpen {
  readonly dated: readonly string[];
  readonly undated: number;
}

/** What a contact would meet, or has met. */
export interface ForeseenContact {
  readonly reached: boolean;
  readonly meets: readonly string[];
  readonly stillOpen: StillOpen;
  readonly notMet: readonly string[];
  readonly concerns: readonly string[];
}

/** What was recorded a moment ago, perhaps on another case. */
export interface RecordedBanner {
  readonly caseId: string;
  readonly reference: string;
  readonly meets: readonly string[];
  readonly stillOpen: StillOpen;
}

export interface ContactFormModel {
  readonly values: ContactForm;
  readonly faults: readonly FormFault[];
  /** It has to be said whether it was confirmed before that it was safe. */
  readonly highRisk: boolean;
  /** What would come of it; null: nobody asked. */
  readonly outcome: ForeseenContact | null;
  /** What was recorded since the form was opened; empty: nothing. */
  readonly changed: readonly TimelineRow[];
  readonly who: readonly Choice[];
  readonly how: readonly Choice[];
  readonly reached: readonly Choice[];
  readonly tells: readonly Choice[];
  readonly next: readonly Choice[];
  readonly purposes: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
  readonly services: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
  readonly routes: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
}

export interface CaseModel {
  readonly caseId: string;
  readonly reference: string;
  readonly kind: string;
  readonly about: string;
  readonly status: string;
  /** What whoever looks must know at once. */
  readonly marks: readonly string[];
  readonly closedAt: string | null;
  readonly mergedInto: string | null;
  readonly owner: string;
  readonly openedAt: string;
  readonly version: number;
  readonly parts: readonly CasePart[];
  /** The cases that have to do with it, and what. */
  readonly linked: readonly PageLink[];
  /** What else can be recorded of it, and what seldom is. */
  readonly links: Record<'often' | 'seldom', readonly PageLink[]>;
  readonly people: readonly PersonRow[];
  readonly owed: readonly OwedRow[];
  /** What is owed and has no date. */
  readonly undated: readonly OwedRow[];
  readonly promised: readonly PromisedRow[];
  readonly timeline: readonly TimelineRow[];
  readonly hasMore: boolean;
  readonly recorded: RecordedBanner | null;
  /** What a form has just recorded; empty: nothing. */
  readonly done: readonly TimelineRow[];
  /** The same of what is no fact of the case; empty: nothing. */
  readonly said: string;
  /** By when what is shown was recorded; null: it is shown as it is now. */
  readonly knownAt: string | null;
  /** The day of that, and the last of which can be asked. */
  readonly knownOn: string;
  readonly today: string;
  /** Null: nothing can be recorded on a page of what was known then. */
  readonly form: ContactFormModel | null;
}

export const casePage = page<CaseModel>('case.njk');

/** What would come of a contact, for the script that asks while somebody fills in the form. */
export const outcomeFragment = page<{ readonly form: Pick<ContactFormModel, 'outcome' | 'faults'> }>('outcome.njk');

/** A page of a case, and whether it is the one that is shown. */
export interface CasePart extends PageLink {
  readonly current: boolean;
}

export interface CaseTimelineModel {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly parts: readonly CasePart[];
  /** By what it can be narrowed; empty: by nothing. */
  readonly filters: readonly CasePart[];
  /** What of it is shown, as the address says it; empty: everything. */
  readonly show: string;
  /** What can be recorded of that. */
  readonly links: readonly PageLink[];
  readonly items: readonly TimelineRow[];
  readonly newer: number | null;
  readonly older: number | null;
}

export const timelinePage = page<CaseTimelineModel>('timeline.njk');

export interface WhyModel {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly person: string;
  readonly sentence: string;
  readonly steps: readonly { readonly date: string; readonly counted: boolean; readonly reason: string }[];
  readonly dueOn: string | null;
  readonly calendarVersion: string;
}

export const whyPage = page<WhyModel>('why.njk');
