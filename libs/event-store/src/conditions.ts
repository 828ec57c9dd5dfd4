/** Stands in a filter for what has none: no owner, no team, no area, no offence group. */
export const withoutOne = '-';

/** Collects conditions and their values; one whose value is not given is left out. */
export class Conditions {
  readonly values: unknown[];
  #parts: string[] = [];

  constructor(...first: unknown[]) {
    this.values = first;
  }

  add(condition: string, ...values: unknown[]): void {
    if (values.some((value) => value === undefined)) return;
    const numbered = values.reduce<string>((text, value) => {
      this.values.push(value);
      return text.replace('?', `$${this.values.length}`);
    }, condition);
    this.#parts.push(`and ${numbered}`);
  }

  /** Has this value, or none where that is what is asked for. */
  is(column: string, value: string | undefined): void {
    if (value === withoutOne) this.#parts.push(`and ${column} is null`);
    else this.add(`${column} = ?`, value);
  }

  get sql(): string {
    return this.#parts.join(' ');
  }
}
