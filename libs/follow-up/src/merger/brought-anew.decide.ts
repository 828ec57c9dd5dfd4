import type { Rulebook } from '@kept-informed/commitments';
import type { KeptObligation, ReplacedObligation, RunningSeries } from '../case/case.events.js';
import type { Absorption, Case } from '../case/case.state.js';
import { sameAs } from '../case/same-milestone.rules.js';
import type { OwedObligation } from '../owing/applicable-commitment.rules.js';
import type { CaseHistory } from '../owing/case-history.state.js';
import { owed } from '../owing/owed.rules.js';
import { owedAsItStood, type DisputedCase } from '../reconcile/as-it-stood.rules.js';
import {
  answeredFor,
  isCurrent,
  isGone,
  isOfOneThing,
  named,
  seriesOf,
  subjectFields,
  subjectOf,
} from './kept-duties.decide.js';

/** A case that gave way, as it is known since to have been by its merger, and the other as it was by then. */
export interface JudgedMerger {
  readonly from: DisputedCase;
  readonly into: CaseHistory;
  readonly merged: NonNullable<Case['merged']>;
  readonly absorption: Absorption;
}

interface BroughtDuties {
  readonly kept: readonly KeptObligation[];
  readonly running: readonly RunningSeries[];
}

/**
 * What a case that gave way brought, by what is known of it since. What stays and what gave way was decided at the merger; what is
 * owed by what is known since alone gives way where the other case had owed the same by then (rules.md, Mergers).
 */
export function broughtAnew({ from, into, merged, absorption }: JudgedMerger, book: Rulebook): BroughtDuties {
  const { subject } = from;
  const { at, kept, running = [], same } = absorption;
  const placed = <One extends { readonly participantId: string }>(one: One): One => ({
    ...one,
    participantId: merged.participants[one.participantId]!,
  });
  const singles = owedAsItStood(from, book, at).items.filter((one) => isSingle(one, subject));
  const then = new Map(singles.map(placed).map((one) => [`${subjectOf(one)} ${one.trigger.id}`, one]));
  const series = new Map(
    owed(subject, book, at)
      .items.filter(isCurrent)
      .map(placed)
      .map((one) => [seriesOf(one), one]),
  );
  const asDue = (one: OwedObligation): KeptObligation => {
    const { dueOn, dueAt } = one;
    return { ...subjectFields(named(one)), dueOn, dueAt, ...answeredFor(subject, dueAt, at) };
  };
  const goneOn = (one: OwedObligation): RunningSeries => {
    return { ...named(one), place: one.place, ...answeredFor(subject, one.dueAt, at) };
  };
  const decided = new Set([...kept, ...merged.replaced.map(placed)].map(nameOf));
  const ran = new Set(running.flatMap((one) => [nameOf(one), promiseOf(one)]));
  const { items: there } = owed(into, book, at);
  const owedThere = new Set(
    there.flatMap((one) => [subjectOf(one), `${subjectOf(one)} ${sameAs(one.trigger.id, into)}`]),
  );
  const single = [...then].filter(
    ([name, one]) => !decided.has(name) && !isGone(one) && !owedThere.has(`${subjectOf(one)} ${same[one.trigger.id]}`),
  );
  const recurring = [...series].filter(([name]) => !ran.has(name) && !owedThere.has(name));
  return {
    kept: [
      ...kept.flatMap((one) => {
        const known = then.get(nameOf(one));
        if (known?.outcome?.as === 'superseded') return [];
        // Of what never was its clock says nothing more.
        return known && !isGone(known) ? asDue(known) : one;
      }),
      ...single.map(([, one]) => asDue(one)),
    ],
    running: [
      ...running.map((one) => {
        const known = one.place && (series.get(nameOf(one)) ?? series.get(promiseOf(one)));
        return known ? goneOn(known) : one;
      }),
      ...recurring.map(([, one]) => goneOn(one)),
    ],
  };
}

const isSingle = ({ commitment, anchorId, trigger }: OwedObligation, subject: CaseHistory): boolean =>
  commitment.recurs === 'no' && isOfOneThing({ anchorId, triggerId: trigger.id }, subject);

const promiseOf = ({ commitment, participantId }: ReplacedObligation): string => `${commitment} ${participantId}`;
const nameOf = (one: ReplacedObligation): string => `${promiseOf(one)} ${one.triggerId}`;
