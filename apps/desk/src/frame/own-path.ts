/** Only into the desk: what a link or a form brings may lead anywhere. */
export function ownPath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/')) return '/';
  const url = new URL(to, 'https://desk.invalid');
  return url.host === 'desk.invalid' ? url.pathname + url.search : '/';
}
