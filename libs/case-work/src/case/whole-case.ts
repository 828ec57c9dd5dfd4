import { Injectable } from '@nestjs/common';
import { OwnForce } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import {
  linksOf,
  listCases,
  optOutsOf,
  participantsOf,
  plansOf,
  promisesOf,
  type CaseView,
  type LinkView,
  type ObligationView,
  type OptOutView,
  type ParticipantView,
  type PlanView,
  type PromiseView,
  type TimelineView,
} from '@kept-informed/follow-up';
import { People, type PersonView } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { Reading } from '../reading/reading.js';

/** A participant with who they are, for those who may see that. */
export type ParticipantWithPerson = ParticipantView & Partial<Omit<PersonView, 'participantId'>>;

/** A contact plan with when it is safe to call or write, for those who may see that. */
export type PlanWithNote = Omit<PlanView, 'noteId'> & { readonly safeTimes?: string };

/** An opt-out with why, in their words, for those who may see that. */
export type OptOutWithNote = Omit<OptOutView, 'noteId'> & { readonly reason?: string };

/** A case with everything that its page needs: who takes part, and every clock with its next rung. */
export interface WholeCaseView extends CaseView {
  readonly participants: readonly ParticipantWithPerson[];
  readonly plans: readonly PlanWithNote[];
  readonly optOuts: readonly OptOutWithNote[];
  readonly links: readonly LinkView[];
  readonly promises: readonly PromiseView[];
  readonly obligations: readonly ObligationView[];
  readonly position: string;
}

/** A fact of a case in words, with what was noted, for those who may see that. */
export type TimelineEntry = Omit<TimelineView, 'noteId' | 'reasonId'> & {
  readonly note?: string;
  readonly reason?: string;
};

/** Every fact of a case in words, in the order in which it was recorded. */
export interface CaseTimeline {
  readonly items: readonly TimelineEntry[];
  readonly version: number;
}

/** Puts together what a case's page shows. Names, routes and notes only for those who make contacts. */
@Injectable()
export class WholeCase {
  constructor(
    private readonly reading: Reading,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly force: OwnForce,
  ) {}

  async read(caseId: string, personal: boolean): Promise<WholeCaseView> {
    const { manager, now } = this.reading;
    const position = await this.reading.position();
    const [found] = await listCases(manager, { caseId }, 1);
    if (!found) throw notFound('not-found', 'There is no such case.');
    return {
      ...found,
      participants: await this.#participants(caseId, personal),
      plans: await this.#plans(caseId, personal),
      optOuts: await this.#optOuts(caseId, personal),
      links: await linksOf(manager, caseId),
      promises: await promisesOf(manager, caseId, now, this.force.zone),
      obligations: await this.reading.obligations({ caseId }),
      position,
    };
  }

  async timeline(caseId: string, personal: boolean): Promise<CaseTimeline> {
    const entries = await this.reading.timeline(caseId);
    const noted = entries.flatMap(({ noteId, reasonId }) => [{ noteId }, { noteId: reasonId }]);
    const notes = await this.notes.of(noted, personal);
    return {
      items: entries.map(({ noteId, reasonId, ...entry }) => ({
        ...entry,
        ...(noteId && { note: notes.get(noteId) }),
        ...(reasonId && { reason: notes.get(reasonId) }),
      })),
      version: entries.at(-1)!.version,
    };
  }

  async #participants(caseId: string, personal: boolean): Promise<ParticipantWithPerson[]> {
    const participants = await participantsOf(this.reading.manager, caseId);
    const persons = personal ? await this.people.ofCase(caseId) : [];
    const known = new Map(persons.map(({ participantId, name, routes }) => [participantId, { name, routes }]));
    return participants.map((each) => ({ ...each, ...known.get(each.participantId) }));
  }

  async #plans(caseId: string, personal: boolean): Promise<PlanWithNote[]> {
    const plans = await plansOf(this.reading.manager, caseId);
    const notes = await this.notes.of(plans, personal);
    return plans.map(({ noteId, ...plan }) => ({ ...plan, ...(noteId !== null && { safeTimes: notes.get(noteId) }) }));
  }

  async #optOuts(caseId: string, personal: boolean): Promise<OptOutWithNote[]> {
    const optOuts = await optOutsOf(this.reading.manager, caseId);
    const notes = await this.notes.of(optOuts, personal);
    return optOuts.map(({ noteId, ...optOut }) => ({
      ...optOut,
      ...(noteId !== null && { reason: notes.get(noteId) }),
    }));
  }
}
