import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { fieldsOf, type FieldsClass } from './declared.js';
import { FieldReading, type FieldFault, type FieldReadingOptions } from './field-reading.js';

/** What is said of a field that the class does not have. */
export const unknownField = 'There is no such field.';

/** What was left out has been told of. */
const checking: ValidatorOptions = {
  skipMissingProperties: true,
  forbidUnknownValues: false,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
};

/**
 * Reads an object into a class of fields and names what is at fault, whatever is wrong with it. Its shape comes first:
 * lengths before what they hold, and nothing that is not asked for is looked into, so that a refusal costs little however
 * long or deep the object is. What has its shape is checked by class-validator.
 */
export function readFields<T extends object>(
  Fields: new () => T,
  plain: object,
  options?: FieldReadingOptions,
): { value: T; faults: FieldFault[] } {
  const reading = new FieldReading(options);
  const value = readObject(Fields, plain, reading) as T;
  if (!reading.isOver && saysAnything(value)) tellAll(validateSync(value, checking), reading);
  return { value, faults: reading.faults };
}

/** Most questions say nothing, and to find out that there is nothing to check takes class-validator a while. */
const saysAnything = (value: object): boolean => Object.values(value).some((said) => said !== undefined);

function tellAll(errors: readonly ValidationError[], reading: FieldReading): void {
  for (const { property, constraints = {}, children = [] } of errors) {
    if (reading.isOver) return;
    reading.at(property, () => {
      for (const detail of Object.values(constraints)) reading.fault(detail);
      tellAll(children, reading);
    });
  }
}

/** Whether a class says what its fields are. */
export function hasFields(Class: FieldsClass): boolean {
  return fieldsOf(Class).size > 0;
}

/** One object of the class. Null is the same as left out. */
export function readObject(Class: FieldsClass, plain: object, reading: FieldReading): object {
  const given = plain as Readonly<Record<string, unknown>>;
  const value = new Class() as Record<string, unknown>;
  const fields = fieldsOf(Class);
  for (const name of Object.keys(given)) {
    if (reading.isOver) return value;
    if (!fields.has(name)) reading.at(name, () => reading.fault(unknownField));
  }
  for (const [name, field] of fields) {
    if (reading.isOver) return value;
    const came = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    if (came !== undefined) value[name] = reading.at(name, () => field.read(came, reading));
    else if (!field.optional && value[name] === undefined) reading.at(name, () => reading.fault(field.missing));
  }
  return value;
}
