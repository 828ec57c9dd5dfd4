import type { Principal } from '@kept-informed/access';
import type { Instant } from '@kept-informed/calendar';
import type { Sight } from '@kept-informed/decisions';
import type { Directory, ReachOfRole } from '@kept-informed/directory';

/** Whose cases somebody sees, but for the restricted ones that they share: of those it says whose names they share them by. */
export interface CaseReach extends Omit<Sight, 'shared'> {
  /** Themselves, and whom they answer for. */
  readonly names: readonly string[];
}

const nothing: CaseReach = { force: false, bcus: [], teams: [], lpts: [], owner: null, names: [] };

/**
 * Whose cases somebody sees at an instant, by their roles, the force file and who is there then (rules.md, Who sees what);
 * several roles see what any of them sees. The committee and administrators see none. A supervisor's own teams are those that
 * they answer for and the one that they work in; an inspector's are all of the BCU.
 */
export function reachOf({ roles, staffId }: Principal, directory: Directory, now: Instant): CaseReach {
  const reaches = new Set(
    roles.flatMap((role): ReachOfRole[] => (role === 'admin' || role === 'committee' ? [] : [directory.reach[role]])),
  );
  if (reaches.size === 0) return nothing;
  const holders = directory.at(now);
  const names = directory
    .everyone()
    .filter(
      ({ id }) => id === staffId || holders.supervisorOf(id) === staffId || directory.supervisorOf(id) === staffId,
    )
    .map(({ id }) => id);
  const own = { owner: staffId, names: names.includes(staffId) ? names : [staffId, ...names] };
  if (reaches.has('force')) return { ...nothing, ...own, force: true };
  const home = directory.staff(staffId)?.team;
  const isWide = reaches.has('bcu') || reaches.has('team');
  const bcus = isWide ? holders.bcusOf(staffId, directory.bcus()) : [];
  const homeBcu = reaches.has('bcu') ? directory.areaOf(staffId)?.bcu : undefined;
  const teams = directory
    .teams()
    .filter((team) => team.id === home || team.supervisor === staffId || holders.supervisorOfTeam(team) === staffId)
    .map(({ id }) => id);
  return {
    ...own,
    force: false,
    bcus: [...new Set([...bcus, ...(homeBcu === undefined ? [] : [homeBcu])])].sort(),
    teams: isWide ? teams : [],
    lpts: isWide ? lptsOf(teams, directory) : [],
  };
}

/** Areas whose cases that nobody has are one of these teams' to answer for. */
function lptsOf(teams: readonly string[], directory: Directory): string[] {
  return directory.bcus().flatMap(({ name: bcu, lpts }) =>
    lpts
      .map(({ name }) => name)
      .filter((lpt) => {
        const first = directory.firstTeamOf({ bcu, lpt });
        return first !== undefined && teams.includes(first.id);
      }),
  );
}
