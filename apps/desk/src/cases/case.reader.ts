import { Injectable } from '@nestjs/common';
import { type Instant, localDate, type LocalDate } from '@kept-informed/calendar';
import { lastToldOn, ReadModel, WholeCase, type WholeCaseView } from '@kept-informed/case-work';
import { OwnForce, type Rulebook } from '@kept-informed/commitments';
import { listCases } from '@kept-informed/follow-up';
import { emptyForm, type ContactForm } from '../contacts/contact-form.js';
import { contactChoices } from '../contacts/contact-choices.js';
import { isSupervisor } from '../frame/viewers.js';
import type { FormFault } from '../frame/form-field.js';
import type { CaseModel, ForeseenContact, RecordedBanner } from './case-page.js';
import type { PageLink } from '../frame/page-link.js';
import { caseLinks } from './case-links.js';
import { partsOf } from './case-parts.js';
import { erasedAmong } from './erased.queries.js';
import { owedRows, personRow, promisedRows } from './case-rows.js';
import { knownAtIn } from './known-at.js';
import { isRestricted } from './restricted.queries.js';
import { TimelineReader } from './timeline.reader.js';
import { triggersOn } from './triggers.queries.js';
import { postInWords } from './words.js';

/** So many of the latest facts are looked through for those that stand on the case itself, without alerts, and on a page. */
const lookedThrough = 60;
const latest = 8;

/** What came of a form that was sent, or how it is to begin. */
export interface CaseFormState {
  readonly values?: ContactForm;
  readonly faults?: readonly FormFault[];
  readonly outcome?: ForeseenContact;
  /** The version that was looked at, where the case has changed since. */
  readonly changedSince?: number;
  readonly recorded?: RecordedBanner;
  /** What a form has just recorded that is no fact of the case. */
  readonly said?: string;
  /** The versions that a form has just recorded, the first and the last. */
  readonly done?: readonly [number, number];
}

/** What is shown of a case, as it is now and as it was known. */
type ShownCase = Omit<CaseModel, 'form' | 'recorded' | 'done' | 'said'>;

/** What is read of a case beside the whole of it. */
interface ReadBeside {
  readonly erased: ReadonlySet<string>;
  /** By participant; who never was told is not among them. */
  readonly lastTold: ReadonlyMap<string, Instant>;
  readonly restricted: boolean;
  readonly knownAt: Instant | undefined;
}

/** Puts together what the pages of a case show. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly whole: WholeCase,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly timeline: TimelineReader,
  ) {}

  /** The page of a case with its form. `key`: of a form that begins anew. */
  async page(caseId: string, key: string, state: CaseFormState = {}): Promise<CaseModel> {
    const [whole, triggers, book, beside] = await Promise.all([
      this.whole.read(caseId, { personal: true }),
      triggersOn(this.reading.manager, caseId),
      this.force.rulebook(),
      this.#beside(caseId, undefined),
    ]);
    const { version } = whole;
    const erased = await erasedAmong(this.reading.manager, whole.participants);
    const { faults = [], outcome = null, recorded = null, said = '', changedSince = version } = state;
    const [shown, changed, done] = await Promise.all([
      this.#shown(whole, book, { ...beside, erased }),
      this.timeline.latest(caseId, version, Math.min(20, version - changedSince)),
      state.done ? this.timeline.between(caseId, ...state.done) : [],
    ]);
    const values = { ...(state.values ?? emptyForm(key, version)), version };
    const choices = contactChoices({ whole, erased, triggers, book, values, today: this.#today() });
    const form = { values, faults, highRisk: whole.highRisk, outcome, changed, ...choices };
    return { ...shown, recorded, done, said, form };
  }

  /** By when, as an address says it. */
  knownAtIn(said: unknown): Instant | undefined {
    return knownAtIn(said, this.reading.now, this.force.zone);
  }

  /** What was recorded of a case by an instant; nothing can be done there. */
  async knownAt(caseId: string, knownAt: Instant): Promise<CaseModel> {
    const [whole, book, beside] = await Promise.all([
      this.whole.read(caseId, { personal: true, knownAt }),
      this.force.rulebook(),
      this.#beside(caseId, knownAt),
    ]);
    const erased = await erasedAmong(this.reading.manager, whole.participants);
    const shown = await this.#shown(whole, book, { ...beside, erased });
    return { ...shown, links: { often: [], seldom: [] }, recorded: null, done: [], said: '', form: null };
  }

  async #beside(caseId: string, knownAt: Instant | undefined): Promise<Omit<ReadBeside, 'erased'>> {
    const [lastTold, restricted] = await Promise.all([
      lastToldOn(this.reading.as(knownAt), caseId, this.force.zone),
      isRestricted(this.reading.manager, caseId),
    ]);
    return { lastTold, restricted, knownAt };
  }

  async #shown(
    whole: WholeCaseView,
    book: Rulebook,
    { erased, lastTold, restricted, knownAt }: ReadBeside,
  ): Promise<ShownCase> {
    const { caseId, version } = whole;
    const [timeline, linked] = await Promise.all([
      this.timeline.latest(caseId, version, lookedThrough),
      this.#linked(whole),
    ]);
    const today = localDate(knownAt ?? this.reading.now, this.force.zone);
    const owed = owedRows(whole, book);
    return {
      caseId,
      reference: whole.reference,
      kind: whole.kind,
      about: aboutCase(whole),
      status: whole.status,
      closedAt: whole.closedAt,
      mergedInto: whole.mergedInto,
      owner: postInWords(whole.owner, this.force.directory.current),
      openedAt: whole.openedAt,
      version,
      knownAt: knownAt ?? null,
      knownOn: today,
      today: this.#today(),
      marks: [...(whole.highRisk ? ['High risk'] : []), ...(restricted ? ['Restricted'] : [])],
      parts: partsOf(caseId, null),
      linked,
      links: caseLinks(whole, restricted && isSupervisor()),
      people: whole.participants.map((person) =>
        personRow(person, whole, {
          lastTold: lastTold.get(person.participantId) ?? null,
          erased,
          today,
          book,
          force: this.force,
        }),
      ),
      owed: owed.filter(({ dueOn }) => dueOn !== null),
      undated: owed.filter(({ dueOn }) => dueOn === null),
      promised: promisedRows(whole),
      timeline: timeline.filter(({ isAlert }) => !isAlert).slice(0, latest),
      hasMore: version > 0,
    };
  }

  /** Those that who asks sees. */
  async #linked({ links }: WholeCaseView): Promise<PageLink[]> {
    const ids = [...new Set(links.map(({ caseId }) => caseId))];
    const cases = ids.length > 0 ? await listCases(this.reading.manager, { ids }, ids.length) : [];
    return links.map(({ caseId, kind }) => {
      const { reference } = cases.find((one) => one.caseId === caseId)!;
      return { href: `/cases/${caseId}`, text: `${reference} has to do with it: ${kind.replaceAll('-', ' ')}` };
    });
  }

  #today(): LocalDate {
    return localDate(this.reading.now, this.force.zone);
  }
}

const aboutCase = ({ offenceGroup, area }: WholeCaseView): string =>
  [offenceGroup?.replaceAll('-', ' '), area?.lpt, area?.bcu].filter((part) => part).join(', ');
