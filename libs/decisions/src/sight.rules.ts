/**
 * Whose cases somebody sees (rules.md, Who sees what, Restricted cases): of those that are not restricted all, or those of
 * areas and teams, or their own; of those that are, the ones that they share.
 */
export interface Sight {
  /** Every case of the force that is not restricted. */
  readonly force: boolean;
  /** Names of BCUs. */
  readonly bcus: readonly string[];
  /** Ids of teams. */
  readonly teams: readonly string[];
  /** Names of LPTs whose cases that belong to no team they answer for. */
  readonly lpts: readonly string[];
  /** A staff id: the cases that they have; null: that alone gives none. */
  readonly owner: string | null;
  /** Ids of the restricted cases that they share, or that the glass was broken for. */
  readonly shared: readonly string[];
  /** What decides it is as it is now, of whatever time the question is. */
  readonly ofNow?: boolean;
}

/** What of a case decides who sees it. */
export interface SeenCase {
  readonly caseId: string;
  readonly bcu: string | null;
  readonly lpt: string | null;
  readonly team: string | null;
  readonly owner: string | null;
  readonly restricted: boolean;
}

/** Nobody asks: what the product does by itself sees everything. */
export const everything = null;

/** Whether a case is in sight. The same as SQL is `withinSight` of follow-up. */
export function isInSight(sight: Sight | null, seen: SeenCase): boolean {
  if (sight === everything) return true;
  const { caseId, bcu, lpt, team, owner, restricted } = seen;
  if (restricted) return sight.shared.includes(caseId);
  if (sight.force) return true;
  return (
    (bcu !== null && sight.bcus.includes(bcu)) ||
    (team !== null && sight.teams.includes(team)) ||
    (team === null && lpt !== null && sight.lpts.includes(lpt)) ||
    (owner !== null && owner === sight.owner)
  );
}
