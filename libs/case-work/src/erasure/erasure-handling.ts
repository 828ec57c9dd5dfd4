import { Injectable } from '@nestjs/common';
import { notFound, type Requester } from '@kept-informed/decisions';
import { type ErasureView, type LegalHoldView, People, type WhoKeeps } from '@kept-informed/people';
import type { ReasonRequest } from '../handling/reason.request.js';
import { Notes } from '../reading/notes.js';
import { Sights } from '../reach/sights.js';
import { ReadModel } from '../reading/read-model.js';
import type { EraseRequest } from './erasure.requests.js';
import { type PersonPlace, samePerson } from './same-person.queries.js';

/** Erases people by two persons, and holds what a court may want. What they were owed, every date, count and proof stays. */
@Injectable()
export class ErasureHandling {
  constructor(
    private readonly people: People,
    private readonly notes: Notes,
    private readonly reading: ReadModel,
    private readonly sights: Sights,
  ) {}

  /** Asks for somebody to be erased, as whoever they are on merged cases too. Refused where a legal hold stands. */
  async ask({ participantId, basis = 'requested', reason }: EraseRequest, requester: Requester): Promise<ErasureView> {
    const all = await this.#places(participantId);
    const [own] = all;
    const participantIds = all.map((one) => one.participantId);
    const { noteId } = await this.notes.keep({ caseId: own.caseId, whom: [participantId] }, 'erasure', reason);
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
    await this.#places(participantId);
    return this.people.holds.of(participantId);
  }

  async #why(participantId: string, kind: string, reason: string): Promise<string> {
    const [{ caseId }] = await this.#places(participantId);
    return (await this.notes.keep({ caseId, whom: [participantId] }, kind, reason)).noteId;
  }

  /** Of somebody on a case that is out of sight nothing is said. */
  async #places(participantId: string): Promise<[PersonPlace, ...PersonPlace[]]> {
    const [own, ...others] = await samePerson(this.reading.manager, participantId);
    if (!own || !(await this.sights.seenOf([own.caseId])).has(own.caseId))
      throw notFound('unknown-participant', 'There is no such participant.');
    return [own, ...others];
  }

  #keeping({ by }: Requester): WhoKeeps {
    return { by, at: this.reading.now };
  }
}
