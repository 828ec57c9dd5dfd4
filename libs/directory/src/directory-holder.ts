import type { Directory } from './directory.js';
import { loadDirectory } from './load-directory.js';

/** The directory in use. Readers ask `current` each time and so see either the whole old one or the whole new one. */
export class DirectoryHolder {
  #current: Directory;

  /** Throws DirectoryInvalid: nothing starts with a force file that cannot be used. */
  constructor(readonly file: string) {
    this.#current = loadDirectory(file);
  }

  get current(): Directory {
    return this.#current;
  }

  /** Reads the file again. Throws DirectoryInvalid where it cannot be used, and then the old directory stays. */
  reload(): Directory {
    const next = loadDirectory(this.file);
    this.#current = next;
    return next;
  }
}
