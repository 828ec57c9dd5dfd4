import 'reflect-metadata';
import { readFields } from '@kept-informed/fields';

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
export interface CrossCheckedConfiguration {
  problems?(): string[];
}

/**
 * Reads the environment into a class whose properties carry `@Env` and their rules. Throws one Error that names
 * everything wrong or missing at once, and repeats no value.
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

/** The environment variables that a configuration reads. */
export function variablesOf(Configuration: new () => object): string[] {
  return variablesIn(Configuration).map(({ name }) => name);
}

const variablesIn = (Configuration: new () => object) =>
  (Reflect.getMetadata(VARIABLES, Configuration.prototype as object) ?? []) as Variable[];

function readFrom(Configuration: new () => object, env: Environment): { configuration: object; problems: string[] } {
  const variables = variablesIn(Configuration);
  const texts = variables.map(({ name, property }) => [property, env[name]?.trim()] as const);
  const { value, faults } = readFields(Configuration, Object.fromEntries(texts.filter(([, text]) => text)), {
    fromText: true,
  });
  const names = new Map(variables.map(({ name, property }) => [property, name]));
  const wrong = faults.map(({ path, detail }) => `${names.get(path[0]!)!}: ${detail}`);
  return {
    configuration: value,
    problems: wrong.length > 0 ? wrong : ((value as CrossCheckedConfiguration).problems?.() ?? []),
  };
}
