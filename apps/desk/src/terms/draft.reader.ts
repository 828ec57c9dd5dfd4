import { Injectable } from '@nestjs/common';
import { Clock, localDate } from '@kept-informed/calendar';
import {
  isDraft,
  latestTerms,
  OwnForce,
  type CalendarContent,
  policyOf,
  type PolicyContent,
  type Reach,
  type Terms,
  type TermsKind,
  TermsStreams,
  type Version,
  warningsOfPolicy,
} from '@kept-informed/commitments';
import { Previews, previewedChanges } from '@kept-informed/follow-up';
import { postInWords } from '../cases/words.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { DraftModel } from './terms-page.js';
import { statusOf } from './terms.reader.js';
import { calendarInWords, policyInWords } from './terms-content.js';
import { calendarOtherwise, policyOtherwise } from './terms-in-words.js';

/** As a page asks for them: all at once can be foreseen by these alone. */
export const foreseenReaches = ['recompute-all', 'new-only'] as const;
type ForeseenReach = Extract<Reach['to'], (typeof foreseenReaches)[number]>;

const reachWords: Readonly<Record<ForeseenReach, string>> = {
  'recompute-all': 'All that is not due yet is counted again',
  'new-only': 'It holds for what arises from then on',
};

export const changeWords: Readonly<Record<(typeof previewedChanges)[number], string>> = {
  moved: 'due on another date',
  overdue: 'due on a date that is past',
  withdrawn: 'no longer owed',
  arises: 'owed, and not owed now',
  rungs: 'with other alerts, due on the same date',
};

const mostRows = 50;

/** Who looks at a version: what they may go on to. */
export interface DraftViewer {
  readonly by: string;
  readonly mayDraft: boolean;
  readonly mayActivate: boolean;
}

/** Versions one by one, with what they would change. */
@Injectable()
export class DraftReader {
  constructor(
    private readonly streams: TermsStreams,
    private readonly force: OwnForce,
    private readonly previews: Previews,
    private readonly clock: Clock,
  ) {}

  async page(
    kind: TermsKind,
    versionId: string,
    reach: ForeseenReach | undefined,
    viewer: DraftViewer,
  ): Promise<DraftModel> {
    const versions = (await this.streams.load())[kind];
    const one: Version<unknown> | undefined = versions.all.get(versionId);
    if (!one) return this.#first(kind, versionId, versions.inForce, viewer);
    const { drafted } = one;
    const status = one.discarded ? 'Given up' : statusOf(one, versions);
    const inTheWay = isDraft(one) && one.basedOn !== versions.inForce ? outdated : '';
    const isOpen = isDraft(one) && inTheWay === '';
    const at = `/terms/${kind}/${encodeURIComponent(versionId)}`;
    return {
      kind: kind === 'policy' ? 'Policy' : 'Calendar',
      versionId,
      status,
      draftedBy: postInWords(drafted.by, this.force.directory.current),
      draftedAt: drafted.at,
      says: await this.#says(kind, one.content),
      otherwise: isDraft(one) ? await this.#otherwise(kind, one) : null,
      warnings: isOpen && kind === 'policy' ? await this.#warnings(one.content as PolicyContent) : [],
      inTheWay,
      preview: isOpen ? await this.#preview(kind, versionId, reach, at) : null,
      links: [
        ...(isOpen && viewer.mayActivate && drafted.by !== viewer.by
          ? [{ href: `${at}/activation`, text: 'Let it hold' }]
          : []),
        ...(viewer.mayDraft && kind === 'policy'
          ? [{ href: `/terms/policy/new?like=${encodeURIComponent(versionId)}`, text: 'Draft another one like it' }]
          : []),
        ...(isDraft(one) && viewer.mayDraft ? [{ href: `${at}/giving-up`, text: 'Give it up' }] : []),
      ],
    };
  }

  /** What the force started with: nobody drafted it. */
  async #first(kind: TermsKind, versionId: string, inForce: string | null, viewer: DraftViewer): Promise<DraftModel> {
    const [first] = (await this.force.rulebook()).terms as [Terms];
    const { policy, calendar } = first;
    if (versionId !== (kind === 'policy' ? policy : calendar.id)) throw new NoSuchPage();
    return {
      kind: kind === 'policy' ? 'Policy' : 'Calendar',
      versionId,
      status: inForce === null ? 'Holds now' : 'Replaced',
      draftedBy: null,
      draftedAt: null,
      says: await this.#says(kind, kind === 'policy' ? policyOf(first) : { holidays: calendar.rows }),
      otherwise: null,
      warnings: [],
      inTheWay: '',
      preview: null,
      links:
        viewer.mayDraft && kind === 'policy' ? [{ href: '/terms/policy/new', text: 'Draft another one like it' }] : [],
    };
  }

  async #says(kind: TermsKind, content: unknown) {
    if (kind === 'calendar')
      return calendarInWords(content as CalendarContent, localDate(this.clock.now(), this.force.zone));
    const policy = content as PolicyContent;
    const { catalogue } = await this.force.rulebook();
    return policyInWords(policy, new Map([...catalogue, ...policy.commitments].map(({ id, title }) => [id, title])));
  }

  async #otherwise(kind: TermsKind, { content }: Version<unknown>) {
    const book = await this.force.rulebook();
    const held = latestTerms(book);
    if (kind === 'calendar') return calendarOtherwise(content as CalendarContent, held.calendar);
    const draft = content as PolicyContent;
    const titles = new Map([...book.catalogue, ...draft.commitments].map(({ id, title }) => [id, title]));
    const known = new Set(book.catalogue.map(({ id }) => id));
    const commitments = draft.commitments.filter(({ id }) => !known.has(id));
    return policyOtherwise({ ...draft, commitments }, policyOf(held), titles);
  }

  async #warnings(content: PolicyContent): Promise<string[]> {
    const { catalogue } = await this.force.rulebook();
    return warningsOfPolicy(content, catalogue).map(({ detail }) => detail);
  }

  async #preview(dated: TermsKind, versionId: string, reach: ForeseenReach | undefined, at: string) {
    const reaches = foreseenReaches.map((one) => ({
      href: `${at}?reach=${one}`,
      text: reachWords[one],
      isCurrent: one === reach,
    }));
    if (reach === undefined) return { reaches, counts: null, rows: [], hasMore: false };
    const { counts, items, next } = await this.previews.preview({ dated, versionId, reach, limit: mostRows });
    const titles = await this.force.titles(items.map(({ commitment }) => commitment));
    const changes = previewedChanges.filter((change) => counts![change] > 0);
    return {
      reaches,
      counts:
        changes.length === 0
          ? ['Nothing that is open']
          : [
              `On ${counts!.cases} ${counts!.cases === 1 ? 'case' : 'cases'} something is otherwise`,
              ...changes.map((change) => `${counts![change]} would be ${changeWords[change]}`),
            ],
      rows: items.map(({ change, commitment, dueOn, wouldBeDueOn }) => ({
        title: titles.get(commitment)!,
        change: changeWords[change],
        dueOn,
        wouldBeDueOn,
      })),
      hasMore: next !== null,
    };
  }
}

const outdated = 'Another version was let hold since this was drafted. Draft it again on that.';
