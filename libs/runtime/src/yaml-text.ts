import { LineCounter, parseDocument, type YAMLError } from 'yaml';

export interface YamlProblem {
  /** From 1. */
  readonly line: number;
  readonly detail: string;
}

/** A text that is no YAML, or none that is read here. */
export class YamlInvalid extends Error {
  constructor(readonly problems: readonly YamlProblem[]) {
    super(problems.map(({ line, detail }) => `Line ${line}: ${detail}`).join('\n'));
    this.name = 'YamlInvalid';
  }
}

/**
 * What a YAML text says. Throws YamlInvalid, also for a tag that nobody knows, for an alias without its anchor, and for aliases
 * that would make of a short text a huge value (the library allows for a hundred).
 */
export function yamlIn(text: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }: YAMLError) => ({
    line: lines.linePos(pos[0]).line,
    detail: message,
  }));
  if (problems.length > 0) throw new YamlInvalid(problems);
  try {
    return document.toJS();
  } catch (error) {
    // Aliases are followed only now; the library does not say where.
    if (error instanceof ReferenceError) throw new YamlInvalid([{ line: 1, detail: error.message }]);
    throw error;
  }
}
