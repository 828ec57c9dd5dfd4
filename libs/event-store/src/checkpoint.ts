/** Where a reader by position stands. Opaque; `start` is before the first fact. */
export interface Checkpoint {
  readonly transaction: string;
  readonly position: string;
}

/** Whether a place comes after another. */
export function isAfter(one: Checkpoint, other: Checkpoint): boolean {
  if (one.transaction !== other.transaction) return BigInt(one.transaction) > BigInt(other.transaction);
  return BigInt(one.position) > BigInt(other.position);
}

export const start: Checkpoint = { transaction: '0', position: '0' };

/** Behind the last fact of a full page, or behind all that was looked through where there are no more for now. */
export function behind(found: readonly Checkpoint[], limit: number, horizon: string): Checkpoint {
  const last = found.at(-1);
  if (found.length < limit || !last) return { transaction: horizon, position: '0' };
  return { transaction: last.transaction, position: last.position };
}
