import type { DirectoryProblem } from './directory-invalid.js';
import type { ForceFile } from './force-file.js';
import type { Bcu, TeamEntry } from './force.js';

type Entry<T> = readonly [path: string, item: T];

/**
 * Every reference of a force file that leads nowhere or two ways: unknown staff, teams and areas, ids and names used
 * twice, a team that its area does not list. Works on half-filled files too, so that all problems come at once; a
 * value of the wrong type is passed over here because its shape is refused already.
 */
export function problemsBetween(file: ForceFile): DirectoryProblem[] {
  const bcus = entries('bcus', file.bcus);
  const teams = entries('teams', file.teams);
  const staff = entries('staff', file.staff);
  const bodies = entries('bodies', file.bodies);
  const lpts = bcus.flatMap(([path, bcu]) =>
    entries(`${path}.lpts`, bcu.lpts).map(([at, lpt]) => [at, { bcu, lpt }] as const),
  );
  const staffIds = new Set(staff.map(([, one]) => one.id));
  const teamIds = new Set(teams.map(([, one]) => one.id));
  return [
    ...twice(
      'id',
      bcus.map(([path, bcu]) => [path, bcu.id]),
      'is the id of another BCU',
    ),
    ...twice(
      'name',
      bcus.map(([path, bcu]) => [path, bcu.name]),
      'is the name of another BCU',
    ),
    ...twice(
      'name',
      lpts.map(([path, { lpt }]) => [path, lpt.name]),
      'is an LPT elsewhere too: a name stands for one area',
    ),
    ...twice(
      'id',
      [...teams, ...staff].map(([path, one]) => [path, one.id]),
      'is the id of another team or member of staff',
    ),
    ...bcus.flatMap(([path, bcu]) => unknown(`${path}.inspector`, bcu.inspector, staffIds, 'staff')),
    ...bcus.flatMap(([path, bcu]) => unknown(`${path}.performance`, bcu.performance, staffIds, 'staff')),
    ...teams.flatMap(([path, team]) => unknown(`${path}.supervisor`, team.supervisor, staffIds, 'staff')),
    ...staff.flatMap(([path, one]) => unknown(`${path}.team`, one.team, teamIds, 'team')),
    ...twice(
      'body',
      bodies.map(([path, one]) => [path, one.body]),
      'is said of twice',
    ),
    ...bodies.flatMap(([path, one]) => unknown(`${path}.post`, one.post, staffIds, 'staff')),
    ...bodies.flatMap(([path, one]) =>
      list(one.teams).flatMap((id, i) => unknown(`${path}.teams[${i}]`, id, teamIds, 'team')),
    ),
    ...unknown('performanceUnit', file.performanceUnit, staffIds, 'staff'),
    ...teams.flatMap(([path, team]) => problemsOfPlace(path, team, bcus)),
    ...lpts.flatMap(([path, { bcu, lpt }]) =>
      list(lpt.teams).flatMap((id, i) =>
        problemsOfListing(`${path}.teams[${i}]`, String(id), { bcu: bcu.id, lpt: lpt.name }, teams),
      ),
    ),
  ];
}

/** A team stands in an area that exists and lists it, or in none at all. */
function problemsOfPlace(path: string, team: TeamEntry, bcus: Entry<Bcu>[]): DirectoryProblem[] {
  if (typeof team.bcu !== 'string' && typeof team.lpt !== 'string') return [];
  if (typeof team.bcu !== 'string') return [{ path: `${path}.bcu`, detail: 'is missing although an LPT is given' }];
  const bcu = bcus.find(([, one]) => one.id === team.bcu)?.[1];
  if (!bcu) return [{ path: `${path}.bcu`, detail: `there is no BCU '${team.bcu}'` }];
  if (typeof team.lpt !== 'string') return [{ path: `${path}.lpt`, detail: 'is missing although a BCU is given' }];
  const lpt = list(bcu.lpts).find((one) => one?.name === team.lpt);
  if (!lpt) return [{ path: `${path}.lpt`, detail: `there is no LPT '${team.lpt}' in the BCU '${team.bcu}'` }];
  if (list(lpt.teams).includes(team.id)) return [];
  return [{ path: `${path}.lpt`, detail: `the LPT '${team.lpt}' does not list the team '${team.id}'` }];
}

/** A team listed by an area exists and says the same of itself. */
function problemsOfListing(
  path: string,
  id: string,
  at: { bcu: string; lpt: string },
  teams: Entry<TeamEntry>[],
): DirectoryProblem[] {
  const team = teams.find(([, one]) => one.id === id)?.[1];
  if (!team) return [{ path, detail: `there is no team '${id}'` }];
  if (team.bcu === at.bcu && team.lpt === at.lpt) return [];
  return [{ path, detail: `the team '${id}' says that it belongs elsewhere` }];
}

/** A reference to somebody or something that the file does not have. */
export function unknown(path: string, id: unknown, known: ReadonlySet<string>, what: string): DirectoryProblem[] {
  return typeof id !== 'string' || known.has(id) ? [] : [{ path, detail: `there is no ${what} '${id}'` }];
}

function twice(key: string, values: Entry<unknown>[], detail: string): DirectoryProblem[] {
  const seen = new Set<unknown>();
  return values.flatMap(([path, value]) => {
    if (typeof value !== 'string' || !seen.has(value)) return seen.add(value) && [];
    return [{ path: `${path}.${key}`, detail: `'${value}' ${detail}` }];
  });
}

/** What a list holds, each with the path to it; what is no block of keys is left to the shape. */
export function entries<T extends object>(path: string, items: readonly T[] | undefined): Entry<T>[] {
  return list(items).flatMap((item, i) => (item && typeof item === 'object' ? [[`${path}[${i}]`, item] as const] : []));
}

function list<T>(items: readonly T[] | undefined): readonly T[] {
  return Array.isArray(items) ? items : [];
}
