import type { ComplianceReport } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { Dimension, Measure } from '@kept-informed/compliance';
import { withoutOne } from '@kept-informed/event-store';
import { postInWords, sentence } from '../cases/words.js';
import type { markNames } from './report-query.js';

/** By what the page offers to group, in words. */
export const groupings = {
  commitment: 'Promise',
  standard: 'Standard',
  month: 'Month',
  bcu: 'Basic command unit',
  lpt: 'Local policing team',
  team: 'Team',
  owner: 'Owner at due time',
  offenceGroup: 'Offence group',
  entitlement: 'Entitlement',
  body: 'Responsible body',
  kind: 'Kind of case',
} as const satisfies Partial<Record<Dimension, string>>;

export type GroupedReportDimension = keyof typeof groupings;
export const isGrouping = (name: unknown): name is GroupedReportDimension =>
  typeof name === 'string' && Object.hasOwn(groupings, name);

/** A column of a report: its figure in words, and of which rows it is, where it counts rows. */
export interface ReportColumn {
  readonly title: string;
  readonly text: (measure: Measure) => string;
  readonly rows?: { readonly status?: string } & { readonly [Mark in (typeof markNames)[number]]?: 'yes' };
}

const percent = (part: number): string => (part * 100).toFixed(0);

export const columns: readonly ReportColumn[] = [
  { title: 'Fell due', text: ({ fellDue }) => String(fellDue), rows: {} },
  { title: 'Met', text: ({ met }) => String(met), rows: { status: 'met' } },
  { title: 'Met late', text: ({ metLate }) => String(metLate), rows: { status: 'met-late' } },
  { title: 'Missed', text: ({ missed }) => String(missed), rows: { status: 'missed' } },
  { title: 'Excused', text: ({ excused }) => String(excused), rows: { status: 'excused' } },
  { title: 'Rate', text: ({ display }) => sentence(display) },
  {
    title: 'Between',
    text: ({ interval }) => (interval ? `${percent(interval[0])}–${percent(interval[1])}%` : ''),
  },
  { title: 'Coverage', text: ({ coverageDisplay }) => sentence(coverageDisplay) },
  { title: 'Recorded late', text: ({ recordedLate }) => String(recordedLate), rows: { recordedLate: 'yes' } },
  { title: 'Disputed', text: ({ disputed }) => String(disputed), rows: { disputed: 'yes' } },
  { title: 'Changed since', text: ({ changedAfterDue }) => String(changedAfterDue), rows: { changedAfterDue: 'yes' } },
];

/** What the groups of a report are called. */
export async function namesOf(
  { rows }: ComplianceReport,
  by: GroupedReportDimension,
  force: OwnForce,
): Promise<(value: string | null) => string> {
  const directory = force.directory.current;
  const values = rows.map(({ group }) => group[by] ?? null).filter((value) => value !== null);
  const titles = by === 'commitment' ? await force.titles(values) : new Map<string, string>();
  return (value) => {
    if (value === null) return 'None';
    if (by === 'owner') return postInWords(value, directory);
    if (by === 'team') return directory.team(value)?.name ?? value;
    return (
      titles.get(value) ??
      (by === 'bcu' || by === 'lpt' || by === 'month' ? value : sentence(value.replaceAll('-', ' ')))
    );
  };
}

/** A group as an address says it. */
export const inAddress = (value: string | null): string => value ?? withoutOne;

/** A name of ours in words: `changedAfterDue` is `changed after due`. */
export const nameInWords = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
