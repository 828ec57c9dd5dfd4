import type { OwnForce } from '@kept-informed/commitments';
import type { Dimension, Measure } from '@kept-informed/compliance';

/** By what a report can be grouped, in words. */
const groupingTitles: Readonly<Partial<Record<Dimension, string>>> = {
  commitment: 'Promise',
  bcu: 'Basic command unit',
  lpt: 'Local policing team',
  owner: 'Owner at due time',
  body: 'Responsible body',
  kind: 'Kind of case',
};

export const groupingTitle = (dimension: Dimension): string =>
  groupingTitles[dimension] ?? upFirst(dimension.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));

export interface FigureColumn {
  readonly name: string;
  readonly title: string;
  readonly text: (measure: Measure) => string;
}

const upFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const percent = (part: number): string => (part * 100).toFixed(0);

/** The figures of a report as people read them, on pages and on paper. */
export const figureColumns = [
  { name: 'fellDue', title: 'Fell due', text: ({ fellDue }) => String(fellDue) },
  { name: 'met', title: 'Met', text: ({ met }) => String(met) },
  { name: 'metLate', title: 'Met late', text: ({ metLate }) => String(metLate) },
  { name: 'missed', title: 'Missed', text: ({ missed }) => String(missed) },
  { name: 'excused', title: 'Excused', text: ({ excused }) => String(excused) },
  { name: 'rate', title: 'Rate', text: ({ display }) => upFirst(display) },
  {
    name: 'interval',
    title: 'Between',
    text: ({ interval }) => (interval ? `${percent(interval[0])}–${percent(interval[1])}%` : ''),
  },
  { name: 'coverage', title: 'Coverage', text: ({ coverageDisplay }) => upFirst(coverageDisplay) },
  { name: 'recordedLate', title: 'Recorded late', text: ({ recordedLate }) => String(recordedLate) },
  { name: 'disputed', title: 'Disputed', text: ({ disputed }) => String(disputed) },
  { name: 'changedAfterDue', title: 'Changed since', text: ({ changedAfterDue }) => String(changedAfterDue) },
] as const satisfies readonly FigureColumn[];

const asTheyAre: ReadonlySet<Dimension> = new Set(['bcu', 'lpt', 'month', 'quarter', 'financialYear', 'edition']);

/** What the groups of a dimension are called. */
export async function groupNames(
  by: Dimension,
  groups: readonly (string | null)[],
  force: OwnForce,
): Promise<(value: string | null) => string> {
  const directory = force.directory.current;
  const values = groups.filter((value) => value !== null);
  const titles = by === 'commitment' ? await force.titles(values) : new Map<string, string>();
  return (value) => {
    if (value === null) return 'None';
    if (by === 'owner') {
      const post = directory.staff(value)?.title;
      return post === undefined ? value : `${post} (${value})`;
    }
    if (by === 'team') return directory.team(value)?.name ?? value;
    return titles.get(value) ?? (asTheyAre.has(by) ? value : upFirst(value.replaceAll('-', ' ')));
  };
}
