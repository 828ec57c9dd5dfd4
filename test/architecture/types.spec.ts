import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const folder = resolve('test/architecture/types');
const files = readdirSync(folder).toSorted();
const mark = /\/\/ must not compile: (TS\d+)$/;

/** Each line that is marked with the error that it must give, as `line TScode`. */
function markedIn(file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap(
    (line, index) =>
      mark
        .exec(line)
        ?.slice(1)
        .map((code) => `${index + 1} ${code}`) ?? [],
  );
}

/** The errors that the compiler gives in a file, in the same way. */
function errorsIn(file: string, program: ts.Program): string[] {
  const source = program.getSourceFile(join(folder, file))!;
  const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return found.map(({ start, code }) => `${source.getLineAndCharacterOfPosition(start!).line + 1} TS${code}`);
}

describe('the types', () => {
  let program: ts.Program;

  beforeAll(() => {
    const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, resolve('.'));
    const paths = files.map((file) => join(folder, file));
    program = ts.createProgram(paths, { ...options, noEmit: true, incremental: false });
  });

  it.each(files.filter((file) => file !== 'allowed.ts'))('refuse %s where it is marked, and nowhere else', (file) => {
    expect(markedIn(file)).not.toEqual([]);
    expect(errorsIn(file, program)).toEqual(markedIn(file));
  });

  it('let pass what is allowed beside them', () => {
    expect(errorsIn('allowed.ts', program)).toEqual([]);
  });
});
