import type { BroughtDispute, KeptObligation, ReplacedObligation, RunningSeries } from '../case/case.events.js';
import { raisedAt, type Dispute, type DisputeDecision, type Disputes } from '../dispute/dispute.state.js';
import type { Obligation } from '../obligation/obligation.state.js';

/** What is owed on in the case into which another is merged, and what of that other's facts it is told. */
export interface OwedOn {
  readonly places: Readonly<Record<string, string>>;
  readonly kept: readonly KeptObligation[];
  readonly running: readonly RunningSeries[];
  /** Each of its facts in their order, and as what the other has it; as nothing: it is not told. */
  readonly told: readonly ToldFact[];
}

interface ToldFact {
  readonly version: number;
  readonly as: readonly unknown[];
  /** It says how what was brought is due: so does what is brought on. */
  readonly isInBrought: boolean;
}

/**
 * What was disputed of a duty goes with it, decided or not: one duty is disputed in one case (rules.md, Mergers). Of what is current of
 * a series only whose it was: when it is due follows from where the series was.
 */
export function carriedDisputes(
  { raised, decided, ended }: Disputes,
  obligations: ReadonlyMap<string, Obligation>,
  owedOn: OwedOn,
): BroughtDispute[] {
  const placeOf = placesIn(owedOn.told);
  const inBrought = new Set(owedOn.told.flatMap(({ version, isInBrought }) => (isInBrought ? [version] : [])));
  return [...raised.values()].flatMap((dispute) => {
    const about = obligations.get(dispute.obligationId);
    const told = dispute.causes.filter((version) => !inBrought.has(version));
    const causes = told.flatMap((version) => placeOf.get(version) ?? []);
    const isOfOwner = dispute.would === 'other-owner';
    if (!about || ended.has(dispute.disputeId) || !(isOfOwner || causes.length === told.length)) return [];
    if (!isKept(about, owedOn) && !(isOfOwner && isCurrent(about, owedOn))) return [];
    const place = owedOn.places[about.participantId]!;
    return [{ ...brought(dispute, about, place, causes), ...decidedThere(decided.get(dispute.disputeId)) }];
  });
}

/** Which of the facts that are told is the one that tells what a fact did, the first 1. */
function placesIn(told: readonly ToldFact[]): Map<number, number> {
  const those = told.filter(({ as }) => as.length > 0);
  return new Map(those.map(({ version }, index) => [version, index + 1]));
}

const isKept = (about: Obligation, { places, kept }: OwedOn): boolean =>
  about.anchorId === about.triggerId && kept.some(isOf(about, places));

function isCurrent(about: Obligation, { places, running }: OwedOn): boolean {
  const { anchorId, period } = about;
  return running.filter(isOf(about, places)).some(({ place }) => place?.anchor.id === anchorId && place.n === period);
}

const isOf =
  ({ commitment, triggerId, participantId }: Obligation, places: OwedOn['places']) =>
  (one: ReplacedObligation): boolean =>
    one.commitment === commitment && one.participantId === places[participantId] && one.triggerId === triggerId;

function brought(
  { recordedBy, stood, would, owner, decideBy, ...dispute }: Dispute,
  { commitment, triggerId, anchorId, period }: Obligation,
  participantId: string,
  causes: readonly number[],
): BroughtDispute {
  const about = { commitment, participantId, triggerId, anchorId, period };
  const raised = { causes, recordedBy, raisedAt: raisedAt(dispute), stood, would };
  return { ...about, ...raised, ...(owner && { owner }), ...(decideBy && { decideBy }) };
}

function decidedThere(decision: DisputeDecision | undefined): Pick<BroughtDispute, 'decided'> {
  if (!decision) return {};
  const { at, by, confirmed, noteId, noteDigest } = decision;
  return { decided: { at, by, confirmed, ...(noteId && { noteId }), ...(noteDigest && { noteDigest }) } };
}
