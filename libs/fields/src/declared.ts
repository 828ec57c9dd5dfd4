import type { FieldReading } from './field-reading.js';

export type FieldsClass = new () => object;

/** How one property of a class is read from what came. */
export interface DeclaredField {
  readonly optional: boolean;
  /** What is said where it is left out. */
  readonly missing: string;
  /** What is said of it in OpenAPI: its schema, and whether it is required. */
  readonly about: Readonly<Record<string, unknown>>;
  /** The value as the program wants it; undefined, and told to the reading, where it has not the shape to be checked. */
  read(value: unknown, reading: FieldReading): unknown;
}

type Fields = ReadonlyMap<string, DeclaredField>;

/** By prototype, each class's own. */
const own = new Map<object, Map<string, DeclaredField>>();
/** By class, with what it inherits. */
const whole = new WeakMap<FieldsClass, Fields>();

/** Makes a property of a class a field. */
export function declared(field: DeclaredField): PropertyDecorator {
  return (prototype, name) => {
    const fields = own.get(prototype) ?? new Map<string, DeclaredField>();
    own.set(prototype, fields.set(String(name), field));
  };
}

/** Gives a class the fields of others, which it does not come after. */
export function declareAll(Class: FieldsClass, others: readonly FieldsClass[]): void {
  own.set(Class.prototype as object, new Map(others.flatMap((other) => [...fieldsOf(other)])));
}

/** Every field of every class that has been loaded, for whoever describes them. */
export function* everyField(): Iterable<{ prototype: object; name: string; about: DeclaredField['about'] }> {
  for (const [prototype, fields] of own) for (const [name, { about }] of fields) yield { prototype, name, about };
}

/** The fields of a class by name, what it inherits first; none for a class that declares no field. */
export function fieldsOf(Class: FieldsClass): Fields {
  const known = whole.get(Class);
  if (known) return known;
  const fields = new Map(lineOf(Class.prototype as object).flatMap((prototype) => [...(own.get(prototype) ?? [])]));
  whole.set(Class, fields);
  return fields;
}

/** A prototype and all above it, the topmost first. */
function lineOf(prototype: object | null): object[] {
  return prototype === null ? [] : [...lineOf(Object.getPrototypeOf(prototype) as object | null), prototype];
}
