/** One thing wrong with a force file: where (`teams[3].supervisor`, or `line 12` where it is not YAML) and what. */
export interface DirectoryProblem {
  readonly path: string;
  readonly detail: string;
}

/** A force file that cannot be used. Names every problem found, not only the first. */
export class DirectoryInvalid extends Error {
  override readonly name = 'DirectoryInvalid';

  constructor(readonly problems: readonly DirectoryProblem[]) {
    super(`The force file cannot be used:\n${problems.map(({ path, detail }) => `  ${path}: ${detail}`).join('\n')}`);
  }
}
