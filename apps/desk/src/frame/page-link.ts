/** Somewhere to go from a page. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
}
