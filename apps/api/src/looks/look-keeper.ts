import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { aboutOf, currentRequest, type Principal } from '@kept-informed/access';
import { Sights } from '@kept-informed/case-work';
import type { Request } from 'express';
import { patternOf } from '../http/security-events.js';
import { LookLog } from './look-log.js';
import { StaffNames } from './names.js';
import { shownIn, type ShownPeople } from './shown.js';

const reflector = new Reflector();

/** Sees to it that whoever is shown people is on record before the answer leaves. */
@Injectable()
export class LookKeeper {
  readonly #names = new StaffNames();

  constructor(
    private readonly log: LookLog,
    private readonly sights: Sights,
  ) {}

  /** Of a route that may show people: keeps whom its answer shows, if anybody. */
  async keep(context: ExecutionContext, answer: unknown): Promise<void> {
    const { principal, requestId } = currentRequest();
    if (!principal || !aboutOf(reflector, context)?.people) return;
    const request = context.switchToHttp().getRequest<Request>();
    const shown = shownIn(answer, request.params);
    if (!shown) return;
    const { names, ...whom } = shown;
    await this.log.append({
      at: this.sights.now,
      staffId: principal.staffId,
      requestId,
      route: `${request.method} ${patternOf(request)}`,
      cameFrom: request.ip ?? 'unknown',
      why: await this.#why(principal, whom),
      ...whom,
      ...this.#alike(principal, names),
    });
  }

  /** By the roles of who looked; and where a case is restricted, that it is shared with them. */
  async #why({ roles }: Principal, { caseIds }: Pick<ShownPeople, 'caseIds'>): Promise<string> {
    return [...roles, ...((await this.sights.sharesAny(caseIds)) ? ['shared'] : [])].join(' ');
  }

  #alike({ staffId, name }: Principal, names: ShownPeople['names']) {
    this.#names.hold(staffId, name);
    const alike = [...names].map(([id, called]) => [id, this.#names.calledLike(called)] as const);
    return {
      ownName: alike.filter(([, staff]) => staff.includes(staffId)).map(([id]) => id),
      colleagues: Object.fromEntries(
        alike
          .map(([id, staff]) => [id, staff.filter((one) => one !== staffId)] as const)
          .filter(([, staff]) => staff.length > 0),
      ),
    };
  }
}
