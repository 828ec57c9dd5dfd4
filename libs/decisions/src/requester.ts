/** Who asks, and the version of the stream that they have seen. */
export interface Requester {
  readonly by: string;
  readonly requestId: string;
  readonly seenVersion?: number;
}
