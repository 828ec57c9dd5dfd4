import { Injectable } from '@nestjs/common';
import { currentRequest, type NamedByAddress, type Principal, type RequestContext } from '@kept-informed/access';
import { Clock, type Instant, type Zone } from '@kept-informed/calendar';
import { OwnForce } from '@kept-informed/commitments';
import { everything, isInSight, type SeenCase, type Sight } from '@kept-informed/decisions';
import type { PostHolders } from '@kept-informed/directory';
import { Restrictions } from '@kept-informed/follow-up';
import { type CaseReach, reachOf } from './sight.rules.js';

/**
 * Whose cases who asks sees. The one place that says so, for whatever shows a case (docs/decisions/0019): lists ask with a
 * sight, single things are looked at by `sees`, and what a request names by `seenOf`.
 */
@Injectable()
export class Sights {
  readonly #known = new WeakMap<RequestContext, Promise<Sight | null>>();
  /** Cases that a request was found to see, and whether by sharing them: what it goes on to do there asks no more. */
  readonly #found = new WeakMap<RequestContext, Map<string, boolean>>();
  /** What is still looked at for a request: whoever is about to ask the same waits for it. */
  readonly #looking = new WeakMap<RequestContext, Promise<boolean>>();

  /** Worked out once for as long as the same people are there, for somebody whose token is remembered. */
  readonly #reaches = new WeakMap<
    Principal,
    { readonly holders: PostHolders; readonly reach: Omit<CaseReach, 'names'>; readonly names: readonly string[] }
  >();

  constructor(
    private readonly restrictions: Restrictions,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  get zone(): Zone {
    return this.force.zone;
  }

  get now(): Instant {
    return this.clock.now();
  }

  /**
   * The sight of who asks, worked out once for a request. Everything, where nobody does: a worker, a file. It goes by cases as
   * they are now, also for a question of what was known at a time.
   */
  async ofRequest(knownAt?: Instant): Promise<Sight | null> {
    const request = currentRequest();
    if (!request.principal) return everything;
    const known = this.#known.get(request) ?? this.of(request.principal);
    this.#known.set(request, known);
    const sight = await known;
    return sight && knownAt !== undefined ? { ...sight, ofNow: true } : sight;
  }

  /** Staff ids of whom somebody answers for, and their own. */
  namesOf(principal: Principal): readonly string[] {
    return reachOf(principal, this.force.directory.current, this.now).names;
  }

  /**
   * Whose cases the figures count that who asks is given: the whole force's for the performance unit and administrators, for to
   * restrict a case must not better a figure; a supervisor's are of what they see.
   */
  async ofFigures(knownAt?: Instant): Promise<Sight | null> {
    const { principal } = currentRequest();
    const isOfAll = principal?.roles.some((role) => role === 'performance' || role === 'admin');
    return isOfAll ? everything : this.ofRequest(knownAt);
  }

  async of(principal: Principal): Promise<Sight> {
    const { reach, sharing } = this.#reachOf(principal);
    return { ...reach, shared: sharing.names.length === 0 ? [] : await this.restrictions.shared(sharing) };
  }

  /** The same for each of many, in their order, by one question: all who listen to a stream. */
  async ofEach(principals: readonly Principal[]): Promise<Sight[]> {
    const each = principals.map((principal) => this.#reachOf(principal));
    const shared = await this.restrictions.sharedByEach(each.map(({ sharing }) => sharing));
    return each.map(({ reach }, place) => ({ ...reach, shared: shared[place]! }));
  }

  #reachOf(principal: Principal) {
    const now = this.clock.now();
    const directory = this.force.directory.current;
    const holders = directory.at(now);
    let known = this.#reaches.get(principal);
    if (known?.holders !== holders) {
      const { names, ...reach } = reachOf(principal, directory, now);
      known = { holders, names, reach };
      this.#reaches.set(principal, known);
    }
    return { reach: known.reach, sharing: { names: known.names, staffId: principal.staffId, now } };
  }

  /** Whether who asks sees the case of something; where there is no such thing they do not. */
  sees(what: NamedByAddress, id: string): Promise<boolean> {
    const looking = this.#look(what, id);
    this.#looking.set(currentRequest(), looking);
    return looking;
  }

  async #look(what: NamedByAddress, id: string): Promise<boolean> {
    const request = currentRequest();
    const { principal } = request;
    const { reach, sharing } = principal ? this.#reachOf(principal) : toNobody(this.now);
    const seen = await this.restrictions.seen(what, id, sharing);
    if (!seen) return false;
    const shares = seen.shared && sharing.names.length > 0;
    const sight = reach && { ...reach, shared: shares ? [seen.caseId] : [] };
    const isSeen = isInSight(sight, seen);
    if (isSeen) this.#foundBy(request).set(seen.caseId, shares);
    return isSeen;
  }

  /** From here on the request that is under way may do something on a case: it breaks the glass. */
  admit(caseId: string): void {
    this.#foundBy(currentRequest()).set(caseId, true);
  }

  /** Whether one of the cases that a request was found to see is restricted, and seen because it is shared. */
  async sharesAny(caseIds: readonly string[]): Promise<boolean> {
    const request = currentRequest();
    const shared = (await this.#known.get(request))?.shared ?? [];
    const found = this.#foundBy(request);
    return caseIds.some((caseId) => shared.includes(caseId) || found.get(caseId) === true);
  }

  /** Those of some cases that are in sight. */
  async seenOf(caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    const request = currentRequest();
    if (!request.principal) return new Set(caseIds);
    await this.#looking.get(request);
    const found = this.#foundBy(request);
    const others = [...new Set(caseIds)].filter((caseId) => !found.has(caseId));
    const sight = others.length > 0 ? await this.ofRequest() : everything;
    const looked: SeenCase[] = others.length > 0 ? await this.restrictions.seenAmong(others) : [];
    const seen = looked.filter((one) => isInSight(sight, one)).map(({ caseId }) => caseId);
    return new Set([...caseIds.filter((caseId) => found.has(caseId)), ...seen]);
  }

  #foundBy(request: RequestContext): Map<string, boolean> {
    const found = this.#found.get(request) ?? new Map<string, boolean>();
    this.#found.set(request, found);
    return found;
  }
}

/** Nobody asks: everything is seen, and nothing is shared with anybody. */
const toNobody = (now: Instant) => ({ reach: everything, sharing: { names: [], staffId: '', now } });
