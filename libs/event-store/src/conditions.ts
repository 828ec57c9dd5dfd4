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

  get sql(): string {
    return this.#parts.join(' ');
  }
}
