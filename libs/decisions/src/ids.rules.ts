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
