import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@kept-informed/calendar';
import { CLOCK } from '@kept-informed/decisions';
import { wholeCaseOf, type WholeCaseView } from '@kept-informed/follow-up';
import { OwnForce } from '@kept-informed/commitments';
import { People } from '@kept-informed/people';
import { noteIdsOf } from '../http/sees-personal-data.js';
import { notFound } from '../http/problem.js';
import { Reading } from '../http/reading.js';
import type { ParticipantResponse } from './participant.responses.js';
import type { TimelineResponse } from './timeline.responses.js';
import type { WholeCaseResponse } from './whole-case.response.js';

/** Puts together what a case's page shows. Names, routes and notes only for those who make contacts. */
@Injectable()
export class WholeCase {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(People) private readonly people: People,
    @Inject(OwnForce) private readonly force: OwnForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async read(caseId: string, personal: boolean): Promise<WholeCaseResponse> {
    const { manager } = this.reading;
    const whole = await wholeCaseOf(manager, caseId, this.clock.now(), this.force.zone);
    const { case: found, participants, plans, optOuts, ...rest } = whole;
    if (!found) throw notFound('case');
    const notes = await this.people.notes(personal ? noteIdsOf([...plans, ...optOuts]) : []);
    return {
      ...found,
      ...rest,
      participants: await this.#withPeople(caseId, participants, personal),
      plans: plans.map(({ noteId, ...plan }) => ({
        ...plan,
        ...(noteId !== null && { safeTimes: notes.get(noteId) }),
      })),
      optOuts: optOuts.map(({ noteId, ...each }) => ({
        ...each,
        ...(noteId !== null && { reason: notes.get(noteId) }),
      })),
    };
  }

  async timeline(caseId: string, personal: boolean): Promise<TimelineResponse> {
    const entries = await this.reading.timeline(caseId);
    const ids = entries.flatMap(({ noteId, reasonId }) => noteIdsOf([{ noteId }, { noteId: reasonId }]));
    const notes = await this.people.notes(personal ? ids : []);
    return {
      items: entries.map(({ noteId, reasonId, ...entry }) => ({
        ...entry,
        ...(noteId && { note: notes.get(noteId) }),
        ...(reasonId && { reason: notes.get(reasonId) }),
      })),
      version: entries.at(-1)!.version,
    };
  }

  async #withPeople(
    caseId: string,
    participants: WholeCaseView['participants'],
    personal: boolean,
  ): Promise<ParticipantResponse[]> {
    const persons = personal ? await this.people.ofCase(caseId) : [];
    const known = new Map(persons.map(({ participantId, name, routes }) => [participantId, { name, routes }]));
    return participants.map((each) => ({ ...each, ...known.get(each.participantId) }));
  }
}
