import { addDays, localDate, type Instant, type LocalDate, type Zone } from '@kept-informed/calendar';
import type { ActingRank, RotaShift, Leave } from './force.js';
import { momentOf } from './moment.js';

/** Who is away at an instant, who holds a rank meanwhile and who is on duty; posts are named by {@link postOf}. */
export interface CoverAt {
  readonly leave: ReadonlyMap<string, Leave>;
  readonly acting: ReadonlyMap<string, string>;
  readonly onDuty: ReadonlyMap<string, string>;
}

export const nobodyAway: CoverAt = { leave: new Map(), acting: new Map(), onDuty: new Map() };

/** A supervisor's or inspector's post of a team or BCU. Their ids may be alike: a team is no BCU. */
export const postOf = (role: ActingRank['as'], kind: 'team' | 'bcu', id: string): string => `${role} ${kind} ${id}`;

export const postOfActing = ({ as, of }: ActingRank): string => postOf(as, as === 'inspector' ? 'bcu' : 'team', of);

export const postOfShift = ({ role, team, bcu }: RotaShift): string =>
  team === undefined ? postOf(role, 'bcu', bcu!) : postOf(role, 'team', team);

/** Leave, acting ranks and duties as the force file lists them. */
export interface Cover {
  readonly leave: readonly Leave[];
  readonly acting: readonly ActingRank[];
  readonly rota: readonly RotaShift[];
}

/** Leave and acting ranks hold from the first to the last date in the force's zone, both included; duties to the instant at which they end. */
export function coverAt({ leave, acting, rota }: Cover, at: Instant, zone: Zone): CoverAt {
  const date = localDate(at, zone);
  const holds = ({ from, to }: { from: string; to: string }) => from <= date && date <= to;
  const isOn = ({ from, to }: RotaShift) => momentOf(from, zone)! <= at && at < momentOf(to, zone)!;
  return {
    leave: new Map(leave.filter(holds).map((one) => [one.staff, one])),
    acting: new Map(acting.filter(holds).map((one) => [postOfActing(one), one.staff])),
    onDuty: new Map(rota.filter(isOn).map((one) => [postOfShift(one), one.staff])),
  };
}

/** When one of the staff can be found, as far as the force file says: not before a date, or on duty between two instants. */
export type Presence =
  { readonly backOn: LocalDate } | { readonly onDuty: { readonly from: Instant; readonly to: Instant } };

/** Of who is away the first day on which they are not; else the duty that they are on, or come on later the same date. Null: nothing is said. */
export function presenceOf(staffId: string, { leave, rota }: Cover, at: Instant, zone: Zone): Presence | null {
  const today = localDate(at, zone);
  let backOn = today;
  for (const { staff, from, to } of leave.toSorted((one, other) => (one.from < other.from ? -1 : 1)))
    if (staff === staffId && from <= backOn && backOn <= to) backOn = addDays(to, 1);
  if (backOn !== today) return { backOn };
  const [next] = rota
    .filter(({ staff }) => staff === staffId)
    .map(({ from, to }) => ({ from: momentOf(from, zone)!, to: momentOf(to, zone)! }))
    .filter(({ from, to }) => at < to && (from <= at || localDate(from, zone) === today))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  return next ? { onDuty: next } : null;
}
