/** What an obligation can be at an instant (rules.md, Statuses). */
export const obligationStatuses = [
  'open',
  'paused',
  'met',
  'met-late',
  'missed',
  'waived',
  'excused',
  'voided',
  'superseded',
];

/** SQL for the status, at the instant `$1`, of a row of obligations or of what was known of one: null before it arose. */
export const statusAt = (row: string): string => {
  const columns = ['arisen_at', 'due_at', 'lapsed_at', 'outcome', 'outcome_at', 'paused_at', 'stops'];
  return `status_at($1, ${columns.map((column) => `${row}.${column}`).join(', ')})`;
};
