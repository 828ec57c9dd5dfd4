import { addHours, type Instant } from '@kept-informed/calendar';
import type { Area, Directory, Staff } from '@kept-informed/directory';
import { between, chanceOf } from './chance.js';

/** Who makes contacts: officers, and the clerks of counters and crime desks. */
const GRADES: ReadonlySet<string> = new Set(['officer', 'desk']);

/** By area, the staff that cases there can be given to. */
export class Officers {
  readonly #byArea = new Map<string, Staff[]>();

  constructor(directory: Directory) {
    for (const one of directory.everyone()) {
      const area = directory.areaOf(one.id);
      if (!area || !GRADES.has(one.grade)) continue;
      const own = this.#byArea.get(nameOf(area));
      if (own) own.push(one);
      else this.#byArea.set(nameOf(area), [one]);
    }
  }

  /** Who gets a case, and when: within three hours of its opening. Nobody where the area has no such staff. */
  ownerOf(
    { caseId, openedAt, area }: { caseId: string; openedAt: Instant; area?: { bcu: string; lpt?: string } },
    seed: number | string,
  ): { at: Instant; owner: { staffId: string; team: string } } | null {
    const staff = area?.lpt === undefined ? undefined : this.#byArea.get(nameOf({ bcu: area.bcu, lpt: area.lpt }));
    if (!staff) return null;
    const chance = chanceOf(seed, caseId, 'owner');
    const { id, team } = staff[between(0, staff.length - 1, chance)]!;
    return { at: addHours(openedAt, between(1, 36, chance) / 12), owner: { staffId: id, team } };
  }
}

function nameOf({ bcu, lpt }: Area): string {
  return `${bcu}\n${lpt}`;
}
