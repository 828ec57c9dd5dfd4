/** Who records what an extract of another system says. */
export const importer = 'import';

/** Who asks, and the versions of the stream that they may have seen; any where it is left out. */
export interface Requester {
  /** Their staff id, or what of the product it is. */
  readonly by: string;
  /** Who their token says they are; a machine of ours has none. It may be an address, so no fact holds it as it is. */
  readonly subject?: string;
  readonly requestId: string;
  readonly seenVersions?: readonly number[];
}
