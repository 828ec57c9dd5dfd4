/** The cases that new terms may have changed, as whoever keeps them can have them looked at again. */
export interface OpenCases {
  /** Has every case with something open looked at; all there are, where what was never owed may become so. Answers how many. */
  put(versionId: string, adoptsMore: boolean): Promise<number>;
}
