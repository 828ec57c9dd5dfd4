import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { unreadable } from '@kept-informed/decisions';
import type { UnitOfWork } from '@kept-informed/event-store';
import { FileUnreadable, textOf } from '@kept-informed/runtime';
import { erasedPeople, type ErasureView } from './erasures.js';
import { listedErasure } from './listed-erasures.js';

/** A database that was restored from a backup: it holds people who were erased after that was made. */
export class ErasuresForgotten extends Error {
  constructor(file: string, forgotten: readonly ErasureView[]) {
    super(
      `${file} lists erasures (${forgotten.length}) of which this database knows nothing: it was restored from a backup of before. ` +
        `Nobody is served from it before \`kept-informed migrate --erasures ${file}\` has erased them again.`,
    );
    this.name = 'ErasuresForgotten';
  }
}

/** The list of erasures that lies outside the database, beside the key of people, where no backup of the database turns it back. */
export class ErasuresOutside {
  constructor(readonly file: string) {}

  /** Nobody, where the list was not begun. Throws {@link FileUnreadable}. */
  listed(): ErasureView[] {
    return existsSync(this.file) ? erasuresIn(this.file) : [];
  }

  /** They are on the disk when it answers; refused where they cannot be, so that nobody is erased who is not listed. */
  async add(erasures: readonly ErasureView[]): Promise<void> {
    if (erasures.length === 0) return;
    try {
      const file = await open(this.file, 'a', 0o600);
      try {
        await file.writeFile(erasures.map((one) => `${JSON.stringify(one)}\n`).join(''));
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw unreadable('erasures-unlisted', `The list of erasures outside the database cannot be written (${code}).`);
    }
  }

  /**
   * Throws {@link ErasuresForgotten} where the database knows nothing of some that are listed. Answers those that are not listed and
   * that it knows.
   */
  async compared(work: UnitOfWork): Promise<ErasureView[]> {
    const [listed, known] = [this.listed(), await erasedPeople(work)];
    const isIn = (list: readonly ErasureView[]) => {
      const ids = new Set(list.map(({ erasureId }) => erasureId));
      return ({ erasureId }: ErasureView) => ids.has(erasureId);
    };
    const [isKnown, isListed] = [isIn(known), isIn(listed)];
    const forgotten = listed.filter((one) => !isKnown(one));
    if (forgotten.length > 0) throw new ErasuresForgotten(this.file, forgotten);
    return known.filter((one) => !isListed(one));
  }
}

/** A list as `erasures` prints it, whole, or nothing of it: what a line that was cut off says is not guessed at. */
export function erasuresIn(file: string): ErasureView[] {
  return textOf(file)
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const erasure = listedErasure(line);
      if (!erasure) throw new FileUnreadable(file, `Line ${at + 1} is no erasure as \`erasures\` prints it.`);
      return [erasure];
    });
}
