import { localDate, type Clock, type Instant, type LocalDate } from '@kept-informed/calendar';
import type { FactStore, UnitOfWork } from '@kept-informed/event-store';
import {
  type Rulebook,
  type Reach,
  type OwnForce,
  type TermsStreams,
  appliedCalendar,
  appliedPolicy,
  bookAfter,
  type DatedVersions,
  adoptsMore,
  reachOf,
  requireCurrent,
  requireDraft,
  type TermsKind,
} from '@kept-informed/commitments';
import { fold, type FollowUpEvent } from '../reconcile/follow-up.state.js';
import { streamOf } from '../case/case.stream.js';
import { previewOf, previewedChanges, type PreviewedObligation, type PreviewedChange } from './preview.rules.js';
import { openCases } from '../stream/next-checks.queries.js';

/** Which draft, and how it would be activated. */
export interface PreviewQuestion {
  readonly dated: TermsKind;
  readonly versionId: string;
  readonly reach: Reach['to'];
  readonly on?: LocalDate;
  readonly limit: number;
  readonly after?: PreviewPlace;
}

/** Where a page ended; the next is worked out for the same instant. */
export interface PreviewPlace {
  readonly at: Instant;
  readonly caseId: string;
  readonly obligationId: string;
}

export interface PreviewResult {
  /** As if the draft were activated then. */
  readonly at: Instant;
  readonly position: string;
  readonly reach: Reach;
  /** Of all pages, with the first. */
  readonly counts: Record<PreviewedChange | 'cases', number> | null;
  readonly items: readonly PreviewedObligation[];
  readonly next: PreviewPlace | null;
}

export interface PreviewParts {
  readonly work: UnitOfWork;
  readonly store: FactStore;
  readonly terms: TermsStreams;
  readonly force: OwnForce;
  readonly clock: Clock;
}

/** Few enough that others are answered in between. */
const casesAtOnce = 50;

/** What drafts would change, worked out case by case from the facts; nothing is written and no case stays in memory. */
export class Previews {
  constructor(private readonly parts: PreviewParts) {}

  async preview(question: PreviewQuestion): Promise<PreviewResult> {
    const { store, terms, force, clock } = this.parts;
    const { dated, versionId, after } = question;
    const versions = await terms.load();
    const today = await force.rulebook();
    const at = after?.at ?? clock.now();
    const reach = reachOf(question.reach, question.on, localDate(at, force.zone));
    const apply = applied(dated, versionId, versions);
    const drafted = bookAfter(today, apply, reach, at);
    const position = await store.head();
    const page = new PreviewPage(question.limit, after);
    const more = dated === 'policy' && adoptsMore(today, drafted);
    if (reach.to !== 'new-only') await this.#through(page, { today, drafted }, at, more);
    return { at, position, reach, ...page.answer(at) };
  }

  async #through(page: PreviewPage, books: { today: Rulebook; drafted: Rulebook }, at: Instant, more: boolean) {
    const { work, store } = this.parts;
    for (let last: string | null = null; !page.isFull;) {
      const rows: { case_id: string }[] = await work.manager.query(
        `select case_id from (${openCases(more)}) as open (case_id) where case_id > $1 or case_id = $2
         order by case_id limit ${casesAtOnce}`,
        [last ?? page.firstCase, last === null ? page.firstCase : null],
      );
      if (rows.length === 0) return;
      const ids = rows.map(({ case_id: caseId }) => caseId);
      const found = await store.load(ids.map(streamOf));
      for (const caseId of ids)
        page.take(() => previewOf(fold(found.get(streamOf(caseId)) as FollowUpEvent[]), at, books));
      last = ids.at(-1)!;
    }
  }
}

/** The draft as what it would make of the terms before. Refused where it is none, or is outdated. */
function applied(dated: TermsKind, versionId: string, { policy, calendar }: DatedVersions) {
  if (dated === 'policy') {
    const draft = requireDraft(policy, versionId);
    requireCurrent(draft, policy);
    return { terms: appliedPolicy(versionId, draft.content), policy: draft.content };
  }
  const draft = requireDraft(calendar, versionId);
  requireCurrent(draft, calendar);
  return { terms: appliedCalendar(versionId, draft.content) };
}

/** A page that fills up, and on the first one the counts of all. */
class PreviewPage {
  readonly #items: PreviewedObligation[] = [];
  readonly #counts = Object.fromEntries([...previewedChanges, 'cases'].map((name) => [name, 0])) as NonNullable<
    PreviewResult['counts']
  >;

  constructor(
    private readonly limit: number,
    private readonly after: PreviewPlace | undefined,
  ) {}

  get firstCase(): string {
    return this.after?.caseId ?? '';
  }

  /** The first page goes through all, to count them. */
  get isFull(): boolean {
    return this.after !== undefined && this.#items.length > this.limit;
  }

  take(work: () => readonly PreviewedObligation[]): void {
    const found = work();
    if (found.length > 0) this.#counts.cases += 1;
    for (const item of found) this.#add(item);
  }

  #add(item: PreviewedObligation): void {
    this.#counts[item.change] += 1;
    const { after } = this;
    if (after && item.caseId === after.caseId && item.obligationId <= after.obligationId) return;
    if (this.#items.length <= this.limit) this.#items.push(item);
  }

  answer(at: Instant): Pick<PreviewResult, 'counts' | 'items' | 'next'> {
    const items = this.#items.slice(0, this.limit);
    const last = items.at(-1);
    const next =
      last && this.#items.length > this.limit ? { at, caseId: last.caseId, obligationId: last.obligationId } : null;
    return { counts: this.after ? null : this.#counts, items, next };
  }
}
