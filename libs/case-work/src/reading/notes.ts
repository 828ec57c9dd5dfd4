import { Injectable } from '@nestjs/common';
import { Clock } from '@kept-informed/calendar';
import { People, type NoteReference, type NoteToKeep } from '@kept-informed/people';
import type { WithSeal } from '../handling/case.command.js';

/** What a note is about: a case, and of it those whom it names; left out, those whom the request names, or everybody. */
type NoteSubject = string | Pick<NoteToKeep, 'caseId' | 'whom'>;

/** What somebody wrote in their own words: kept with the people, so that a fact only refers to it. */
@Injectable()
export class Notes {
  constructor(
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** `kind` tells what it was written for. */
  keep(about: NoteSubject, kind: string, text: string): Promise<NoteReference> {
    const subject = typeof about === 'string' ? { caseId: about } : about;
    return this.people.notes.keep({ ...subject, kind, text }, this.clock.now());
  }

  async keepGiven(about: NoteSubject, kind: string, text: string | undefined): Promise<NoteReference | undefined> {
    return text === undefined ? undefined : this.keep(about, kind, text);
  }

  /** Keeps the words of a request, where it has any, and answers the rest of it with their seal. */
  async seal<Words extends string, Request extends { readonly [K in Words]?: string }>(
    about: NoteSubject,
    kind: string,
    request: Request,
    words: Words,
  ): Promise<WithSeal<Request, Words>> {
    const { [words]: text, ...rest } = request;
    const subject = typeof about === 'string' ? { caseId: about, whom: namedIn(request) } : about;
    return { ...rest, ...(await this.keepGiven(subject, kind, text)) };
  }

  /** The texts that entries refer to, by the ids of their notes; none for who may not see them. */
  of(entries: readonly { readonly noteId?: string | null }[], seen: boolean): Promise<ReadonlyMap<string, string>> {
    return this.people.notes.texts(seen ? entries.flatMap(({ noteId }) => (noteId ? [noteId] : [])) : []);
  }
}

/** Of a request that names people, these. */
function namedIn(request: {
  readonly participantIds?: readonly string[];
  readonly participantId?: string;
}): readonly string[] | undefined {
  const { participantIds, participantId } = request;
  return participantIds ?? (participantId === undefined ? undefined : [participantId]);
}
