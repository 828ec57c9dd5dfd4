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
  /** Pressed after g it leads there; empty: none does. */
  readonly key: string;
  readonly current: boolean;
}

interface NavigationPlace {
  readonly href: string;
  readonly text: string;
  /** Pressed after g it leads there. */
  readonly key?: string;
  readonly roles: readonly Role[];
  /** What is gone to from there and has an address of its own. */
  readonly with?: readonly string[];
}

/** Where one can go from everywhere; what one may not use does not exist. */
const places: readonly NavigationPlace[] = [
  { href: '/my-work', key: 'w', text: 'My work', roles: ['desk', 'supervisor'] },
  { href: '/board', key: 'b', text: 'Board', roles: ['supervisor'] },
  { href: '/find', key: 'f', text: 'Find a case', roles: ['desk', 'supervisor'] },
  { href: '/counter', key: 'c', text: 'Counter', roles: ['counter', 'desk', 'supervisor'] },
  { href: '/dashboard', key: 'd', text: 'Standards', roles: ['performance', 'supervisor', 'admin'] },
  {
    href: '/report',
    key: 'r',
    text: 'Report',
    roles: ['performance', 'supervisor', 'admin'],
    with: ['/no-limit', '/publications'],
  },
  { href: '/terms', key: 'p', text: 'Policies', roles: ['performance', 'supervisor', 'admin'] },
  { href: '/dip-samples', text: 'Samples', roles: ['performance', 'supervisor'] },
  { href: '/what-if', key: 'i', text: 'What if', roles: ['performance', 'admin'] },
  { href: '/silence', key: 's', text: 'Silence', roles: ['performance', 'supervisor'] },
  { href: '/keeping', key: 'k', text: 'Keeping', roles: ['supervisor'] },
  { href: '/erasures', key: 'e', text: 'Erasures', roles: ['admin'] },
];

export function navigationOf(principal: Principal | undefined, path: string): NavigationItem[] {
  if (!principal) return [];
  return places
    .filter(({ roles }) => roles.some((role) => principal.roles.includes(role)))
    .map(({ href, text, key = '', with: others = [] }) => ({
      href,
      text,
      key,
      current: [href, ...others].some((at) => path === at || path.startsWith(`${at}/`)),
    }));
}

/** Where somebody begins. */
export const startOf = (principal: Principal): string => navigationOf(principal, '')[0]?.href ?? '/home';

/** The directory knows posts and no names; a name comes from the sign-in alone. */
export function viewerOf({ staffId }: Principal, name: string | undefined, directory: Directory): Viewer {
  const found = directory.staff(staffId);
  const team = found && directory.team(found.team)?.name;
  return { name: name ?? staffId, job: found ? `${found.title}, ${team}` : '' };
}
