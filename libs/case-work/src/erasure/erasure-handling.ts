import { Injectable } from '@nestjs/common';
import { conflict, type Requester } from '@kept-informed/decisions';
import { type ErasureView, type LegalHoldView, People, type WhoKeeps } from '@kept-informed/people';
import type { ReasonRequest } from '../handling/reason.request.js';
import { PersonPlaces } from '../person/person-places.js';
import type { PersonPlace } from '../person/same-person.queries.js';
import { Retentions } from '../retention/retentions.js';
import { ReadModel } from '../reading/read-model.js';
import type { EraseRequest } from './erasure.requests.js';

/** Erases people by two persons, and holds what a court may want. What they were owed, every date, count and proof stays. */
@Injectable()
export class ErasureHandling {
  constructor(
    private readonly people: People,
    private readonly reading: ReadModel,
    private readonly places: PersonPlaces,
    private readonly retentions: Retentions,
  ) {}

  /**
   * Asks for somebody to be erased, as whoever they are on cases in sight. Refused where a legal hold stands on any of theirs,
   * and because their time has ended before it has.
   */
  async ask({ participantId, basis = 'requested', reason }: EraseRequest, requester: Requester): Promise<ErasureView> {
    const all = await this.places.inSight(participantId);
    const [own] = all;
    const participantIds = all.map((one) => one.participantId);
    if (basis === 'retention-ended' && !(await this.retentions.of(participantId)).isDue)
      throw conflict('still-kept', 'They are kept still, by the policy of the force or by who looked at it.');
    const noteId = await this.#noted(own, 'erasure', reason);
    const asked = { participantId, participantIds, basis, noteId };
    return this.people.erasures.one(await this.people.erasures.ask(asked, this.#keeping(requester)));
  }

  async confirm(erasureId: string, requester: Requester): Promise<ErasureView> {
    await this.people.erasures.confirm(erasureId, this.#keeping(requester));
    return this.people.erasures.one(erasureId);
  }

  async withdraw(erasureId: string, requester: Requester): Promise<void> {
    await this.people.erasures.withdraw(erasureId, this.#keeping(requester));
  }

  one(erasureId: string): Promise<ErasureView> {
    return this.people.erasures.one(erasureId);
  }

  list(state: ErasureView['state'] | undefined, limit: number): Promise<ErasureView[]> {
    return this.people.erasures.list(state, limit);
  }

  /** From now on nothing of them may go. */
  async hold(participantId: string, { reason }: ReasonRequest, requester: Requester): Promise<{ holdId: string }> {
    const noteId = await this.#why(participantId, 'legal-hold', reason);
    return { holdId: await this.people.holds.place(participantId, noteId, this.#keeping(requester)) };
  }

  async lift(
    { participantId, holdId }: { readonly participantId: string; readonly holdId: string },
    { reason }: ReasonRequest,
    requester: Requester,
  ): Promise<void> {
    const noteId = await this.#why(participantId, 'legal-hold-lifted', reason);
    await this.people.holds.lift(participantId, holdId, noteId, this.#keeping(requester));
  }

  async holdsOf(participantId: string): Promise<LegalHoldView[]> {
    await this.places.own(participantId);
    return this.people.holds.of(participantId);
  }

  async #why(participantId: string, kind: string, reason: string): Promise<string> {
    const own = await this.places.own(participantId);
    return this.#noted(own, kind, reason);
  }

  async #noted({ caseId, participantId }: PersonPlace, kind: string, text: string): Promise<string> {
    const note = { caseId, whom: [participantId], kind, text };
    return (await this.people.notes.keep(note, this.reading.now)).noteId;
  }

  #keeping({ by }: Requester): WhoKeeps {
    return { by, at: this.reading.now };
  }
}
