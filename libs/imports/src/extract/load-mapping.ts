import { milestoneTypes, purposes, readCatalogue, tellable, methods } from '@kept-informed/commitments';
import { readFields, unknownField } from '@kept-informed/fields';
import { caseKinds, closureReasons, directions, entitlements, outcomes, roles } from '@kept-informed/follow-up';
import { YamlInvalid, yamlIn } from '@kept-informed/runtime';
import { ExtractMapping } from './mapping.js';
import { constantsOf, type ValueFrom } from './value-from.js';

/** A mapping that cannot be used: everything that is wrong with it, by the names that stand in it. */
export class MappingInvalid extends Error {
  constructor(file: string, problems: readonly string[]) {
    super(`The mapping cannot be used:\n${problems.map((problem) => `  ${file}: ${problem}`).join('\n')}`);
    this.name = 'MappingInvalid';
  }
}

/** The mapping that a YAML text says. Throws MappingInvalid for a key that nobody reads and a word that nobody knows. */
export function mappingIn(text: string, file: string): ExtractMapping {
  const { value, faults } = readFields(ExtractMapping, objectIn(text, file));
  const problems = faults.map(({ path, detail }) => {
    const said = detail === unknownField ? 'is not a key of a mapping' : detail;
    return `${path.join('.')} ${said}`;
  });
  if (problems.length > 0) throw new MappingInvalid(file, problems);
  const wrong = [...unknownWords(value), ...(value.case.openedAt ? missingToOpen(value) : [])];
  if (wrong.length > 0) throw new MappingInvalid(file, wrong);
  return value;
}

function objectIn(text: string, file: string): object {
  try {
    const read = yamlIn(text);
    if (read !== null && typeof read === 'object' && !Array.isArray(read)) return read;
  } catch (error) {
    if (!(error instanceof YamlInvalid)) throw error;
    throw new MappingInvalid(file, [error.message]);
  }
  throw new MappingInvalid(file, ['It has no keys: see docs/importing.md for what a mapping says.']);
}

/** What a field can be where it is one of a closed list of words. */
const words = {
  kind: caseKinds,
  closureReason: closureReasons,
  role: roles,
  entitlement: entitlements,
  method: methods,
  direction: directions,
  outcome: outcomes,
  purpose: purposes,
  safe: ['true', 'false'],
} as const;

function unknownWords({ case: ofCase, people = [], milestones = [], contacts = [] }: ExtractMapping): string[] {
  const types = milestoneTypes(readCatalogue());
  const told = tellable(readCatalogue());
  const inFields = (part: object, at: string) =>
    Object.entries(part).flatMap(([name, from]) => {
      const known: readonly string[] | undefined = words[name as keyof typeof words];
      return known ? notAmong(new Set(known), from as ValueFrom, `${at}.${name}`) : [];
    });
  return [
    ...inFields(ofCase, 'case'),
    ...people.flatMap((one, n) => [
      ...inFields(one, `people.${n}`),
      ...(one.routes ?? []).flatMap((route, m) => inFields(route, `people.${n}.routes.${m}`)),
    ]),
    ...milestones.flatMap((one, n) => notAmong(types, one.type, `milestones.${n}.type`)),
    ...contacts.flatMap((one, n) => [
      ...inFields(one, `contacts.${n}`),
      ...(one.tells ?? []).flatMap((from, m) => notAmong(told, from, `contacts.${n}.tells.${m}`)),
    ]),
  ];
}

function notAmong(known: ReadonlySet<string>, from: ValueFrom, at: string): string[] {
  const unknown = constantsOf(from).filter((word) => !known.has(word));
  return unknown.map((word) => `${at} knows no ${word}: see docs/importing.md for the words`);
}

function missingToOpen({ case: { kind, reference } }: ExtractMapping): string[] {
  return Object.entries({ kind, reference }).flatMap(([name, from]) =>
    from ? [] : [`case.${name} is missing: a case that is opened needs it`],
  );
}

/** The columns that a mapping reads. */
export function columnsIn(mapping: ExtractMapping): readonly string[] {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    if (part === null || typeof part !== 'object') return;
    if ('column' in part && typeof part.column === 'string') found.add(part.column);
    else Object.values(part).forEach(look);
  };
  look(mapping);
  return [...found];
}
