/** What a check found. A warning can wait for a working day; what is broken keeps somebody from being told. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'broken';
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found });

export const warning = (check: string, found: string, advice: string): Finding => ({
  check,
  state: 'warning',
  found,
  advice,
});

export const broken = (check: string, found: string, advice: string): Finding => ({
  check,
  state: 'broken',
  found,
  advice,
});

/** A check that throws has found something broken too; its own words are told, for they name no person. */
export async function checked(check: string, advice: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    return [broken(check, (error as Error).message || (error as { code?: string }).code || 'failed', advice)];
  }
}

/** Some ids for a person to read, and how many more there are. */
export function some(ids: readonly string[]): string {
  const shown = ids.slice(0, 8).join(', ');
  return ids.length > 8 ? `${shown} and ${ids.length - 8} more` : shown;
}
