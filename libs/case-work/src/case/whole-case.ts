import { Injectable } from '@nestjs/common';
import { notFound } from '@kept-informed/decisions';
import {
  type CaseView,
  type FollowUpView,
  type LinkView,
  type PromiseView,
  type TimelinePlace,
  type TimelineView,
} from '@kept-informed/follow-up';
import type { PersonView } from '@kept-informed/people';
import { Notes } from '../reading/notes.js';
import { Sights } from '../reach/sights.js';
import { UpToDate } from '../reading/up-to-date.js';
import { ReadModel, type WhoReads, type ToldObligation } from '../reading/read-model.js';

/** A participant with who they are, for those who may see that. */
export type ParticipantWithPerson = FollowUpView['participants'][number] & Partial<Omit<PersonView, 'participantId'>>;

/** A contact plan with when it is safe to call or write, for those who may see that. */
export type PlanWithNote = Omit<FollowUpView['plans'][number], 'noteId'> & { readonly safeTimes?: string };

/** An opt-out with why, in their words, for those who may see that. */
export type OptOutWithNote = Omit<FollowUpView['optOuts'][number], 'noteId'> & { readonly reason?: string };

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

/** Puts together what a case's page shows; of other cases, those in sight. Names, routes and notes only for those who make contacts. */
@Injectable()
export class WholeCase {
  constructor(
    private readonly reading: ReadModel,
    private readonly upToDate: UpToDate,
    private readonly notes: Notes,
    private readonly sights: Sights,
  ) {}

  /** As it is, or as was recorded by an instant; people are told as they are now. Refused where there is, or was, none. */
  async read(caseId: string, { personal, knownAt }: WhoReads): Promise<WholeCaseView> {
    const now = knownAt ?? this.reading.now;
    // With a merger they may have gone to another case since; else they are read meanwhile.
    const meanwhile = personal && knownAt === undefined ? this.reading.people.ofCase(caseId) : undefined;
    const asked = this.upToDate.read(() => this.reading.wholeCase(caseId, knownAt));
    const [whole, ofCase = []] = await Promise.all([asked, meanwhile]);
    const { case: found, participants, plans, optOuts, obligations, links, promises, position } = whole;
    if (!found)
      throw notFound('not-found', `There ${knownAt === undefined ? 'is no such case' : 'was no such case by then'}.`);
    const elsewhere = [...links.map((link) => link.caseId), ...(found.mergedInto === null ? [] : [found.mergedInto])];
    const ids = participants.map(({ participantId }) => participantId);
    const [notes, seen, persons] = await Promise.all([
      this.notes.of([...plans, ...optOuts], personal),
      this.sights.seenOf(elsewhere),
      personal && knownAt !== undefined ? this.reading.people.byIds(ids) : ofCase,
    ]);
    const known = new Map(persons.map(({ participantId, ...person }) => [participantId, person]));
    return {
      ...found,
      promises,
      position,
      mergedInto: found.mergedInto !== null && seen.has(found.mergedInto) ? found.mergedInto : null,
      links: links.filter((link) => seen.has(link.caseId)),
      obligations: await this.reading.told(obligations, now),
      participants: participants.map((each) => ({ ...each, ...known.get(each.participantId) })),
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
    await this.upToDate.soon({ caseId });
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
}
