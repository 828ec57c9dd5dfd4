import { parseLocalDate, type Zone } from '@kept-informed/calendar';
import { postOfActing, postOfShift } from './cover.js';
import type { DirectoryProblem } from './directory-invalid.js';
import type { ForceFile } from './force-file.js';
import type { ActingRank, Leave, RotaShift } from './force.js';
import { momentOf } from './moment.js';
import { entries, unknown } from './problems-between.js';

/** One entry of a list, and the time that it takes up of whatever it is about. */
interface DatedEntry<T> {
  readonly path: string;
  readonly item: T;
  readonly from: string | null;
  readonly to: string | null;
}

interface KnownIds {
  readonly staff: ReadonlySet<string>;
  readonly teams: ReadonlySet<string>;
  readonly bcus: ReadonlySet<string>;
  /** Nobody stands above these: they need a deputy while they are away. */
  readonly last: ReadonlySet<unknown>;
}

/**
 * What is wrong with leave, acting ranks and the duty rota: people, teams and units that there are not, times that
 * end before they begin or overlap others of the same person or post. Of what is no date or time its field tells.
 */
export function problemsOfCover(file: ForceFile): DirectoryProblem[] {
  const known = knownIn(file);
  const leave = entries('leave', file.leave).map(([path, item]) => dated(path, item));
  const acting = entries('acting', file.acting).map(([path, item]) => dated(path, item));
  const zone = zoneOf(file);
  const rota = entries('rota', file.rota).map(([path, item]) => timed(path, item, zone));
  return [
    ...leave.flatMap((entry) => problemsOfLeave(entry, known)),
    ...acting.flatMap((entry) => problemsOfActing(entry, known)),
    ...rota.flatMap((entry) => problemsOfShift(entry, known)),
    ...overlaps(leave, ({ staff }) => staff, 'they are on leave'),
    ...overlaps(acting, postOfActing, 'somebody acts there'),
    ...overlaps(rota, postOfShift, 'somebody is on duty there'),
  ];
}

function problemsOfLeave({ path, item, from, to }: DatedEntry<Leave>, known: KnownIds): DirectoryProblem[] {
  const { staff, deputy } = item;
  return [
    ...unknown(`${path}.staff`, staff, known.staff, 'staff'),
    ...unknown(`${path}.deputy`, deputy, known.staff, 'staff'),
    ...(deputy !== undefined && deputy === staff ? [{ path: `${path}.deputy`, detail: 'is who is on leave' }] : []),
    ...(deputy === undefined && known.last.has(staff)
      ? [{ path: `${path}.deputy`, detail: 'is missing: nobody is above the performance unit' }]
      : []),
    ...(from && to && to < from ? [{ path: `${path}.to`, detail: 'ends before it begins' }] : []),
  ];
}

function problemsOfActing({ path, item, from, to }: DatedEntry<ActingRank>, known: KnownIds): DirectoryProblem[] {
  const [units, what] = item.as === 'inspector' ? [known.bcus, 'BCU'] : [known.teams, 'team'];
  return [
    ...unknown(`${path}.staff`, item.staff, known.staff, 'staff'),
    ...unknown(`${path}.of`, item.of, units, what),
    ...(from && to && to < from ? [{ path: `${path}.to`, detail: 'ends before it begins' }] : []),
  ];
}

function problemsOfShift({ path, item, from, to }: DatedEntry<RotaShift>, known: KnownIds): DirectoryProblem[] {
  const { staff, team, bcu, role } = item;
  return [
    ...unknown(`${path}.staff`, staff, known.staff, 'staff'),
    ...unknown(`${path}.team`, team, known.teams, 'team'),
    ...unknown(`${path}.bcu`, bcu, known.bcus, 'BCU'),
    ...((team === undefined) === (bcu === undefined)
      ? [{ path, detail: 'must name a team or a BCU, and not both' }]
      : []),
    ...(role === 'inspector' && team !== undefined
      ? [{ path: `${path}.team`, detail: 'has no inspector: an inspector is on duty for a BCU' }]
      : []),
    ...(from && to && to <= from ? [{ path: `${path}.to`, detail: 'ends before it begins' }] : []),
  ];
}

/** Two entries of the same person or post that hold at the same time, told of the later one in the file. */
function overlaps<T>(listed: readonly DatedEntry<T>[], of: (item: T) => string, what: string): DirectoryProblem[] {
  return listed.flatMap(({ path, item, from, to }, index) => {
    const before = listed
      .slice(0, index)
      .find((other) => of(other.item) === of(item) && meets(other, { from, to }, other.path.startsWith('rota')));
    return before ? [{ path, detail: `${what} already then, as ${before.path} says` }] : [];
  });
}

type FirstAndLast = Pick<DatedEntry<unknown>, 'from' | 'to'>;

/** Dates are included at both ends; a duty ends as the next begins. */
function meets(a: FirstAndLast, b: FirstAndLast, endsOpen: boolean): boolean {
  if (a.from === null || a.to === null || b.from === null || b.to === null) return false;
  return endsOpen ? a.from < b.to && b.from < a.to : a.from <= b.to && b.from <= a.to;
}

function dated<T extends { from: string; to: string }>(path: string, item: T): DatedEntry<T> {
  const read = (text: unknown) => (typeof text === 'string' ? parseLocalDate(text) : null);
  return { path, item, from: read(item.from), to: read(item.to) };
}

function timed(path: string, item: RotaShift, zone: Zone): DatedEntry<RotaShift> {
  const read = (text: unknown) => (typeof text === 'string' ? momentOf(text, zone) : null);
  return { path, item, from: read(item.from), to: read(item.to) };
}

/** A zone that does not exist is a problem of its own, and not of every local time. */
function zoneOf({ force }: ForceFile): Zone {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: force?.timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function knownIn(file: ForceFile): KnownIds {
  const bcus = entries('bcus', file.bcus).map(([, bcu]) => bcu);
  return {
    staff: new Set(entries('staff', file.staff).map(([, { id }]) => id)),
    teams: new Set(entries('teams', file.teams).map(([, { id }]) => id)),
    bcus: new Set(bcus.map(({ id }) => id)),
    last: new Set([file.performanceUnit, ...bcus.map(({ performance }) => performance)]),
  };
}
