import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { notFound, type Requester } from '@kept-informed/decisions';
import { Restrictions } from '@kept-informed/follow-up';
import type { ReasonRequest } from '../handling/reason.request.js';
import { Notes } from '../reading/notes.js';
import { BreakGlass, LiftRestriction, RestrictCase } from './restriction.commands.js';
import type { RestrictionRequest } from './restriction.requests.js';
import { Sights } from '../reach/sights.js';

/** Restricts cases to named staff, takes that back, and lets somebody look all the same. Why is kept as a note. */
@Injectable()
export class CaseRestrictions {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: Notes,
    private readonly restrictions: Restrictions,
    private readonly sights: Sights,
  ) {}

  async restrict(caseId: string, request: RestrictionRequest, requester: Requester) {
    const sealed = await this.notes.seal(caseId, 'restriction', request, 'reason');
    return this.bus.execute(new RestrictCase(caseId, { ...sealed, ...(await this.#along(caseId)) }, requester));
  }

  async lift(caseId: string, request: ReasonRequest, requester: Requester) {
    const sealed = await this.notes.seal(caseId, 'restriction', request, 'reason');
    return this.bus.execute(new LiftRestriction(caseId, { ...sealed, ...(await this.#along(caseId)) }, requester));
  }

  /** A case that is not restricted is there for whom it is in sight alone. */
  async breakGlass(caseId: string, request: ReasonRequest, requester: Requester) {
    const [seen] = await this.restrictions.seenAmong([caseId]);
    if (!seen || !(seen.restricted || (await this.sights.sees('case', caseId))))
      throw notFound('unknown-case', 'There is no such case.');
    this.sights.admit(caseId);
    const sealed = await this.notes.seal(caseId, 'break-glass', request, 'reason');
    return this.bus.execute(new BreakGlass(caseId, { ...sealed, ...(await this.#along(caseId)) }, requester));
  }

  async #along(caseId: string): Promise<{ with: string[] }> {
    return { with: await this.restrictions.mergedInto(caseId) };
  }
}
