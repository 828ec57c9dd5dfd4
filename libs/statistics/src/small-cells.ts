/** So many of a group, and the rest of it. */
export interface SplitCount {
  readonly part: number;
  readonly rest: number;
}

/** Fewer than so many could be recognised. */
export const smallest = 5;

const isSmall = (count: number): boolean => count > 0 && count < smallest;

type HiddenCells = readonly (readonly boolean[])[];
type CountLayer = readonly (readonly number[])[];

type Cell = CellPlace & { readonly count: SplitCount };

/**
 * Which cells of a table of rows and groups are hidden, both counts of each together: those of which a count is small, and as many
 * more, small ones first, as keep any of them from being worked out. What every row comes to is known to everybody, and so is what a group comes to
 * in all where `isTold`; nothing else is. A hidden count could always be another, unless those sums alone already say it.
 */
export function hiddenCells(table: readonly (readonly SplitCount[])[], isTold: readonly boolean[]): HiddenCells {
  const cells = table.flatMap((groups, row) => groups.map((count, group): Cell => ({ row, group, count })));
  const layers = (['part', 'rest'] as const).map((key) => table.map((row) => row.map((cell) => cell[key])));
  const all = table.map((row) => row.map(() => true));
  // What is known anyway is no secret to keep.
  const secrets = layers.map((counts) => cells.filter((cell) => couldBeAnother({ counts, hidden: all, isTold }, cell)));
  const solved = (hidden: HiddenCells): number =>
    layers.flatMap((counts, index) =>
      secrets[index]!.filter((cell) => isIn(hidden, cell) && !couldBeAnother({ counts, hidden, isTold }, cell)),
    ).length;
  let hidden: HiddenCells = table.map((row) => row.map(({ part, rest }) => [part, rest, part + rest].some(isSmall)));
  while (solved(hidden) > 0) {
    const next = cells
      .filter((cell) => !isIn(hidden, cell) && secrets.some((kept) => kept.includes(cell)))
      .map((cell) => ({ with: withCell(hidden, cell), size: sizeOf(cell) }))
      .map((one) => ({ ...one, solved: solved(one.with) }))
      .toSorted((one, other) => one.solved - other.solved || one.size - other.size)[0];
    if (!next) return hidden;
    hidden = next.with;
  }
  return hidden;
}

const isIn = (hidden: HiddenCells, { row, group }: CellPlace): boolean => hidden[row]![group]!;

const withCell = (hidden: HiddenCells, cell: CellPlace): HiddenCells =>
  hidden.map((groups, row) => groups.map((one, group) => one || (row === cell.row && group === cell.group)));

/** Small ones first, of which little is told less; an empty one last, which many would guess. */
const sizeOf = ({ count }: Cell): number => count.part + count.rest || Infinity;

interface PartlyHidden {
  readonly counts: CountLayer;
  readonly hidden: HiddenCells;
  readonly isTold: readonly boolean[];
}

interface CellPlace {
  readonly row: number;
  readonly group: number;
}

/**
 * Whether a hidden count could be one more or one less with all sums as they are told: somewhere a row or group must give what
 * another takes, along hidden cells that have something to give, until it comes round (the residual network of a flow). A group
 * of which the sum is not told gives to, and takes from, any other of which it is not.
 */
function couldBeAnother(table: PartlyHidden, { row, group }: CellPlace): boolean {
  const rows = table.counts.length;
  const [from, to] = [rows + group, row];
  return (
    isReached(table, from, to, { row, group }) ||
    (table.counts[row]![group]! > 0 && isReached(table, to, from, { row, group }))
  );
}

function isReached({ counts, hidden, isTold }: PartlyHidden, from: number, to: number, without: CellPlace): boolean {
  const rows = counts.length;
  const groups = isTold.length;
  const isOpen = (row: number, group: number) =>
    hidden[row]![group] && !(row === without.row && group === without.group);
  const next = (node: number): number[] => {
    const others = Array.from({ length: groups }, (_, group) => group);
    if (node < rows) return others.filter((group) => isOpen(node, group)).map((group) => rows + group);
    const given = counts.flatMap((row, index) => (isOpen(index, node - rows) && row[node - rows]! > 0 ? [index] : []));
    if (isTold[node - rows]) return given;
    return [...given, ...others.filter((group) => !isTold[group]).map((group) => rows + group)];
  };
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to) return true;
    for (const other of next(node)) seen.add(other);
  }
  return false;
}
