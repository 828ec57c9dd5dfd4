import { Injectable } from '@nestjs/common';
import { AlertHandling, ReadModel, requesterOf } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { Refused } from '@kept-informed/decisions';
import { UnitOfWork } from '@kept-informed/event-store';
import type { FormFault } from '../frame/form-field.js';
import { once } from '../frame/once.js';
import { type AlertForm, alertFaults, untilOf } from './alert-form.js';

/** Takes on an alert with a plan, or puts it aside, as its row's form says. */
@Injectable()
export class AlertActs {
  constructor(
    private readonly handling: AlertHandling,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly work: UnitOfWork,
  ) {}

  /** Does it once, however often the form is sent; or answers what has to be mended. */
  async act(form: AlertForm): Promise<readonly FormFault[]> {
    const faults = alertFaults(form);
    if (faults.length > 0) return faults;
    const { key, ...says } = form;
    try {
      await once(this.work, { key, says }, async () => {
        await this.#record(form);
        return form.does;
      });
      return [];
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.kind === 'not-found') throw error;
      const { field, detail } = error.refusal;
      return [{ field: field === '/until' ? 'days' : 'note', text: detail }];
    }
  }

  #record(form: AlertForm): Promise<unknown> {
    const { alertId, does, note } = form;
    if (does === 'plan')
      return this.handling.acknowledge(alertId, { plan: true, ...(note && { note }) }, requesterOf());
    const until = untilOf(form, this.reading.now, this.force.zone);
    return this.handling.snooze(alertId, { until, reason: note }, requesterOf());
  }
}
