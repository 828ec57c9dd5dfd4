import type { Principal, Role } from '@kept-informed/access';
import type { Directory } from '@kept-informed/directory';

/** Who is looking, as their pages call them. */
export interface Viewer {
  readonly name: string;
  readonly job: string;
}

export interface NavigationItem {
  readonly href: string;
  readonly text: string;
  readonly current: boolean;
}

interface NavigationPlace {
  readonly href: string;
  readonly text: string;
  readonly roles: readonly Role[];
}

/** Where one can go from everywhere; what one may not use does not exist. */
const places: readonly NavigationPlace[] = [
  { href: '/my-work', text: 'My work', roles: ['desk', 'supervisor'] },
  { href: '/board', text: 'Board', roles: ['supervisor'] },
  { href: '/find', text: 'Find a case', roles: ['desk', 'supervisor'] },
  { href: '/counter', text: 'Counter', roles: ['counter', 'desk', 'supervisor'] },
  { href: '/dashboard', text: 'Standards', roles: ['performance', 'supervisor', 'admin'] },
  { href: '/report', text: 'Report', roles: ['performance', 'supervisor', 'admin'] },
  { href: '/terms', text: 'Policies', roles: ['performance', 'supervisor', 'admin'] },
  { href: '/what-if', text: 'What if', roles: ['performance', 'admin'] },
  { href: '/keeping', text: 'Keeping', roles: ['supervisor'] },
];

export function navigationOf(principal: Principal | undefined, path: string): NavigationItem[] {
  if (!principal) return [];
  return places
    .filter(({ roles }) => roles.some((role) => principal.roles.includes(role)))
    .map(({ href, text }) => ({ href, text, current: path === href || path.startsWith(`${href}/`) }));
}

/** Where somebody begins. */
export const startOf = (principal: Principal): string => navigationOf(principal, '')[0]?.href ?? '/home';

/** The directory knows posts and no names; a name comes from the sign-in alone. */
export function viewerOf({ staffId }: Principal, name: string | undefined, directory: Directory): Viewer {
  const found = directory.staff(staffId);
  const team = found && directory.team(found.team)?.name;
  return { name: name ?? staffId, job: found ? `${found.title}, ${team}` : '' };
}
