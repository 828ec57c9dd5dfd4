import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { notFound, type Requester } from '@kept-informed/decisions';
import { contactRoute } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { ReadModel } from '../reading/read-model.js';
import { RecordReceipt } from './contact.commands.js';
import type { ReceiptRequest } from './receipt.requests.js';

/** Records what became of what was sent, and of the route by which it went. */
@Injectable()
export class ContactReceipts {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly reading: ReadModel,
  ) {}

  /**
   * The contact arrived, was read or came back; by the route of what came back nothing reaches any more, until it is
   * confirmed. Answers the obligations that it changed as they stand then.
   */
  async record(caseId: string, contactId: string, request: ReceiptRequest, requester: Requester) {
    const contact = await contactRoute(this.reading.manager, caseId, contactId);
    if (!contact) throw notFound('unknown-contact', 'There is no such contact on this case, or it was struck out.');
    const { reopened, ...result } = await this.bus.execute(
      new RecordReceipt(caseId, { contactId, ...request }, requester),
    );
    if (request.outcome === 'returned' && contact.routeId !== null)
      await this.people.routes.died(contact.routeId, request.at);
    const obligations = await this.reading.obligations({ ids: [...result.discharged, ...reopened] });
    return { ...result, obligations };
  }
}
