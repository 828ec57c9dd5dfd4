/** Columns of a row `row`, each under the name that a view has for it: `opened_at as "openedAt"`. */
export function columns<View>(row: string, ...names: readonly (keyof View & string)[]): string {
  return names.map((name) => `${row}.${columnOf(name)} as "${name}"`).join(', ');
}

function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** SQL for an instant within JSON as the driver gives it elsewhere: canonical text, what is finer than a millisecond cut. */
export function jsonInstant(sql: string): string {
  return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
