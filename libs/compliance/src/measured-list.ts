import { type ShareMeasure, shareOf } from './measure-definition.measures.js';
import { caseSources } from './measured-cases.queries.js';
import { obligationSources } from './measured-obligations.queries.js';
import type { CountedShare } from './measured-source.js';
import { promiseKept } from './other-definitions.measures.js';
import { inTime } from './rate-definitions.measures.js';
import * as shares from './share-definitions.measures.js';

const sources = { ...obligationSources, ...caseSources };
export type MeasuredId = keyof typeof sources;

const ofDue: ShareMeasure['of'] = (share) => shareOf(share, 'none due');

const definitions = [
  { ...inTime, part: 'Met in time', whole: 'Fell due and count', of: ofDue },
  ...Object.values(shares),
  { ...promiseKept, part: 'Kept', whole: 'Dates that ended', of: ofDue },
];

export const measuredIds = Object.keys(sources) as MeasuredId[];

/** A measure that is a part of a whole, by its id, with where the two are counted. */
export function measuredOf(id: MeasuredId): CountedShare {
  const definition = definitions.find((one) => one.id === id);
  if (!definition) throw new Error(`There is no definition of ${id}`);
  return { ...definition, source: sources[id] };
}
