import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

/** What a file of the product does with a table. */
export interface TableUse {
  readonly file: string;
  /** The lib or app that the file belongs to. */
  readonly by: string;
  readonly table: string;
  readonly does: 'reads' | 'writes';
}

/** Of each table: the lib or app that writes it, and who may read it beside. */
export type TableOwners = ReadonlyMap<string, { readonly owner: string; readonly readers: readonly string[] }>;

/** After a comma too, as `from cases c, alerts a`. */
const reading =
  /\b(?:from|join|using)\s+((?:only\s+)?[a-z_]+(?:\s+[a-z]{1,2})?(?:\s*,\s*[a-z_]+(?:\s+[a-z]{1,2})?)*)/gi;
const writing = /\b(?:update|into|delete\s+from|truncate|lock\s+table)\s+([a-z_]+)/gi;

/** Every use of these tables in the SQL of apps and libs below a folder, and in the tables that projections fill. */
export function tableUses(root: string, tables: ReadonlySet<string>): TableUse[] {
  return filesOf(root).flatMap((file) => {
    const by = file.split('/')[1]!;
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const found = textsOf(source).flatMap(({ text, isTable }) => {
      const written = isTable ? [text] : namesIn(text, writing);
      const read = namesIn(text.replace(/\bdelete\s+from\b/gi, ''), reading);
      return [
        ...written.map((table) => ({ table, does: 'writes' as const })),
        ...read.map((table) => ({ table, does: 'reads' as const })),
      ];
    });
    return found.filter(({ table }) => tables.has(table)).map((use) => ({ file, by, ...use }));
  });
}

/** The uses that no owner allows, as sentences. */
export function trespasses(uses: readonly TableUse[], owners: TableOwners): string[] {
  const refused = uses.filter(({ by, table, does }) => {
    const { owner, readers } = owners.get(table)!;
    return by !== owner && !(does === 'reads' && readers.includes(by));
  });
  return [...new Set(refused.map(({ file, does, table }) => `${file} ${does} ${table}`))];
}

/** Files of the product, without specs and what only they use. */
export function filesOf(root: string): string[] {
  return ['apps', 'libs'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.(spec|fixtures?|d))\.ts$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}

/** Every text in a source, parts of templates joined; `isTable`: it names what a projection fills. */
function textsOf(source: ts.SourceFile): { text: string; isTable: boolean }[] {
  const texts: { text: string; isTable: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node)) {
      const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      texts.push({ text: parts.join(' … '), isTable: false });
    } else if (ts.isStringLiteralLike(node)) texts.push({ text: node.text, isTable: false });
    else if (ts.isObjectLiteralExpression(node)) texts.push(...filledTable(node));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function filledTable({ properties }: ts.ObjectLiteralExpression): { text: string; isTable: boolean }[] {
  const given = new Map(
    properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => [name.getText(), initializer]),
  );
  const name = given.get('name');
  return name && given.has('columns') && ts.isStringLiteral(name) ? [{ text: name.text, isTable: true }] : [];
}

/** The first word after each comma, `only` passed over. */
function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, names]) =>
    names!.split(',').map((name) => /^\s*(?:only\s+)?(\w+)/i.exec(name)![1]!.toLowerCase()),
  );
}
