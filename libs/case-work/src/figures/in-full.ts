import { addDays, type LocalDate } from '@kept-informed/calendar';

/** A statement's worth of rows: 1.5 MB. */
const atOnce = 2_000;

/** So many dates are looked through by one statement at most, however few of their rows are asked for. */
const mostDays = 31;

/** A period, both ends included. */
interface Dates {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Answers so many rows from after one. */
type RowsAfter<Row> = (after: Row | undefined, limit: number) => Promise<readonly Row[]>;

/**
 * Each row of a list, read as they are taken: whoever takes them slowly holds no connection, and a million are never in memory
 * together. What `page` asks has to say as known when, so that all are of one moment.
 */
export async function* inFull<Row>(page: RowsAfter<Row>): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = await page(last, atOnce);
    yield* rows;
    if (rows.length < atOnce) return;
    last = rows.at(-1);
  }
}

/**
 * The same of a list whose rows are of dates of a period, in their order: some dates after others, the more the fewer rows they
 * have. So no statement looks the whole period through, which of a million rows takes longer than a statement may, and that
 * after the head has been sent.
 */
export async function* inFullByDates<Row>(
  { from, to }: Dates,
  pageOf: (dates: Dates) => RowsAfter<Row>,
): AsyncGenerator<Row> {
  for (let [first, days] = [from, 1]; first <= to;) {
    const end = addDays(first, days - 1);
    const dates = { from: first, to: end < to ? end : to };
    let count = 0;
    for await (const row of inFull(pageOf(dates))) {
      count += 1;
      yield row;
    }
    first = addDays(dates.to, 1);
    days = count < atOnce ? Math.min(2 * days, mostDays) : Math.ceil(days / 2);
  }
}
