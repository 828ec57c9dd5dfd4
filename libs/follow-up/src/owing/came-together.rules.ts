import { laterOf, type Instant } from '@kept-informed/calendar';
import type { Case } from '../case/case.state.js';

/** A case became of another one; none: of this one. */
export interface Step {
  readonly into?: string;
  readonly at: Instant;
}

/** Two cases became one, in one of them or in a third. */
export interface CameTogether {
  /** In which; none: in this one. */
  readonly caseId?: string;
  readonly at: Instant;
}

type AbsorbingCase = Pick<Case, 'absorbed'>;

/** What tells where something was recorded. */
export interface RecordedWhere {
  /** The case from which it came, before that was merged into this one. */
  readonly carriedFrom?: string;
  /** The one in which it was recorded at first, where that had been merged into the other. */
  readonly origin?: string;
}

/** The case in which something was recorded at first, of those that were merged into this one; none: in this one. */
export const originOf = ({ origin, carriedFrom }: RecordedWhere, { absorbed }: AbsorbingCase): string | undefined =>
  [origin, carriedFrom].find((one) => one !== undefined && stepFrom(one, absorbed) !== undefined);

/**
 * When what was recorded in two cases came together (rules.md, Mergers): where one had been merged into the other, or both
 * into a third, before that was merged on, it was then. Undefined: they are one case, or not of this one.
 */
export function cameTogether(
  one: string | undefined,
  other: string | undefined,
  { absorbed }: AbsorbingCase,
): CameTogether | undefined {
  if (absorbed.length === 0 || one === other) return undefined;
  const [here, there] = [wayOf(one, absorbed), wayOf(other, absorbed)];
  const ofOne = new Set<string | undefined>([one, ...here.map(({ into }) => into)]);
  const caseId = [other, ...there.map(({ into }) => into)].find((place) => ofOne.has(place));
  const entered = [...here, ...there].filter(({ into }) => into === caseId).map(({ at }) => at);
  return entered.length === 0 ? undefined : { caseId, at: entered.reduce(laterOf) };
}

/** By which mergers what a case held came into this one. */
export function wayOf(caseId: string | undefined, absorbed: Case['absorbed']): Step[] {
  const step = caseId === undefined ? undefined : stepFrom(caseId, absorbed);
  return step ? [step, ...wayOf(step.into, absorbed)] : [];
}

/** The cases through which something came into this one, that into which it was recorded at first last. */
export function cameThrough(where: RecordedWhere, state: AbsorbingCase): string[] {
  const origin = originOf(where, state);
  if (origin === undefined) return [];
  const into = wayOf(origin, state.absorbed).flatMap((step) => step.into ?? []);
  return [origin, ...into].reverse();
}

function stepFrom(caseId: string, absorbed: Case['absorbed']): Step | undefined {
  const own = absorbed.findLast((one) => one.caseId === caseId);
  return own ? { at: own.at } : absorbed.flatMap(({ before }) => before).find((one) => one.caseId === caseId);
}

/** When those of a case had joined it, by their ids in this one. */
export function joinedIn(caseId: string | undefined, { absorbed }: AbsorbingCase): Readonly<Record<string, Instant>> {
  const all = [...absorbed, ...absorbed.flatMap(({ before }) => before)];
  return all.find((one) => one.caseId === caseId)?.joined ?? {};
}

/** All cases that gave way to one, and those that had given way to them. */
export const gaveWayTo = ({ absorbed }: AbsorbingCase): string[] =>
  [...absorbed, ...absorbed.flatMap(({ before }) => before)].map(({ caseId }) => caseId);
