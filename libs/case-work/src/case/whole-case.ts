import { Injectable } from '@nestjs/common';
import { OwnForce } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import {
  wholeCaseOf,
  type CaseView,
  type LinkView,
  type OptOutView,
  type ContactedParticipant,
  type PlanView,
  type PromiseView,
  type TimelinePlace,
  type TimelineView,
} from '@kept-informed/follow-up';
import { People, type PersonView } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { ReadModel, type ToldObligation } from '../reading/read-model.js';

/** A participant with who they are, for those who may see that. */
export type ParticipantWithPerson = ContactedParticipant & Partial<Omit<PersonView, 'participantId'>>;

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
  readonly obligations: readonly ToldObligation[];
  readonly position: string;
}

/** A fact of a case in words, with what was noted, for those who may see that. */
export type TimelineEntry = Omit<TimelineView, 'noteId' | 'reasonId' | 'lateReasonId'> & {
  readonly note?: string;
  readonly reason?: string;
  readonly lateReason?: string;
};

/** Facts of a case in words, in the order in which they were recorded. */
export interface CaseTimeline {
  readonly items: readonly TimelineEntry[];
  readonly version: number;
}

/** Puts together what a case's page shows. Names, routes and notes only for those who make contacts. */
@Injectable()
export class WholeCase {
  constructor(
    private readonly reading: ReadModel,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly force: OwnForce,
  ) {}

  async read(caseId: string, personal: boolean): Promise<WholeCaseView> {
    const { manager, now } = this.reading;
    const whole = await wholeCaseOf(manager, caseId, now, this.force.zone);
    const { case: found, participants, plans, optOuts, obligations, ...rest } = whole;
    if (!found) throw notFound('not-found', 'There is no such case.');
    const notes = await this.notes.of([...plans, ...optOuts], personal);
    return {
      ...found,
      ...rest,
      obligations: await this.reading.told(obligations, now),
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

  async timeline(caseId: string, personal: boolean, place: TimelinePlace): Promise<CaseTimeline> {
    const { items: entries, version } = await this.reading.timeline(caseId, place);
    const noted = entries.flatMap(({ noteId, reasonId, lateReasonId }) => [noteId, reasonId, lateReasonId]);
    const notes = await this.notes.of(
      noted.map((noteId) => ({ noteId })),
      personal,
    );
    return {
      items: entries.map(({ noteId, reasonId, lateReasonId, ...entry }) => ({
        ...entry,
        ...(noteId && { note: notes.get(noteId) }),
        ...(reasonId && { reason: notes.get(reasonId) }),
        ...(lateReasonId && { lateReason: notes.get(lateReasonId) }),
      })),
      version,
    };
  }

  async #withPeople(
    caseId: string,
    participants: readonly ContactedParticipant[],
    personal: boolean,
  ): Promise<ParticipantWithPerson[]> {
    const persons = personal ? await this.people.ofCase(caseId) : [];
    const known = new Map(persons.map(({ participantId, ...person }) => [participantId, person]));
    return participants.map((each) => ({ ...each, ...known.get(each.participantId) }));
  }
}
