import { Injectable } from '@nestjs/common';
import { addDays, localDate } from '@kept-informed/calendar';
import { ReadModel, type ToldAlert, type ToldObligation, UpToDate } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { OwnWork } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { warnedInWords } from '../board/board-words.js';
import { calledOn, erasedAmong } from '../cases/erased.queries.js';
import { sentence, toneOf } from '../cases/words.js';
import type { FormFault } from '../frame/form-field.js';
import { type AlertForm, asideChoices } from './alert-form.js';
import {
  type AlertDone,
  type AlertForms,
  type AlertRow,
  buckets,
  type Bucket,
  type MyWorkModel,
  type PromisedDate,
  type WorkList,
  type WorkRow,
} from './my-work-page.js';
import { promisesOfOwner } from './promised.queries.js';

/** So many rows of a list are shown at first; the whole of one up to so many. */
const atFirst = 50;
const atMost = 500;

type WorkDue = Awaited<ReturnType<OwnWork['due']>>;

/** What one member of staff has to do. */
@Injectable()
export class MyWorkReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly people: People,
    private readonly upToDate: UpToDate,
  ) {}

  /** `whole`: of this list all rows are shown, and no other. */
  async page(
    staffId: string,
    whole: Bucket | undefined,
  ): Promise<Omit<MyWorkModel, 'recorded' | 'done' | 'alertForms' | 'recent'>> {
    await this.upToDate.soon();
    const { manager, now } = this.reading;
    const [due, owned, alerts] = await Promise.all([
      this.#due(staffId, whole ? atMost : atFirst),
      whole ? [] : promisesOfOwner(manager, staffId, now, this.force.zone),
      whole ? noAlerts : this.#alerts(staffId),
    ]);
    const shown = buckets.filter(({ bucket }) => whole === undefined || bucket === whole);
    const [lists, promised] = await Promise.all([this.#lists(shown, due), this.#promised(owned)]);
    return {
      lists,
      isWhole: whole !== undefined,
      next: due.get('later')?.dueOn ?? null,
      isCut: whole !== undefined && lists.some(({ count, rows }) => count > rows.length),
      promised,
      ...alerts,
    };
  }

  /** What is to be done next, of others than those who were just told. */
  async next(staffId: string, besides: readonly string[]) {
    return (await this.#workOf(staffId)).next(besides);
  }

  /** How much is to be done on the cases of somebody by when, and the ids of what is due first; the rest is read of what is shown. */
  async #due(owner: string, atMost: number): Promise<WorkDue> {
    const today = localDate(this.reading.now, this.force.zone);
    return (await this.#workOf(owner)).due({ today, endOfWeek: addDays(today, 7), atMost });
  }

  async #workOf(owner: string): Promise<OwnWork> {
    const sight = await this.reading.sight();
    return new OwnWork(this.reading.manager, { owner, now: this.reading.now, sight });
  }

  async #lists(shown: readonly (typeof buckets)[number][], due: WorkDue): Promise<WorkList[]> {
    const ids = shown.flatMap(({ bucket }) => due.get(bucket)?.first ?? []);
    const owed = ids.length > 0 ? await this.reading.obligations({ ids }, true) : [];
    const named = owed.map((one) => ({ ...one, name: one.person?.name ?? null }));
    const erased = await erasedAmong(this.reading.manager, named);
    const rowOf = new Map(named.map((one) => [one.obligationId, workRow(one, calledOn(one, erased))]));
    return shown.map(({ bucket, title }) => {
      const { count = 0, first = [] } = due.get(bucket) ?? {};
      return { bucket, title, count, rows: first.flatMap((id) => rowOf.get(id) ?? []) };
    });
  }

  /** Of promised dates those on cases that who asks sees, with whom they were promised to. */
  async #promised(owned: Awaited<ReturnType<typeof promisesOfOwner>>): Promise<PromisedDate[]> {
    const seen = await this.reading.seenOf(owned.map(({ caseId }) => caseId));
    const promised = owned.filter(({ caseId }) => seen.has(caseId));
    await this.people.names.unseal(promised);
    const named = promised.map(({ person, ...one }) => ({ ...one, name: person.name }));
    const erased = await erasedAmong(this.reading.manager, named);
    return named.map((one) => ({ ...one, name: calledOn(one, erased) }));
  }

  /** What was done about an alert; null: nothing, or it is none that who asks sees. */
  async done(alertId: string): Promise<AlertDone | null> {
    const sight = await this.reading.sight();
    const [alert] = await this.reading.alerts({ filter: { ids: [alertId] }, sight }, { personal: false });
    if (alert?.status !== 'acknowledged' && alert?.status !== 'snoozed') return null;
    return { reference: alert.case.reference, title: alert.title, asideUntil: alert.snoozedUntil };
  }

  /** `sent`: the form that has to be mended. */
  alertForms(sent: AlertForm, faults: readonly FormFault[]): AlertForms {
    return { sent, faults, aside: asideChoices(this.reading.now, this.force.zone, sent.days) };
  }

  /** Those that are due first, the open ones and those put aside, and how many there are of each. */
  async #alerts(staffId: string): Promise<Pick<MyWorkModel, 'alerts' | 'aside'>> {
    const status = ['open', 'snoozed'];
    const sight = await this.reading.sight();
    const question = { filter: { recipient: staffId, status }, sight, sort: 'dueAt', limit: atFirst } as const;
    const [alerts, counted] = await Promise.all([
      this.reading.alerts(question, { personal: true }),
      (await this.#workOf(staffId)).alerts({ status }),
    ]);
    const listed = (status: string) => ({
      count: counted.get(status) ?? 0,
      rows: alerts.filter((alert) => alert.status === status).map(alertRow),
    });
    return { alerts: listed('open'), aside: listed('snoozed') };
  }
}

const noAlerts = { alerts: { count: 0, rows: [] }, aside: { count: 0, rows: [] } };

function alertRow(alert: ToldAlert): AlertRow {
  return {
    alertId: alert.alertId,
    caseId: alert.caseId,
    reference: alert.case.reference,
    warned: warnedInWords(alert.rung),
    title: alert.title,
    person: alert.person?.name ?? alert.person?.role ?? '',
    dueInWords: sentence(alert.dueInWords ?? ''),
    snoozedUntil: alert.snoozedUntil,
  };
}

function workRow(owed: ToldObligation, name: string): WorkRow {
  const { obligationId, caseId, participantId, attempts } = owed;
  return {
    obligationId,
    caseId,
    participantId,
    reference: owed.case.reference,
    name,
    title: owed.title,
    dueInWords: sentence(owed.dueInWords),
    dueOn: owed.dueOn,
    tone: toneOf(owed),
    attempts: attempts.count,
    lastAttempt: attempts.last,
  };
}
