import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { filesIn } from './citations.js';

/** What a file of the product declares, says, takes and hands on, by its syntax alone. */
export interface SourceNames {
  readonly path: string;
  /** Interfaces, type aliases, classes and enums. */
  readonly types: readonly string[];
  readonly identifiers: ReadonlySet<string>;
  readonly taken: readonly TakenName[];
  /** What it hands on from another file; `*`: whatever that has. */
  readonly handedOn: readonly TakenName[];
}

export interface TakenName {
  readonly from: string;
  readonly name: string;
  readonly asType: boolean;
}

const ours = /\.(ts|mts)$/;
export const isSpec = (path: string): boolean => /\.(spec|fixtures?)\.ts$/.test(path);

/** The files in some folders, read. */
export function sourcesIn(...folders: readonly string[]): SourceNames[] {
  return folders.flatMap((folder) => filesIn(folder, ours)).map((path) => namesIn(path, readFileSync(path, 'utf8')));
}

export function namesIn(path: string, text: string): SourceNames {
  const types: string[] = [];
  const identifiers = new Set<string>();
  const taken: TakenName[] = [];
  const handedOn: TakenName[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) identifiers.add(node.text.replace(/^#/, ''));
    if (isTypeDeclaration(node) && node.name) types.push(node.name.text);
    if (ts.isImportDeclaration(node)) taken.push(...takenBy(node));
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) handedOn.push(...handedOnBy(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023));
  return { path, types, identifiers, taken, handedOn };
}

function isTypeDeclaration(node: ts.Node) {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node)
  );
}

function takenBy({ moduleSpecifier, importClause }: ts.ImportDeclaration): TakenName[] {
  const from = (moduleSpecifier as ts.StringLiteral).text;
  const bindings = importClause?.namedBindings;
  if (!bindings) return [];
  const whole = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (ts.isNamespaceImport(bindings)) return [{ from, name: '*', asType: whole }];
  return bindings.elements.map(({ propertyName, name, isTypeOnly }) => ({
    from,
    name: (propertyName ?? name).text,
    asType: whole || isTypeOnly,
  }));
}

function handedOnBy({ moduleSpecifier, exportClause, isTypeOnly: whole }: ts.ExportDeclaration): TakenName[] {
  const from = (moduleSpecifier as ts.StringLiteral).text;
  if (!exportClause || ts.isNamespaceExport(exportClause)) return [{ from, name: '*', asType: whole }];
  return exportClause.elements.map(({ name, isTypeOnly }) => ({ from, name: name.text, asType: whole || isTypeOnly }));
}

/** Names of types that are declared more than once, each with where. */
export function declaredTwice(sources: readonly SourceNames[]): string[] {
  const where = new Map<string, string[]>();
  for (const { path, types } of sources) for (const name of types) where.set(name, [...(where.get(name) ?? []), path]);
  return [...where].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`);
}

/** Past and present participles that do not end like one. */
const irregular = new Set(
  (
    'Begun Bound Brought Built Caught Done Drawn Fought Found Gone Held Heard Hidden Kept Known Laid Left Lent Lost Made ' +
    'Meant Met Paid Put Read Run Said Seen Sent Set Shown Sold Spent Spoken Stood Sworn Taken Taught Thought Told Torn ' +
    'Understood Won Worn'
  ).split(' '),
);
/**
 * Nouns that end like a participle, one of them a term of the field; and an error, which is called by what happened as
 * every error here is.
 */
const nouns = new Set(['Ending', 'Finding', 'Meeting', 'Open', 'Ruling', 'Screen', 'Seed', 'Token', 'Refused']);

/** One word that says what was done, and not to what: `Told`, `Asking`. */
export function isBareParticiple(name: string): boolean {
  return /^[A-Z][a-z]+$/.test(name) && !nouns.has(name) && (/(ed|ing|en)$/.test(name) || irregular.has(name));
}

/** What `lib`'s index hands out. */
export function handedOutBy(lib: string, sources: readonly SourceNames[]): readonly TakenName[] {
  return sources.find(({ path }) => path === `libs/${lib}/src/index.ts`)?.handedOn ?? [];
}

/** What a lib hands out and nothing outside it takes. */
export function takenByNobody(lib: string, sources: readonly SourceNames[]): string[] {
  const outside = sources.filter(({ path }) => !path.startsWith(`libs/${lib}/`));
  const taken = new Set(
    outside
      .flatMap((source) => source.taken.filter(({ from }) => from === `@kept-informed/${lib}`))
      .map(({ name }) => name),
  );
  return handedOutBy(lib, sources)
    .map(({ name }) => name)
    .filter((name) => !taken.has(name));
}

/** What files take of a lib as more than a type, where it is none of the names given. */
export function takenBeside(lib: string, allowed: ReadonlySet<string>, sources: readonly SourceNames[]): string[] {
  return sources.flatMap(({ path, taken }) =>
    taken
      .filter(({ from, name, asType }) => from === `@kept-informed/${lib}` && !asType && !allowed.has(name))
      .map(({ name }) => `${path}: ${name}`),
  );
}
