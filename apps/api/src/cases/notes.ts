import { Injectable } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { People, type NoteReference } from '@kept-informed/people';

/** What somebody wrote in their own words: kept with the people, so that a fact only refers to it. */
@Injectable()
export class Notes {
  constructor(
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** `kind` tells what it was written for. */
  keep(caseId: string, kind: string, text: string): Promise<NoteReference> {
    return this.people.keepNote(caseId, kind, text, this.clock.now());
  }

  async keepGiven(caseId: string, kind: string, text: string | undefined): Promise<NoteReference | undefined> {
    return text === undefined ? undefined : this.keep(caseId, kind, text);
  }
}
