import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@kept-informed/calendar';
import { CLOCK } from '@kept-informed/decisions';
import {
  linksOf,
  listCases,
  listObligations,
  optOutsOf,
  participantsOf,
  plansOf,
  promisesOf,
} from '@kept-informed/follow-up';
import { OwnForce } from '@kept-informed/commitments';
import { People } from '@kept-informed/people';
import { noteIdsOf } from '../http/sees-personal-data.js';
import { notFound } from '../http/problem.js';
import { Reading } from '../http/reading.js';
import type { OptOutResponse, ParticipantResponse, PlanResponse } from './participant.responses.js';
import type { TimelineResponse } from './timeline.responses.js';
import type { WholeCaseResponse } from './whole-case.response.js';

const allOpen = 500;

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
    const now = this.clock.now();
    const position = await this.reading.position();
    const [found] = await listCases(manager, { caseId }, 1);
    if (!found) throw notFound('case');
    return {
      ...found,
      participants: await this.#participants(caseId, personal),
      plans: await this.#plans(caseId, personal),
      optOuts: await this.#optOuts(caseId, personal),
      links: await linksOf(manager, caseId),
      promises: await promisesOf(manager, caseId, now, this.force.zone),
      obligations: await listObligations(manager, { caseId }, now, allOpen),
      position,
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

  async #participants(caseId: string, personal: boolean): Promise<ParticipantResponse[]> {
    const participants = await participantsOf(this.reading.manager, caseId);
    const persons = personal ? await this.people.ofCase(caseId) : [];
    const known = new Map(persons.map(({ participantId, name, routes }) => [participantId, { name, routes }]));
    return participants.map((each) => ({ ...each, ...known.get(each.participantId) }));
  }

  async #plans(caseId: string, personal: boolean): Promise<PlanResponse[]> {
    const plans = await plansOf(this.reading.manager, caseId);
    const notes = await this.people.notes(personal ? noteIdsOf(plans) : []);
    return plans.map(({ noteId, ...plan }) => ({ ...plan, ...(noteId !== null && { safeTimes: notes.get(noteId) }) }));
  }

  async #optOuts(caseId: string, personal: boolean): Promise<OptOutResponse[]> {
    const optOuts = await optOutsOf(this.reading.manager, caseId);
    const notes = await this.people.notes(personal ? noteIdsOf(optOuts) : []);
    return optOuts.map(({ noteId, ...optOut }) => ({
      ...optOut,
      ...(noteId !== null && { reason: notes.get(noteId) }),
    }));
  }
}
