import { Injectable } from '@nestjs/common';
import { localDate, type LocalDate } from '@kept-informed/calendar';
import { lastToldOn, ReadModel, WholeCase, type TimelineEntry, type WholeCaseView } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { FactStore } from '@kept-informed/event-store';
import { derivationOf } from '@kept-informed/follow-up';
import { emptyForm, type ContactForm, type FormFault } from '../contacts/contact-form.js';
import { contactChoices } from '../contacts/contact-choices.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type {
  CaseModel,
  CaseTimelineModel,
  ForeseenContact,
  OwedRow,
  PersonRow,
  RecordedBanner,
  TimelineRow,
  WhyModel,
} from './case-page.js';
import { timelineRows } from './timeline-rows.js';
import { triggersOn } from './triggers.queries.js';
import { frequencyInWords, nameIn, plainer, postInWords, sentence, toneOf } from './words.js';

/** So many of the latest facts are looked through for those that stand on the case itself, without alerts, and on a page. */
const lookedThrough = 60;
const latest = 8;
const perPage = 50;

/** What came of a form that was sent, or how it is to begin. */
export interface FormState {
  readonly values?: ContactForm;
  readonly faults?: readonly FormFault[];
  readonly outcome?: ForeseenContact;
  /** The version that was looked at, where the case has changed since. */
  readonly changedSince?: number;
  readonly recorded?: RecordedBanner;
}

/** Puts together what the pages of a case show. */
@Injectable()
export class CaseReader {
  constructor(
    private readonly whole: WholeCase,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly store: FactStore,
  ) {}

  /** The page of a case with its form. `key`: of a form that begins anew. */
  async page(caseId: string, key: string, state: FormState = {}): Promise<CaseModel> {
    const { manager } = this.reading;
    const [whole, lastTold, triggers, book] = await Promise.all([
      this.whole.read(caseId, { personal: true }),
      lastToldOn(manager, caseId, this.force.zone),
      triggersOn(manager, caseId),
      this.force.rulebook(),
    ]);
    const { version } = whole;
    const [timeline, changed] = await Promise.all([
      this.#latest(caseId, version, lookedThrough),
      state.changedSince === undefined ? [] : this.#latest(caseId, version, Math.min(20, version - state.changedSince)),
    ]);
    const values = { ...(state.values ?? emptyForm(key, version)), version };
    const { faults = [], outcome = null, recorded = null } = state;
    const directory = this.force.directory.current;
    const owed = owedRows(whole);
    return {
      caseId,
      reference: whole.reference,
      kind: whole.kind,
      about: aboutCase(whole),
      status: whole.status,
      closedAt: whole.closedAt,
      mergedInto: whole.mergedInto,
      owner: postInWords(whole.owner, directory),
      openedAt: whole.openedAt,
      version,
      people: whole.participants.map((person) =>
        personRow(person, whole, { lastTold: lastTold.get(person.participantId) ?? null, today: this.#today() }),
      ),
      owed: owed.filter(({ dueOn }) => dueOn !== null),
      undated: owed.filter(({ dueOn }) => dueOn === null),
      promised: whole.promises
        .filter(({ status }) => status !== 'kept')
        .map(({ participantId, promisedOn, status }) => ({
          person: nameIn(whole, participantId),
          on: promisedOn,
          status,
        })),
      timeline: timeline.filter(({ isAlert }) => !isAlert).slice(0, latest),
      hasMore: version > 0,
      recorded,
      form: {
        values,
        faults,
        outcome,
        changed,
        ...contactChoices({ whole, triggers, book, values, today: this.#today() }),
      },
    };
  }

  /** A page of the timeline, the latest first; `before`: only what was recorded before that version. */
  async timeline(caseId: string, before: number | undefined): Promise<CaseTimelineModel> {
    const { reference, version } = await this.whole.read(caseId, { personal: false });
    const end = Math.min(before ?? version + 1, version + 1);
    const items = await this.#latest(caseId, end - 1, perPage);
    const start = end - perPage;
    return {
      caseId,
      reference,
      items,
      newer: end > version ? null : Math.min(end + perPage, version + 1),
      older: start > 1 ? start : null,
    };
  }

  /** Why something is due when it is. */
  async why(caseId: string, obligationId: string): Promise<WhyModel> {
    const owed = await this.reading.obligation(obligationId, { personal: true });
    if (!owed || owed.caseId !== caseId) throw new NoSuchPage();
    const { manager, now } = this.reading;
    const book = await this.force.rulebook();
    const { sentence, steps, dueOn, calendarVersion } = await derivationOf(manager, this.store, book, {
      obligationId,
      now,
    });
    const person = owed.person?.name ?? owed.person?.role ?? '';
    const { reference } = owed.case;
    return { caseId, reference, title: owed.title, person, sentence, steps, dueOn, calendarVersion };
  }

  #today(): LocalDate {
    return localDate(this.reading.now, this.force.zone);
  }

  /** So many facts up to a version, the latest first; what followed from one by itself is told with it. */
  async #latest(caseId: string, version: number, limit: number): Promise<TimelineRow[]> {
    if (version < 1 || limit < 1) return [];
    const after = Math.max(0, version - limit);
    const { items } = await this.whole.timeline(caseId, true, { after, limit: version - after });
    const [book, owed] = await Promise.all([this.force.rulebook(), this.reading.obligations({ caseId })]);
    const titles = new Map(book.catalogue.map(({ id, title }) => [id, title]));
    const titleOf = new Map(owed.map(({ obligationId, title }) => [obligationId, title]));
    const directory = this.force.directory.current;
    const inWords = ({ words, ids }: TimelineEntry) =>
      plainer(aboutWhich(words, titleOf.get(ids['obligationId'] ?? '')), titles, directory);
    return timelineRows(items, inWords).map(({ by, ...row }) => ({ ...row, by: postInWords(by, directory) }));
  }
}

/** Facts say “the obligation”, of which a case has many. */
const aboutWhich = (words: string, title: string | undefined): string =>
  title === undefined
    ? words
    : words.replace(/\b[Tt]he (missed |excused )?obligation\b/, (_, how = '') => `“${title}” ${how}`.trim());

const aboutCase = ({ offenceGroup, area }: WholeCaseView): string =>
  [offenceGroup?.replaceAll('-', ' '), area?.lpt, area?.bcu].filter((part) => part).join(', ');

function personRow(
  person: WholeCaseView['participants'][number],
  { plans, optOuts }: WholeCaseView,
  { lastTold, today }: { readonly lastTold: string | null; readonly today: LocalDate },
): PersonRow {
  const { participantId, attempts, routes = [] } = person;
  const plan = plans.findLast((one) => one.participantId === participantId);
  const wishes = optOuts.filter(
    (one) =>
      one.participantId === participantId &&
      one.optedBackInAt === null &&
      one.voidedAt === null &&
      (one.until === null || one.until >= today),
  );
  return {
    participantId,
    name: person.name ?? `Name not recorded`,
    role: person.role,
    entitlement: person.entitlement,
    diedOn: person.diedOn,
    needs: person.needs ?? null,
    language: person.language ?? null,
    lastTold,
    attempts: attempts.count,
    lastAttempt: attempts.last,
    plan: plan ? `${frequencyInWords(plan.frequency)} by ${plan.method.replaceAll('-', ' ')}` : null,
    doesNotWant: wishes.map(({ scope }) => scope),
    routes: routes.map(({ method, value, safe, times, deadSince }) => ({
      method,
      value,
      safe,
      times: times ?? '',
      isDead: deadSince !== undefined,
    })),
  };
}

function owedRows(whole: WholeCaseView): OwedRow[] {
  return whole.obligations
    .filter(({ toBeDone }) => toBeDone)
    .map((owed) => ({
      obligationId: owed.obligationId,
      title: owed.title,
      person: nameIn(whole, owed.participantId),
      dueInWords: sentence(owed.dueInWords),
      dueOn: owed.dueOn,
      tone: toneOf(owed),
      note: owed.disputed ? 'Disputed: a supervisor has to decide how it counts.' : null,
    }));
}
