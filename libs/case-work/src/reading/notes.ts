import { Injectable } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { People, type NoteReference } from '@kept-informed/people';
import type { WithSeal } from '../handling/case.command.js';

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

  /** Keeps the words of a request, where it has any, and answers the rest of it with their seal. */
  async seal<Words extends string, Request extends { readonly [K in Words]?: string }>(
    caseId: string,
    kind: string,
    request: Request,
    words: Words,
  ): Promise<WithSeal<Request, Words>> {
    const { [words]: text, ...rest } = request;
    return { ...rest, ...(await this.keepGiven(caseId, kind, text)) };
  }

  /** The texts that entries refer to, by the ids of their notes; none for who may not see them. */
  of(entries: readonly { readonly noteId?: string | null }[], seen: boolean): Promise<ReadonlyMap<string, string>> {
    return this.people.notes(seen ? entries.flatMap(({ noteId }) => (noteId ? [noteId] : [])) : []);
  }
}
