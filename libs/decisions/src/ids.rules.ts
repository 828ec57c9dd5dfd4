import { hash } from 'node:crypto';

/**
 * An id that the same parts always give: 26 letters and digits of their digest. Whatever follows from the history has
 * such an id, so that working it out twice adds nothing.
 */
export function idOf(...parts: readonly (string | number)[]): string {
  return BigInt(`0x${hash('sha256', parts.join('\n')).slice(0, 34)}`)
    .toString(36)
    .padStart(27, '0')
    .slice(-26);
}

/** What names an obligation within its case, the same for the same history; of a series also which period of it. */
export function obligationKey(
  because: { readonly commitment: string; readonly participantId: string; readonly triggerId: string },
  period?: { readonly anchorId: string; readonly period: number },
): string {
  const { commitment, participantId, triggerId } = because;
  const duty = `${commitment} ${participantId} ${triggerId}`;
  return period ? `${duty} ${period.anchorId} ${period.period}` : duty;
}
