import type { Principal } from '@kept-informed/access';

/** Whether somebody makes contacts and so needs names, routes and notes. */
export function seesPersonalData({ roles }: Principal): boolean {
  return roles.some((role) => role === 'desk' || role === 'supervisor');
}

/** The notes that entries refer to. */
export function noteIdsOf(entries: readonly { readonly noteId?: string | null }[]): string[] {
  return entries.flatMap(({ noteId }) => (noteId ? [noteId] : []));
}
