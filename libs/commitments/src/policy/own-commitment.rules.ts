import { parseDuration } from '@kept-informed/calendar';
import type { Commitment, Discharge } from '../commitment/commitment.rules.js';
import { purposes } from '../commitment/purposes.rules.js';
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
      ...ofLimit(commitment).map((one) => below(at, one)),
      ...ofDischarge(commitment).map((one) => below(at, one)),
      ...(commitment.to !== null && commitment.to < commitment.from
        ? [{ field: `${at}/to`, detail: 'It ends before it begins.' }]
        : []),
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

const fitting = { calendar: ['days', 'months'], working: ['days'], elapsed: ['hours'] } as const;

function ofLimit({ limit, enhancedLimit, unit, recurs }: Commitment): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [field, text] of [
    ['/limit', limit],
    ['/enhancedLimit', enhancedLimit],
  ] as const) {
    if (text === null) continue;
    const duration = parseDuration(text);
    const fits = duration !== null && (fitting[unit] as readonly string[]).includes(duration.unit);
    if (!fits || (unit === 'working' && !text.endsWith('D')))
      problems.push({ field, detail: `It cannot be counted in ${unit} time.` });
    else if (recurs !== 'no' && duration.count === 0) problems.push({ field, detail: 'A period lasts some time.' });
  }
  if (enhancedLimit !== null && limit === null)
    problems.push({ field: '/enhancedLimit', detail: 'Without a limit there is none for the enhanced either.' });
  if (recurs !== 'no' && (limit === null || unit !== 'calendar'))
    problems.push({ field: '/recurs', detail: 'What recurs has a period of calendar days or months.' });
  return problems;
}

const known: ReadonlySet<string> = new Set(purposes);

function ofDischarge({ dischargedBy, recurs }: Commitment): FieldProblem[] {
  const isOdd = (way: Discharge) => way.by === 'purpose' && !known.has(way.purpose);
  const problems = dischargedBy.flatMap((way, index) =>
    isOdd(way) ? [{ field: `/dischargedBy/${index}`, detail: 'Nothing that is recorded is called so.' }] : [],
  );
  if (recurs !== 'no' && !dischargedBy.every(({ by }) => by === 'update'))
    problems.push({ field: '/dischargedBy', detail: 'What recurs is met by an update, in writing or not.' });
  return problems;
}
