import { Injectable } from '@nestjs/common';
import { localDate, type LocalDate } from '@kept-informed/calendar';
import { latestTerms, OwnForce, beginning, type Rulebook } from '@kept-informed/commitments';
import { notFound } from '@kept-informed/decisions';
import { People, type RouteView } from '@kept-informed/people';
import { type ParticipantWithPerson, WholeCase, type WholeCaseView } from '../case/whole-case.js';
import { lastToldOn } from '../reading/last-told.queries.js';
import { ReadModel } from '../reading/read-model.js';
import { isVerified, sayings, type CounterScene, type IdentityCheck, type Sayings } from './may-say.rules.js';

/** A way to call somebody back, as far as the counter needs to name it to them. */
export interface CallBackRoute extends Pick<RouteView, 'routeId' | 'method' | 'times'> {
  /** The last three signs of a number; of anything else nothing. */
  readonly endsWith: string | null;
}

/** What may be said to a participant at the counter, what not, and by which rule. */
export interface CounterView extends Sayings {
  readonly reference: string;
  readonly identity: { readonly verified: boolean; readonly checked: readonly IdentityCheck[] };
  /** What the force chose for its counter: by which version of its policy, since when and why. */
  readonly rule: { readonly policy: string; readonly since: string | null; readonly because: string };
  readonly callBack: readonly CallBackRoute[];
}

/** Tells the counter what may be said; never what is recorded. */
@Injectable()
export class CounterReader {
  constructor(
    private readonly whole: WholeCase,
    private readonly reading: ReadModel,
    private readonly people: People,
    private readonly force: OwnForce,
  ) {}

  /** `checked`: by what they proved who they are. Refused where they take no part in the case. */
  async maySay(caseId: string, participantId: string, checked: readonly IdentityCheck[]): Promise<CounterView> {
    const [whole, book] = await Promise.all([this.whole.read(caseId, { personal: false }), this.force.rulebook()]);
    const one = whole.participants.find((each) => each.participantId === participantId);
    if (!one) throw notFound('unknown-participant', 'There is no such participant on this case.');
    const { policy, counter } = latestTerms(book);
    const since = book.terms.find((terms) => terms.policy === policy)!.from;
    const verified = isVerified(checked);
    const scene = await this.#scene(whole, one, book);
    // Who may not hear for somebody any more is told as little of them as a stranger: a number that ends so would confirm them.
    const isTold = verified && scene.isTheirs;
    // Whoever is told how somebody's case stands has looked at them, whether or not anything of theirs was opened.
    this.people.watch({ caseId, participantId, fields: [isTold ? 'what-may-be-said' : 'nothing-confirmed'] });
    return {
      reference: whole.reference,
      identity: { verified, checked },
      rule: { policy, since: since === beginning ? null : since, because: counter.because },
      callBack: isTold ? await this.#callBack(caseId, participantId) : [],
      ...sayings(scene, counter, checked),
    };
  }

  async #scene(whole: WholeCaseView, one: ParticipantWithPerson, book: Rulebook): Promise<CounterScene> {
    const { now } = this.reading;
    const { zone, directory } = this.force;
    const told = await lastToldOn(this.reading.manager, whole.caseId, zone);
    const today = localDate(now, zone);
    const whose = one.represents ?? one.participantId;
    const lastToldAt = told.get(whose) ?? null;
    const owed = whole.obligations.filter(({ participantId }) => participantId === whose);
    return {
      isTheirs: isTheirs(one, today, now),
      status: whole.status,
      closureTold: owed.every(({ trigger, toBeDone }) => trigger !== 'case-closed' || !toBeDone),
      team: directory.current.team(whole.team ?? '')?.name ?? null,
      presence: whole.owner === null ? null : directory.current.presenceOf(whole.owner, now),
      openedAt: whole.openedAt,
      lastToldAt,
      nextOn: nextOn(whole, { whose, lastToldOn: lastToldAt && localDate(lastToldAt, zone) }, book),
      today,
      zone,
    };
  }

  async #callBack(caseId: string, participantId: string): Promise<CallBackRoute[]> {
    const [person] = await this.people.unshown([participantId]);
    const routes = (person?.routes ?? []).filter(({ safe, deadSince }) => safe && deadSince === undefined);
    this.people.shown([{ caseId, participantId, routes }]);
    return routes.map(({ routeId, method, value, times }) => ({
      routeId,
      method,
      endsWith: /\d{3}\s*$/.test(value) && method !== 'letter' ? value.trim().slice(-3) : null,
      ...(times !== undefined && { times }),
    }));
  }
}

/** They live, and where they hear for somebody else, still may. */
function isTheirs(one: ParticipantWithPerson, today: LocalDate, now: string): boolean {
  const { diedOn, role, authorityUntil, authorityEndedAt } = one;
  if (diedOn !== null) return false;
  if (role !== 'representative') return true;
  return (authorityUntil === null || authorityUntil >= today) && (authorityEndedAt === null || authorityEndedAt > now);
}

/** Whose dates, and when they were last told. */
interface WhoseDates {
  readonly whose: string;
  readonly lastToldOn: LocalDate | null;
}

/** The date that they were told, or the end of a period in which they are to hear whatever happens; the first of them. */
function nextOn(
  whole: WholeCaseView,
  { whose, lastToldOn: told }: WhoseDates,
  { catalogue }: Rulebook,
): LocalDate | null {
  const periodic = new Set(catalogue.flatMap(({ id, recurs }) => (recurs === 'no' ? [] : [id])));
  const promise = whole.promises.findLast(({ participantId }) => participantId === whose);
  // One that was broken is over once they heard all the same.
  const stands = promise && promise.status !== 'kept' && (told === null || told < promise.promisedOn);
  const owed = whole.obligations
    .filter(
      ({ participantId, toBeDone, commitment }) => participantId === whose && toBeDone && periodic.has(commitment),
    )
    .flatMap(({ dueOn }) => dueOn ?? []);
  return [...(stands ? [promise.promisedOn] : []), ...owed].sort()[0] ?? null;
}
