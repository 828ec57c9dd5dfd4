import type { Commitment } from '../commitment/commitment.rules.js';
import { problemsOfPromise } from '../commitment/promise.rules.js';
import type { FieldProblem } from '@kept-informed/decisions';

/**
 * Everything about a force's own promises that cannot be. Their editions are the force's alone; one that was activated
 * before is a published document and stays as it is, word for word: what is new gets an edition of its own.
 */
export function problemsOfOwn(
  own: readonly Commitment[],
  catalogue: readonly Commitment[],
  productEditions: ReadonlySet<string>,
): FieldProblem[] {
  return own.flatMap((commitment, index) => {
    const at = `/commitments/${index}`;
    return [
      ...ofIdentity(commitment, { own, catalogue, productEditions, index }).map((one) => below(at, one)),
      ...problemsOfPromise(commitment).map((one) => below(at, one)),
    ];
  });
}

const below = (at: string, { field, detail }: FieldProblem): FieldProblem => ({ field: `${at}${field}`, detail });

interface Beside {
  readonly own: readonly Commitment[];
  readonly catalogue: readonly Commitment[];
  readonly productEditions: ReadonlySet<string>;
  readonly index: number;
}

function ofIdentity(commitment: Commitment, { own, catalogue, productEditions, index }: Beside): FieldProblem[] {
  const { id, editions } = commitment;
  const problems: FieldProblem[] = [];
  const isPublished = editions.some((edition) => productEditions.has(edition));
  if (isPublished)
    problems.push({ field: '/edition', detail: 'That is a published edition. The force’s own has a name of its own.' });
  if (own.findIndex((other) => other.id === id) < index)
    problems.push({ field: '/id', detail: 'Another commitment has this id.' });
  const known = catalogue.find((other) => other.id === id);
  if (known) {
    if (!isSame(known, commitment))
      problems.push({ field: '/id', detail: 'A commitment with this id is known already, and says otherwise.' });
  } else if (!isPublished && catalogue.some((other) => other.editions.some((edition) => editions.includes(edition))))
    problems.push({
      field: '/edition',
      detail: 'This edition was activated before and stays as it is. Name a new one.',
    });
  return problems;
}

const isSame = (a: Commitment, b: Commitment): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (commitment: Commitment) => Object.entries(commitment).sort(([a], [b]) => (a < b ? -1 : 1));
