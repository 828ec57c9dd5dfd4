import { type ValidationError, validateSync } from 'class-validator';
import 'reflect-metadata';

const VARIABLES = 'kept-informed:variables';

interface Variable {
  name: string;
  property: string;
}

/** The property is read from this environment variable; an empty one counts as not set and leaves the default. */
export function Env(name: string): PropertyDecorator {
  return (target, property) => {
    const known = (Reflect.getMetadata(VARIABLES, target) ?? []) as Variable[];
    Reflect.defineMetadata(VARIABLES, [...known, { name, property: String(property) }], target);
  };
}

/** A configuration may add what spans several variables: each sentence names its variable first. */
export interface CrossChecked {
  problems?(): string[];
}

/**
 * Reads the environment into a class whose properties carry `@Env` and their rules. Numbers and booleans are read as
 * their declared type says. Throws one Error that names everything wrong or missing at once, and repeats no value.
 */
export function loadConfiguration<T extends object>(Configuration: new () => T, env: Environment): T {
  return loadConfigurations(env, Configuration)[0];
}

/** The same for a process that is several apps: what is wrong with any of them is told at once. */
export function loadConfigurations<T extends object[]>(
  env: Environment,
  ...classes: { [Index in keyof T]: new () => T[Index] }
): T {
  const read = classes.map((Configuration) => readFrom(Configuration as new () => object, env));
  const wrong = [...new Set(read.flatMap(({ problems }) => problems))];
  if (wrong.length === 0) return read.map(({ configuration }) => configuration) as T;
  throw new Error(['The configuration cannot be used:', ...wrong.map((line) => `  ${line}`)].join('\n'));
}

type Environment = Record<string, string | undefined>;

function readFrom(Configuration: new () => object, env: Environment): { configuration: object; problems: string[] } {
  const configuration = new Configuration();
  const variables = (Reflect.getMetadata(VARIABLES, Configuration.prototype as object) ?? []) as Variable[];
  for (const { name, property } of variables) {
    const text = env[name]?.trim();
    if (!text) continue;
    Reflect.set(configuration, property, readAs(typeOf(configuration, property), text));
  }
  return { configuration, problems: problemsOf(configuration, variables) };
}

function problemsOf(configuration: object, variables: Variable[]): string[] {
  const names = new Map(variables.map(({ name, property }) => [property, name]));
  const fieldByField = validateSync(configuration, { stopAtFirstError: true, forbidUnknownValues: false });
  const wrong = fieldByField.map((error) => `${names.get(error.property) ?? error.property}: ${sentenceOf(error)}`);
  return wrong.length > 0 ? wrong : ((configuration as CrossChecked).problems?.() ?? []);
}

function sentenceOf(error: ValidationError): string {
  return Object.values(error.constraints ?? {})[0] ?? 'Expected another value.';
}

function typeOf(configuration: object, property: string): unknown {
  return Reflect.getMetadata('design:type', configuration, property);
}

/** Text that is no number or no boolean stays text, and the rule of the property then refuses it. */
function readAs(type: unknown, text: string): unknown {
  if (type === Number && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === Boolean && /^(true|false|1|0)$/i.test(text)) return /^(true|1)$/i.test(text);
  return text;
}
