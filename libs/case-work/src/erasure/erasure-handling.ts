import { Injectable } from '@nestjs/common';
import { currentRequest } from '@kept-informed/access';
import { conflict, everything, notFound, type Requester, type Sight } from '@kept-informed/decisions';
import { Conditions } from '@kept-informed/event-store';
import { withinSight } from '@kept-informed/follow-up';
import { type ErasureView, type LegalHoldView, People, type WhoKeeps } from '@kept-informed/people';
import type { ReasonRequest } from '../handling/reason.request.js';
import { PersonPlaces } from '../person/person-places.js';
import type { PersonPlace } from '../person/same-person.queries.js';
import { Retentions } from '../retention/retentions.js';
import { ReadModel } from '../reading/read-model.js';
import type { EraseRequest } from './erasure.requests.js';

/** Which of the erasures in sight: one, or those in a state. */
interface ErasureQuestion {
  readonly erasureId?: string;
  readonly state?: ErasureView['state'];
}

/** Whoever was erased is a participant still, of whom nothing is kept. */
function within(sight: Sight | null, erasureId?: string): Pick<Conditions, 'sql' | 'values'> {
  const wanted = new Conditions();
  wanted.add('e.erasure_id = ?', erasureId);
  if (sight === everything) return wanted;
  const seen = new Conditions(...wanted.values);
  withinSight(seen, sight);
  const whose = `select from participants p join cases c on c.case_id = p.case_id
    where p.participant_id = e.participant_id ${seen.sql}`;
  return { sql: `${wanted.sql} and exists (${whose})`, values: seen.values };
}

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
    await this.one(erasureId);
    await this.people.erasures.confirm(erasureId, this.#keeping(requester));
    return this.people.erasures.one(erasureId);
  }

  async withdraw(erasureId: string, requester: Requester): Promise<void> {
    await this.one(erasureId);
    await this.people.erasures.withdraw(erasureId, this.#keeping(requester));
  }

  /** One that is not of somebody in sight is answered as one that there is not. */
  async one(erasureId: string): Promise<ErasureView> {
    const [found] = await this.#listed({ erasureId }, 1);
    if (!found) throw notFound('not-found', 'There is no such erasure.');
    return found;
  }

  list(state: ErasureView['state'] | undefined, limit: number): Promise<ErasureView[]> {
    return this.#listed({ state }, limit);
  }

  /** Of those in sight. Administrators, who see no case, confirm all: an erasure tells them ids and dates alone. */
  async #listed({ erasureId, state }: ErasureQuestion, limit: number): Promise<ErasureView[]> {
    const isOfAll = currentRequest().principal?.roles.includes('admin');
    return this.people.erasures.list(
      { state, among: within(isOfAll ? everything : await this.reading.sight(), erasureId) },
      limit,
    );
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
