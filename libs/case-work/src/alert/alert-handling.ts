import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { notFound, type Requester } from '@kept-informed/decisions';
import { listAlerts } from '@kept-informed/follow-up';
import type { CaseCommand } from '../handling/case.command.js';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import { AcknowledgeAlert, HandOverAlert, SnoozeAlert } from './alert.commands.js';
import type { AcknowledgementRequest, HandoverRequest, SnoozeRequest } from './alert.requests.js';

/** What people do about an alert, recorded on its case. None of it is the update that is owed. */
@Injectable()
export class AlertHandling {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  acknowledge(alertId: string, request: AcknowledgementRequest, requester: Requester) {
    return this.#act(alertId, async (caseId) => {
      const sealed = await this.notes.seal(caseId, 'acknowledgement', request, 'note');
      return new AcknowledgeAlert(caseId, { ...sealed, alertId }, requester);
    });
  }

  snooze(alertId: string, request: SnoozeRequest, requester: Requester) {
    return this.#act(alertId, async (caseId) => {
      const sealed = await this.notes.seal(caseId, 'snooze', request, 'reason');
      return new SnoozeAlert(caseId, { ...sealed, alertId }, requester);
    });
  }

  handOver(alertId: string, request: HandoverRequest, requester: Requester) {
    return this.#act(alertId, async (caseId) => {
      const sealed = await this.notes.seal(caseId, 'handover', request, 'reason');
      return new HandOverAlert(caseId, { ...sealed, alertId }, requester);
    });
  }

  async #act(alertId: string, commandOn: (caseId: string) => Promise<CaseCommand<object>>) {
    const [now, sight] = [this.reading.now, await this.reading.sight()];
    const [alert] = await listAlerts(this.reading.manager, { filter: { ids: [alertId] }, now, sight });
    if (!alert) throw notFound('not-found', 'There is no such alert.');
    const { version, position } = await this.bus.execute(await commandOn(alert.caseId));
    return { version, position };
  }
}
