import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { notFound, refuse, type Requester } from '@kept-informed/decisions';
import { contactRoute, type ContactRoute } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { ReadModel } from '../reading/read-model.js';
import { CorrectContact, MoveContact, StrikeOutContact, type CorrectionResult } from './contact.commands.js';
import type { CorrectionRequest } from './correction.requests.js';

/** Which contact, on which case, and who corrects it. */
interface ContactToCorrect {
  readonly caseId: string;
  readonly contactId: string;
  readonly requester: Requester;
}

type CorrectedFields = Omit<CorrectionRequest, 'reason' | 'strikeOut' | 'caseId'>;

/** Corrects contacts, and looks up anew whether the route was safe where that may be another one now. */
@Injectable()
export class ContactCorrections {
  constructor(
    private readonly bus: CommandBus,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
  ) {}

  /**
   * Struck out, moved or corrected, as the request asks; refused where it asks for more than one of these. Answers the
   * obligations that it changed as they stand then.
   */
  async correct(caseId: string, contactId: string, request: CorrectionRequest, requester: Requester) {
    const corrected = await this.#corrected({ caseId, contactId, requester }, request);
    const { reopened, movedTo, ...result } = corrected;
    const obligations = await this.reading.obligations({ ids: [...result.discharged, ...reopened] });
    const moved = movedTo && pick(movedTo);
    return { ...result, obligations, ...(moved && { movedTo: moved }) };
  }

  async #corrected(about: ContactToCorrect, request: CorrectionRequest): Promise<CorrectedContact> {
    const { reason, strikeOut = false, caseId: to, ...fields } = request;
    const corrected = Object.entries(fields).filter(([, value]) => value !== undefined);
    const before = await contactRoute(this.reading.manager, about.caseId, about.contactId);
    if (!before) throw notFound('unknown-contact', 'There is no such contact on this case, or it was struck out.');
    if (strikeOut) {
      requireAlone(to === undefined && corrected.length === 0, '/strikeOut');
      return this.#strikeOut(about, reason);
    }
    if (to === undefined) return this.#correct(about, reason, fields, before);
    requireAlone(
      corrected.every(([name]) => name === 'participantIds'),
      '/caseId',
    );
    return this.#move(about, reason, { caseId: to, participantIds: participantsIn(request) }, before);
  }

  async #strikeOut({ caseId, contactId, requester }: ContactToCorrect, reason: string): Promise<CorrectedContact> {
    const seal = await this.notes.keep(caseId, 'strike-out', reason);
    return this.bus.execute(new StrikeOutContact(caseId, { contactId, ...seal }, requester));
  }

  async #move(
    { caseId, contactId, requester }: ContactToCorrect,
    reason: string,
    to: { readonly caseId: string; readonly participantIds: readonly string[] },
    { routeId, ...before }: ContactRoute,
  ): Promise<CorrectedContact> {
    const seal = await this.notes.keep(caseId, 'move', reason);
    const { participantIds } = to;
    const wentBy = await this.people.routes.used({
      ...before,
      participantIds,
      routeId: routeId ?? undefined,
      alike: true,
    });
    return this.bus.execute(new MoveContact(caseId, { contactId, ...seal, there: { ...to, wentBy } }, requester));
  }

  async #correct(
    { caseId, contactId, requester }: ContactToCorrect,
    reason: string,
    { routeId, ...fields }: CorrectedFields,
    before: ContactRoute,
  ): Promise<CorrectedContact> {
    const { noteId: reasonId, noteDigest: reasonDigest } = await this.notes.keep(caseId, 'correction', reason);
    const correction = { ...fields, wentBy: await this.#routeAnew({ ...fields, routeId }, before) };
    return this.bus.execute(new CorrectContact(caseId, { contactId, correction, reasonId, reasonDigest }, requester));
  }

  /** By which route it went after all; as before where nothing that decides it is corrected. */
  async #routeAnew(fields: CorrectedFields, { routeId, ...before }: ContactRoute) {
    const { participantIds, direction, method, purpose, occurredAt } = fields;
    const anew = Object.fromEntries(
      Object.entries({ participantIds, direction, method, purpose, occurredAt }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    if (fields.routeId !== undefined) return this.people.routes.used({ ...before, ...anew, routeId: fields.routeId });
    if (Object.keys(anew).length === 0) return undefined;
    return this.people.routes.used({ ...before, ...anew, routeId: routeId ?? undefined, alike: true });
  }
}

type CorrectedContact = CorrectionResult & { readonly movedTo?: CorrectionResult };

const pick = ({ caseId, contactId, discharged }: CorrectionResult) => ({ caseId, contactId, discharged });

function requireAlone(alone: boolean, field: string): void {
  if (!alone)
    throw refuse('one-correction-at-a-time', field, 'Strike it out, move it as it is, or say what was otherwise.');
}

function participantsIn({ participantIds }: CorrectionRequest): string[] {
  if (!participantIds) throw refuse('unknown-participant', '/participantIds', 'Say whom it reached in that case.');
  return participantIds;
}
