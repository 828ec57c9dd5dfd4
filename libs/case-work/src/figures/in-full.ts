/** A statement's worth of rows: 1.5 MB. */
const atOnce = 2_000;

/**
 * Each row of a list, read as they are taken: whoever takes them slowly holds no connection, and a million are never in memory
 * together. `page` answers so many from after a row; what it asks has to say as known when, so that all are of one moment.
 */
export async function* inFull<Row>(
  page: (after: Row | undefined, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = await page(last, atOnce);
    yield* rows;
    if (rows.length < atOnce) return;
    last = rows.at(-1);
  }
}
