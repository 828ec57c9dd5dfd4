import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { refuse, type Requester } from '@kept-informed/decisions';
import { placeOf } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import type { MessageRequest } from './counter.requests.js';
import { isVerified } from './may-say.rules.js';
import { LeaveMessage } from './message.commands.js';

/** Messages that somebody leaves for whoever has a case, who is told by an alert. */
@Injectable()
export class CounterMessages {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  /** Of a case that was merged it is left where the matter is followed up now. */
  async leave(caseId: string, message: MessageRequest, requester: Requester) {
    const { participantId, routeId, callBackBy, text, checked = [] } = message;
    if (routeId !== undefined) await this.#requireSafe(participantId, routeId);
    const named = participantId === undefined ? [] : [participantId];
    const place = await placeOf(this.reading.manager, { caseId, participantIds: named });
    const [whom] = place.participantIds;
    const about = { caseId: place.caseId, ...(whom !== undefined && { whom: [whom] }) };
    const { noteId, noteDigest } = await this.notes.keep(about, 'message', text);
    const from = { participantId: whom, identityVerified: isVerified(checked) };
    const left = { ...from, callBackBy, routeId, noteId, noteDigest };
    const command = new LeaveMessage(place.caseId, left, requester);
    const { version, position } = await this.bus.execute(command);
    return { messageId: command.messageId, version, position };
  }

  /** Nobody is called back by a route that must not be used. */
  async #requireSafe(participantId: string | undefined, routeId: string): Promise<void> {
    const [person] = participantId === undefined ? [] : await this.people.unshown([participantId]);
    const route = person?.routes.find((one) => one.routeId === routeId);
    if (!route) throw refuse('unknown-route', '/routeId', 'Whoever left the message has no such route.');
    if (!route.safe) throw refuse('unsafe-route', '/routeId', 'This route must not be used.');
  }
}
