import { parseInstant } from '@kept-informed/calendar';
import { erasureBases, type ErasureView } from './erasures.js';

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isInstant = (value: unknown): boolean => typeof value === 'string' && parseInstant(value) !== null;

/** A line of the list that is kept beside backups; null: it is none, or was cut off. */
export function listedErasure(line: string): ErasureView | null {
  const read = readJson(line);
  if (typeof read !== 'object' || read === null) return null;
  const { participantIds, basis, state, ...words } = read as Partial<ErasureView>;
  const { erasureId, participantId, askedAt, askedBy, decidedAt, decidedBy } = words;
  const isWhole =
    [erasureId, participantId, askedBy, decidedBy].every(isWord) &&
    [askedAt, decidedAt].every(isInstant) &&
    Array.isArray(participantIds) &&
    participantIds.includes(participantId!) &&
    participantIds.every(isWord) &&
    erasureBases.some((one) => one === basis) &&
    state === 'erased';
  return isWhole ? (read as ErasureView) : null;
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
