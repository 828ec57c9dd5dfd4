import { monthInWords } from '@kept-informed/case-work';
import { comparisonOf, type ComplianceRow, type MonthPoint } from '@kept-informed/compliance';

const signalWords: Readonly<Record<NonNullable<MonthPoint['signal']>, string>> = {
  'outside-limits': 'More than chance: outside the limits',
  'run-of-eight': 'More than chance: eight or more in a row on one side of the middle',
  'three-of-four-near-limit': 'More than chance: three of four close to a limit',
};

export function signalInWords({ rated, signal }: Pick<MonthPoint, 'rated' | 'signal'>): string {
  if (rated === 0) return '';
  return signal ? signalWords[signal] : 'No more than chance';
}

/** By how much a month differs from another, and whether that is more than chance (Newcombe, 95 %). */
export function changeInWords(
  now: ComplianceRow | undefined,
  before: ComplianceRow | undefined,
  month: string,
): string {
  const than = monthInWords(month);
  if (!before || before.rate === null) return `None due in ${than} to compare with`;
  if (!now) return '';
  const { difference, interval } = comparisonOf(now, before);
  if (difference === null || interval === null) return '';
  if (difference === 0) return `As in ${than}`;
  const points = `${(Math.abs(difference) * 100).toFixed(1)} points ${difference > 0 ? 'above' : 'below'} ${than}`;
  return interval[0] > 0 || interval[1] < 0 ? `${points}: more than chance` : `${points}: no more than chance`;
}
