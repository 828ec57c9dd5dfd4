import { Injectable } from '@nestjs/common';
import { addDays, localDate } from '@kept-informed/calendar';
import { ReadModel, Sights, type ToldObligation } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { People } from '@kept-informed/people';
import { isOverdue, sentence, toneOf } from '../cases/words.js';
import type { FormFault } from '../frame/form-field.js';
import { type AlertForm, asideChoices } from './alert-form.js';
import {
  type AlertDone,
  type AlertForms,
  type AlertRow,
  buckets,
  type Bucket,
  type MyWorkModel,
  type WorkList,
  type WorkRow,
} from './my-work-page.js';
import { promisesOfOwner } from './promised.queries.js';

/** So many rows of a list are shown at first; the whole of one up to so many. */
const atFirst = 50;
const atMost = 500;

/** What one member of staff has to do. */
@Injectable()
export class MyWorkReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly people: People,
    private readonly sights: Sights,
  ) {}

  /** `whole`: of this list all rows are shown, and no other. */
  async page(
    staffId: string,
    whole: Bucket | undefined,
  ): Promise<Omit<MyWorkModel, 'recorded' | 'done' | 'alertForms'>> {
    const { manager, now } = this.reading;
    const [owed, owned, alerts] = await Promise.all([
      this.#owed(staffId),
      promisesOfOwner(manager, staffId, now, this.force.zone),
      this.#alerts(staffId),
    ]);
    const seen = await this.sights.seenOf(owned.map(({ caseId }) => caseId));
    const promised = owned.filter(({ caseId }) => seen.has(caseId));
    await this.people.names.unseal(promised);
    const lists = await Promise.all(
      buckets
        .filter(({ bucket }) => whole === undefined || bucket === whole)
        .map((bucket) => this.#list(bucket, owed, whole === bucket.bucket ? atMost : atFirst)),
    );
    const later = owed.find(({ dueOn }) => dueOn !== null && dueOn > this.#endOfWeek());
    return {
      lists,
      isWhole: whole !== undefined,
      next: later?.dueOn ?? null,
      isCut: owed.length === atMost,
      promised: promised.map(({ person, ...one }) => ({ ...one, name: person.name ?? 'Name not recorded' })),
      alerts: alerts.filter(({ snoozedUntil }) => snoozedUntil === null),
      aside: alerts.filter(({ snoozedUntil }) => snoozedUntil !== null),
    };
  }

  /** What is to be done next, of others than those who were just told. */
  async next(staffId: string, besides: readonly string[]): Promise<ToldObligation | undefined> {
    const owed = await this.#owed(staffId);
    return owed.find(({ participantId, status }) => !besides.includes(participantId) && status !== 'paused');
  }

  /** Everything that is to be done on the cases of somebody, soonest due first; whom it is owed to is read of what is shown. */
  async #owed(owner: string): Promise<ToldObligation[]> {
    const sight = await this.sights.ofRequest();
    const asked = { limit: atMost, personal: false, sight };
    return (await this.reading.obligationsAndPosition({ owner, toBeDone: true }, asked)).obligations;
  }

  #today = () => localDate(this.reading.now, this.force.zone);
  #endOfWeek = () => addDays(this.#today(), 7);

  async #list(
    { bucket, title }: (typeof buckets)[number],
    owed: readonly ToldObligation[],
    limit: number,
  ): Promise<WorkList> {
    const today = this.#today();
    const week = this.#endOfWeek();
    const isIn: Record<Bucket, (row: ToldObligation) => boolean> = {
      overdue: isOverdue,
      today: (row) => row.dueOn === today && !isOverdue(row),
      week: (row) => row.dueOn !== null && row.dueOn > today && row.dueOn <= week && !isOverdue(row),
    };
    const rows = owed.filter(isIn[bucket]);
    const ids = rows.slice(0, limit).map(({ obligationId }) => obligationId);
    const shown = ids.length > 0 ? await this.reading.obligations({ ids }, true) : [];
    return { bucket, title, count: rows.length, rows: shown.map(workRow) };
  }

  /** What was done about an alert; null: nothing, or it is none that who asks sees. */
  async done(alertId: string): Promise<AlertDone | null> {
    const sight = await this.sights.ofRequest();
    const [alert] = await this.reading.alerts({ filter: { ids: [alertId] }, sight }, { personal: false });
    if (alert?.status !== 'acknowledged' && alert?.status !== 'snoozed') return null;
    return { reference: alert.case.reference, title: alert.title, asideUntil: alert.snoozedUntil };
  }

  /** `sent`: the form that has to be mended. */
  alertForms(sent: AlertForm, faults: readonly FormFault[]): AlertForms {
    return { sent, faults, aside: asideChoices(this.reading.now, this.force.zone, sent.days) };
  }

  async #alerts(staffId: string): Promise<AlertRow[]> {
    const filter = { recipient: staffId, status: ['open', 'snoozed'] };
    const sight = await this.sights.ofRequest();
    const question = { filter, sight, sort: 'dueAt', limit: atFirst } as const;
    const alerts = await this.reading.alerts(question, { personal: true });
    return alerts.map((alert) => ({
      alertId: alert.alertId,
      caseId: alert.caseId,
      reference: alert.case.reference,
      rung: alert.rung,
      title: alert.title,
      person: alert.person?.name ?? alert.person?.role ?? '',
      dueInWords: sentence(alert.dueInWords ?? ''),
      snoozedUntil: alert.snoozedUntil,
    }));
  }
}

function workRow(owed: ToldObligation): WorkRow {
  const { obligationId, caseId, participantId, person, attempts } = owed;
  return {
    obligationId,
    caseId,
    participantId,
    reference: owed.case.reference,
    name: person?.name ?? 'Name not recorded',
    title: owed.title,
    dueInWords: sentence(owed.dueInWords),
    dueOn: owed.dueOn,
    tone: toneOf(owed),
    attempts: attempts.count,
    lastAttempt: attempts.last,
  };
}
