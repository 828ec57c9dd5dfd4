import type { Instant } from '@kept-informed/calendar';
import { digestOf, momentIn } from './days.js';
import { meaningOf, type OutcomeMeaning, type OutcomeMilestone } from './outcome-table.js';
import type { Month } from './rows.js';

/** An outcome as an outcomes file dates it: by its month. */
export interface DatedOutcome {
  readonly month: Month;
  readonly category: string;
}

/** A milestone made of the outcomes of one kind in one month. */
export interface ImportedMilestone {
  readonly type: OutcomeMilestone;
  readonly occurredAt: Instant;
  /** After it nothing more is to be expected: it is the case's last milestone, and one that ends a case. */
  readonly ends: boolean;
  /** The categories as the file has them. */
  readonly categories: readonly string[];
}

/** What comes before what when two fall into one month: nobody is sentenced before being charged. */
const STAGE: Readonly<Record<OutcomeMilestone, number>> = {
  'charge-decided': 1,
  'investigation-concluded': 2,
  'disposal-given': 2,
  'charges-dropped': 3,
  'court-result-received': 4,
};

/**
 * The milestones of a case in time order, whatever order its outcomes came in. Outcomes of one type in one month are
 * one milestone (a fine with compensation is one court result, and a victim is told once); the same outcome given
 * twice counts once. Only an outcomes file dates its outcomes: the street file's last outcome makes no milestone.
 * None is ever dated before the case was opened. Categories that are not in the table are passed over.
 */
export function milestonesOf(key: string, openedAt: Instant, outcomes: readonly DatedOutcome[]): ImportedMilestone[] {
  const months = [...new Set(outcomes.map(({ month }) => month))].sort();
  const milestones = months.flatMap((month) => milestonesIn(month, key, openedAt, outcomes));
  return milestones.map((milestone, i) => ({ ...milestone, ends: milestone.ends && i === milestones.length - 1 }));
}

function milestonesIn(month: Month, key: string, openedAt: Instant, all: readonly DatedOutcome[]): ImportedMilestone[] {
  const groups = byType(all.filter((outcome) => outcome.month === month));
  const types = [...groups.keys()].sort((a, b) => STAGE[a] - STAGE[b] || (a < b ? -1 : 1));
  const moments = types.map((type) => momentIn(month, digestOf(key, month, type))).sort();
  return types.map((type, i) => {
    const { categories, ends } = groups.get(type)!;
    const moment = moments[i]!;
    return { type, occurredAt: moment < openedAt ? openedAt : moment, ends, categories: [...categories].sort() };
  });
}

function byType(outcomes: readonly DatedOutcome[]): Map<OutcomeMilestone, { categories: Set<string>; ends: boolean }> {
  const groups = new Map<OutcomeMilestone, { categories: Set<string>; ends: boolean }>();
  for (const { category } of outcomes) {
    const { milestone, ends } = meaningOf(category) ?? ({ milestone: null, ends: false } satisfies OutcomeMeaning);
    if (!milestone) continue;
    const group = groups.get(milestone) ?? { categories: new Set(), ends: false };
    groups.set(milestone, { categories: group.categories.add(category), ends: group.ends || ends });
  }
  return groups;
}
