import type { CaseKind } from '@kept-informed/follow-up';
import type { Chance } from '../simulate/chance.js';
import type { Days } from './days.js';
import type { DemoCase } from './demo-case.js';

/** What a story is told with. */
export interface StoryParts {
  readonly days: Days;
  readonly chance: Chance;
  /** Begins the case, so many days ago, in some area and with an owner there. */
  readonly opens: (kind: CaseKind, daysAgo: number, offenceGroup?: string) => DemoCase;
}

/** What happened in one kind of case, told with days and people that differ each time. */
export type Story = (telling: StoryParts) => void;
