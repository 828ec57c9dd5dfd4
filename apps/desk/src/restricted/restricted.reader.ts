import { Injectable } from '@nestjs/common';
import { addHours } from '@kept-informed/calendar';
import { allowedRoutes, Notes, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { People } from '@kept-informed/people';
import { postInWords, sentence } from '../cases/words.js';
import { restrictedCases } from './restricted-cases.queries.js';
import type { RestrictedModel, UnsafeModel } from './restricted-page.js';

const perPage = 50;
/** For so long is told what was looked at all the same, and which route was let be used. */
const daysBack = 28;

/** What supervisors let happen out of the ordinary: who sees a restricted case, and which unsafe route may be used. */
@Injectable()
export class RestrictedReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly people: People,
    private readonly notes: Notes,
    private readonly force: OwnForce,
  ) {}

  async restricted(after: string | undefined): Promise<RestrictedModel> {
    const { manager, now } = this.reading;
    const question = { since: this.#since(), sight: await this.reading.sight(), after, limit: perPage + 1 };
    const found = await restrictedCases(manager, question);
    const shown = found.slice(0, perPage);
    const directory = this.force.directory.current;
    return {
      rows: shown.map(({ restrictedTo, broken, owner, ...one }) => ({
        ...one,
        owner: postInWords(owner, directory),
        seenBy: restrictedTo.map((id) => postInWords(id, directory)),
        broken: broken.map(({ by, at, until }) => ({ by: postInWords(by, directory), at, isOpen: until > now })),
      })),
      next: found.length > perPage ? `/board/restricted?after=${shown.at(-1)!.caseId}` : null,
    };
  }

  async unsafe(): Promise<UnsafeModel> {
    const { manager, now } = this.reading;
    const found = await allowedRoutes(manager, this.#since(), await this.reading.sight());
    await this.people.names.unseal(found);
    const reasons = await this.notes.of(found, true);
    const directory = this.force.directory.current;
    return {
      days: daysBack,
      rows: found.map(({ person, noteId, allowedBy, until, ...one }) => ({
        ...one,
        until,
        person: person.name ?? sentence(person.role.replaceAll('-', ' ')),
        allowedBy: postInWords(allowedBy, directory),
        holds: until > now,
        reason: (noteId !== null && reasons.get(noteId)) || '',
      })),
    };
  }

  #since = () => addHours(this.reading.now, -24 * daysBack);
}
