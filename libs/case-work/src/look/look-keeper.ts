import { Injectable } from '@nestjs/common';
import { currentRequest, type Principal } from '@kept-informed/access';
import { Sights } from '../reach/sights.js';
import { LookLog } from './look-log.js';
import { PeopleRead, shownTogether, type ShownPeople } from './people-read.js';
import { StaffNames } from './staff-names.js';

/** What was asked, by the pattern of its route, and from which address. */
export interface LookPlace {
  readonly route: string;
  readonly cameFrom: string;
}

/** Sees to it that whoever is shown people is on record before the answer leaves. */
@Injectable()
export class LookKeeper {
  readonly #names = new StaffNames();

  constructor(
    private readonly log: LookLog,
    private readonly sights: Sights,
    private readonly read: PeopleRead,
  ) {}

  /** Whom the answer that is under way can show: everybody who was read in clear for it. */
  get shown(): ShownPeople | null {
    return this.read.ofRequest();
  }

  /**
   * Keeps whom the answer of the request that is under way shows, if anybody: whom it was read of, and whom the answer is seen
   * to show besides, as where it was read for somebody else at the same moment. Rejects where that cannot be kept: then nothing
   * may be shown.
   */
  async keep({ route, cameFrom }: LookPlace, besides: ShownPeople | null = null): Promise<void> {
    const { principal, requestId } = currentRequest();
    const shown = shownTogether(this.shown, besides);
    if (!principal || !shown) return;
    await this.log.append({
      at: this.sights.now,
      staffId: principal.staffId,
      requestId,
      route,
      cameFrom,
      why: await this.#why(principal, shown),
      whom: shown,
      ...this.#alike(principal, shown.names),
    });
  }

  /** By the roles of who looked; and where a case is restricted, that it is shared with them. */
  async #why({ roles }: Principal, { caseIds }: Pick<ShownPeople, 'caseIds'>): Promise<string> {
    return [...roles, ...((await this.sights.sharesAny(caseIds)) ? ['shared'] : [])].join(' ');
  }

  #alike({ staffId, name }: Principal, names: ShownPeople['names']) {
    this.#names.hold(staffId, name);
    const alike = this.#names.calledLikeAny(names);
    const others = alike.map(({ id, staff }) => [id, staff.filter((one) => one !== staffId)] as const);
    return {
      ownName: alike.filter(({ staff }) => staff.includes(staffId)).map(({ id }) => id),
      colleagues: Object.fromEntries(others.filter(([, staff]) => staff.length > 0)),
    };
  }
}
