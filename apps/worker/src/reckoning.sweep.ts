import { type Clock, type Instant, localDate } from '@kept-informed/calendar';
import type { OwnForce } from '@kept-informed/commitments';
import { reckonSome, renewReckonings, reportedPromises } from '@kept-informed/compliance';
import type { UnitOfWork } from '@kept-informed/event-store';

/** Whoever records of a case that is being reckoned waits for so many. */
const atOnce = 100;
const longestTurn = 5_000;
/** What is kept of open cases ends with the day before it was reckoned: each is reckoned anew every day. */
const renewedAtOnce = 500;
/** A case of which something was recorded just now is likely to have more recorded soon. */
const quietFor = 600_000;

/**
 * Keeps figures of cases reckoned of which nothing was recorded for a while, so that reports need not reckon them as they are asked
 * (docs/decisions/0042): of all dates, where nothing is owed any more; of the days that are over, where something is.
 */
export class ReckoningSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  /** Answers how many cases were reckoned. What is left when the turn is over is reckoned with the next. */
  async sweep(): Promise<number> {
    const end = Date.now() + longestTurn;
    const { promised, zone } = await this.#terms();
    const now = this.clock.now();
    const by = { now, zone, promised };
    const until = localDate(now, zone);
    await this.work.run((manager) => renewReckonings(manager, by, { until, limit: renewedAtOnce }));
    const before: Instant = new Date(Date.parse(now) - quietFor).toISOString();
    let total = 0;
    for (let some = atOnce; some === atOnce && Date.now() < end; total += some)
      some = await this.work.run((manager) => reckonSome(manager, by, { before, limit: atOnce }));
    // Where much was filled since PostgreSQL last looked: until it does so by itself, every question reads through all of it.
    await this.work.manager.query('select analyze_reckoned()');
    return total;
  }

  async #terms() {
    const book = await this.force.rulebook();
    return { promised: reportedPromises(book, this.force.directory.current.actsFor()), zone: book.zone };
  }
}
