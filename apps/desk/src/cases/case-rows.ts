import type { LocalDate } from '@kept-informed/calendar';
import type { WholeCaseView } from '@kept-informed/case-work';
import type { OwnForce, Rulebook } from '@kept-informed/commitments';
import { isSupervisor } from '../frame/viewers.js';
import { owedLinks, personLinks } from './case-links.js';
import { calledOn } from './erased.queries.js';
import type { OwedRow, PersonRow, PromisedRow } from './case-page.js';
import { frequencyInWords, nameIn, scopeInWords, sentence, toneOf, unsafeInWords } from './words.js';

/** What somebody of a case is seen against. */
interface PersonBackground {
  /** Who of the case was erased. */
  readonly erased: ReadonlySet<string>;
  readonly lastTold: string | null;
  readonly today: LocalDate;
  readonly book: Rulebook;
  readonly force: OwnForce;
}

/** Somebody of a case, as its page shows them. */
export function personRow(
  person: WholeCaseView['participants'][number],
  { plans, optOuts, caseId }: WholeCaseView,
  { lastTold, erased, today, book, force }: PersonBackground,
): PersonRow {
  const { participantId, attempts, routes = [] } = person;
  const plan = plans.findLast((one) => one.participantId === participantId);
  const wishes = optOuts.filter(
    (one) =>
      one.participantId === participantId &&
      one.optedBackInAt === null &&
      one.voidedAt === null &&
      (one.until === null || one.until >= today),
  );
  return {
    participantId,
    name: calledOn(person, erased),
    isErased: erased.has(participantId),
    role: person.role,
    entitlement: person.entitlement,
    diedOn: person.diedOn,
    needs: person.needs ?? null,
    language: person.language ?? null,
    interpreter: person.interpreter ?? null,
    lastTold,
    attempts: attempts.count,
    lastAttempt: attempts.last,
    plan: plan ? `${frequencyInWords(plan.frequency)} by ${plan.method.replaceAll('-', ' ')}` : null,
    doesNotWant: wishes.map(({ optOutId, scope }) => ({ optOutId, scope: scopeInWords(scope, book) })),
    links: personLinks(person, caseId, erased.has(participantId)),
    routes: routes.map(({ routeId, method, value, safe, times, say, neverSay, deadSince, unsafeMark }) => ({
      routeId,
      method,
      value,
      safe,
      times: times ?? '',
      say: say ?? '',
      neverSay: neverSay ?? '',
      isDead: deadSince !== undefined,
      unsafeBecause: unsafeInWords({ safe, unsafeMark }, force.directory.current, force.zone),
      allowing: safe || !isSupervisor() ? null : `/cases/${caseId}/record/allowance/${routeId}`,
    })),
  };
}

/** What is to be done on a case. */
export function owedRows(whole: WholeCaseView, book: Rulebook): OwedRow[] {
  return whole.obligations
    .filter(({ toBeDone }) => toBeDone)
    .map((owed) => ({
      obligationId: owed.obligationId,
      title: owed.title,
      person: nameIn(whole, owed.participantId),
      dueInWords: sentence(owed.dueInWords),
      dueOn: owed.dueOn,
      tone: toneOf(owed),
      note: owed.disputed ? 'Disputed: a supervisor has to decide how it counts.' : null,
      links: owedLinks(owed, book),
    }));
}

/** Promised dates that nobody has kept. */
export const promisedRows = (whole: WholeCaseView): PromisedRow[] =>
  whole.promises
    .filter(({ status }) => status !== 'kept')
    .map(({ participantId, promisedOn, status }) => ({ person: nameIn(whole, participantId), on: promisedOn, status }));
