import { addHours, localDate, type Instant } from '@kept-informed/calendar';
import type { Directory } from '@kept-informed/directory';
import { between, chanceOf } from '../simulate/chance.js';
import { Officers } from '../simulate/officers.js';
import { Days } from './days.js';
import { DemoCase } from './demo-case.js';
import * as crimes from './stories.crime.js';
import * as others from './stories.other.js';

/** Told in turn, so that even the small demo has each of them several times. */
const STORIES = [...Object.values(crimes), ...Object.values(others)];

/** So many made-up cases of the two months before a date. The same for the same seed, date and directory. */
export function* demoCases(count: number, seed: string, now: Instant, directory: Directory): Generator<DemoCase> {
  const zone = directory.force.timeZone;
  const officers = new Officers(directory);
  const areas = directory.bcus().flatMap(({ name, lpts }) => lpts.map((lpt) => ({ bcu: name, lpt: lpt.name })));
  const today = localDate(now, zone);
  for (let number = 1; number <= count; number += 1) {
    const chance = chanceOf(seed, today, number);
    const days = new Days(today, zone, chance);
    let told: DemoCase | undefined;
    STORIES[number % STORIES.length]!({
      days,
      chance,
      opens: (kind, daysAgo, offenceGroup) => {
        const area = areas[between(0, areas.length - 1, chance)]!;
        told = new DemoCase({ kind, openedAt: days.ago(daysAgo), offenceGroup, area, seed, number });
        assign(told, officers, seed);
        return told;
      },
    });
    yield told!;
  }
}

function assign(told: DemoCase, officers: Officers, seed: string): void {
  const { caseId, openedAt, opening } = told;
  const given = officers.ownerOf({ caseId, openedAt, area: opening.area }, seed);
  if (given) told.isAssigned(given.owner, given.at < openedAt ? addHours(openedAt, 1) : given.at);
}
