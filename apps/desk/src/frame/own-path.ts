/** The host of a browser's own address, whatever that is. */
const here = 'https://desk.invalid';

/**
 * Only into the desk: what a link or a form brings may lead anywhere. Looked at as it is sent, for what was a path can become
 * the name of another host once its dots are gone: `/..//evil.example`.
 */
export function ownPath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/') || !URL.canParse(to, here)) return '/';
  const { pathname, search, origin } = new URL(to, here);
  return origin === here && !pathname.startsWith('//') ? pathname + search : '/';
}
