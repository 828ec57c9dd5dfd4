import { readFields, unknownField, type FieldFault } from '@kept-informed/fields';
import { FileUnreadable, textOf, YamlInvalid, yamlIn } from '@kept-informed/runtime';
import { DirectoryInvalid, type DirectoryProblem } from './directory-invalid.js';
import { Directory } from './directory.js';
import { ForceFile } from './force-file.js';
import { problemsBetween } from './problems-between.js';
import { problemsOfCover } from './problems-of-cover.js';

/** Reads a force file. Throws DirectoryInvalid with every problem, also where there is no such file. */
export function loadDirectory(file: string): Directory {
  return parseDirectory(textIn(file));
}

/** The directory that a force file's text describes. Throws DirectoryInvalid with every problem at once. */
export function parseDirectory(text: string): Directory {
  const plain = yamlOf(text);
  if (!plain || typeof plain !== 'object' || Array.isArray(plain)) {
    throw new DirectoryInvalid([
      { path: 'line 1', detail: 'a force file starts with its keys: force, policy, bcus …' },
    ]);
  }
  const { value: file, faults } = readFields(ForceFile, plain);
  const problems = [...faults.map(problemOf), ...problemsBetween(file), ...problemsOfCover(file)];
  if (problems.length > 0) throw new DirectoryInvalid(problems);
  return new Directory(file);
}

/** What is wrong with a field, in the words of a file. */
function problemOf({ path, detail }: FieldFault): DirectoryProblem {
  const expected = /^(?:Missing\. )?Expected (.+)\.$/.exec(detail)?.[1];
  return {
    path: path.map((key, at) => (/^\d+$/.test(key) ? `[${key}]` : at === 0 ? key : `.${key}`)).join(''),
    detail: detail === unknownField ? 'is not a key of the force file' : expected ? `must be ${expected}` : detail,
  };
}

function textIn(file: string): string {
  try {
    return textOf(file);
  } catch (error) {
    if (error instanceof FileUnreadable) throw new DirectoryInvalid([{ path: file, detail: error.detail }]);
    throw error;
  }
}

function yamlOf(text: string): unknown {
  try {
    return yamlIn(text);
  } catch (error) {
    if (!(error instanceof YamlInvalid)) throw error;
    throw new DirectoryInvalid(error.problems.map(({ line, detail }) => ({ path: `line ${line}`, detail })));
  }
}
