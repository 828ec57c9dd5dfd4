import type { CommandBus } from '@nestjs/cqrs';
import type { Clock } from '@kept-informed/calendar';
import { seeTo, unreachedAlerts, type UnreachedAlert, type UnreachedPlace } from '@kept-informed/delivery';
import type { UnitOfWork } from '@kept-informed/event-store';
import { EscalateUndelivered } from '@kept-informed/case-work';
import { Refused } from '@kept-informed/decisions';

const pageSize = 100;
const longestTurn = 5_000;

/**
 * Lets alerts climb whose recipient no message could be brought to (rules.md, Undelivered alerts). What is recorded
 * and that the failure was seen to are one transaction: killed in between, neither is so, and no failure makes an alert climb
 * twice.
 */
export class UnreachedSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  /** Answers how many failures were seen to. One that cannot be holds up none of the others and is told of at the end. */
  async sweep(): Promise<number> {
    const end = Date.now() + longestTurn;
    const troubles: unknown[] = [];
    let [seen, after] = [0, undefined as UnreachedPlace | undefined];
    do {
      const found = await unreachedAlerts(this.work.manager, pageSize, after);
      for (const unreached of found) {
        if (Date.now() > end) break;
        try {
          if (await this.#climb(unreached)) seen += 1;
        } catch (error) {
          troubles.push(error);
        }
      }
      after = found.length < pageSize ? undefined : found.at(-1);
    } while (after && Date.now() < end);
    if (troubles.length > 0) throw new AggregateError(troubles, `${troubles.length} alerts could not climb`);
    return seen;
  }

  async #climb(unreached: UnreachedAlert): Promise<boolean> {
    const { caseId, alertId, recipient, messageId } = unreached;
    const requester = { by: 'worker', requestId: `unreached-${messageId}` };
    try {
      return await this.#once(unreached, () =>
        this.commands.execute(new EscalateUndelivered(caseId, { alertId, recipient }, requester)),
      );
    } catch (error) {
      // Its alerts have ended with it: the matter is followed up elsewhere.
      if (!(error instanceof Refused) || error.refusal.code !== 'merged-elsewhere') throw error;
      return this.#once(unreached, async () => undefined);
    }
  }

  #once(unreached: UnreachedAlert, act: () => Promise<unknown>): Promise<boolean> {
    return this.work.run(async (manager) => {
      if (!(await seeTo(manager, unreached, this.clock.now()))) return false;
      await act();
      return true;
    });
  }
}
