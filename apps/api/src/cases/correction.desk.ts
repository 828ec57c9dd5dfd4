import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { contactRoute, type ContactRoute } from '@kept-informed/follow-up';
import { CorrectContact, MoveContact, StrikeOutContact, type CorrectionResult } from '@kept-informed/case-work';
import { notFound, refuse } from '@kept-informed/decisions';
import { People } from '@kept-informed/people';
import { asked } from '../http/asked.js';
import { Reading } from '../http/reading.js';
import type { CorrectionRequest } from './correction.requests.js';
import { Notes } from './notes.js';

type Corrected = CorrectionResult & { readonly movedTo?: CorrectionResult };

/** Corrects contacts, and looks up anew whether the route was safe where that may be another one now. */
@Injectable()
export class CorrectionDesk {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: Reading,
  ) {}

  /** Struck out, moved or corrected, as the request asks; refused where it asks for more than one of these. */
  async correct(caseId: string, contactId: string, body: CorrectionRequest, seen: number): Promise<Corrected> {
    const { reason, strikeOut = false, caseId: to, ...fields } = body;
    const corrected = Object.entries(fields).filter(([, value]) => value !== undefined);
    const route = await contactRoute(this.reading.manager, caseId, contactId);
    if (!route) throw notFound('unknown-contact', 'There is no such contact on this case, or it was struck out.');
    const about = { caseId, contactId, asked: asked(seen) };
    if (strikeOut) {
      requireAlone(to === undefined && corrected.length === 0, '/strikeOut');
      return this.#strikeOut(about, reason);
    }
    if (to === undefined) return this.#correct(about, reason, fields, route);
    requireAlone(
      corrected.every(([name]) => name === 'participantIds'),
      '/caseId',
    );
    return this.#move(about, reason, { to, participantIds: participantsIn(body) }, route);
  }

  async #strikeOut(about: About, reason: string): Promise<Corrected> {
    const noted = await this.notes.keep(about.caseId, 'strike-out', reason);
    return this.bus.execute(Object.assign(new StrikeOutContact(), about, noted));
  }

  async #move(about: About, reason: string, there: There, { method, occurredAt }: ContactRoute): Promise<Corrected> {
    const noted = await this.notes.keep(about.caseId, 'move', reason);
    const route = await this.people.routeSafety(there.participantIds, method, occurredAt);
    return this.bus.execute(Object.assign(new MoveContact(), about, noted, there, { route }));
  }

  async #correct(about: About, reason: string, fields: Fields, before: ContactRoute): Promise<Corrected> {
    const { noteId: reasonId, noteDigest: reasonDigest } = await this.notes.keep(about.caseId, 'correction', reason);
    const command = Object.assign(new CorrectContact(), fields, about, { reasonId, reasonDigest });
    const { participantIds, method, occurredAt } = fields;
    if (participantIds ?? method ?? occurredAt)
      command.route = await this.people.routeSafety(
        participantIds ?? before.participantIds,
        method ?? before.method,
        occurredAt ?? before.occurredAt,
      );
    return this.bus.execute(command);
  }
}

type Fields = Omit<CorrectionRequest, 'reason' | 'strikeOut' | 'caseId'>;
type About = Pick<CorrectContact, 'caseId' | 'contactId' | 'asked'>;
type There = Pick<MoveContact, 'to' | 'participantIds'>;

function requireAlone(alone: boolean, field: string): void {
  if (!alone)
    throw refuse('one-correction-at-a-time', field, 'Strike it out, move it as it is, or say what was otherwise.');
}

function participantsIn({ participantIds }: CorrectionRequest): string[] {
  if (!participantIds) throw refuse('unknown-participant', '/participantIds', 'Say whom it reached in that case.');
  return participantIds;
}
