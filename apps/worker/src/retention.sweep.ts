import { alertsHeld, forgetAnswers } from '@kept-informed/case-work';
import type { Clock, Instant } from '@kept-informed/calendar';
import { keptFrom, latestTerms, type OwnForce } from '@kept-informed/commitments';
import { forgetMessages } from '@kept-informed/delivery';
import type { UnitOfWork } from '@kept-informed/event-store';
import { heldPeople } from '@kept-informed/people';

const atOnce = 1_000;
const longestTurn = 2_000;

/**
 * Takes away what has a time of its own: answers for a repeated key after a day, messages and looks by the policy of the force that
 * holds now (rules.md, Retention), but for what is of somebody under a legal hold. People go by people alone.
 */
export class RetentionSweep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly force: OwnForce,
    private readonly clock: Clock,
  ) {}

  /** Answers how much went. What is left when the turn is over goes with the next. */
  async sweep(): Promise<number> {
    const { retention } = latestTerms(await this.force.rulebook());
    const { manager } = this.work;
    const held = await alertsHeld(manager, await heldPeople(manager));
    const [messagesFrom, looksFrom] = [this.#keptFrom(retention.messages), this.#keptFrom(retention.looks)];
    const answers = await forgetAnswers(this.work);
    const messages = await untilNoneIsLeft(() =>
      forgetMessages(manager, { endedBefore: messagesFrom, keptAlertIds: held }, atOnce),
    );
    const looks = await untilNoneIsLeft(() => this.#forgetLooks(looksFrom));
    return answers + messages + looks;
  }

  #keptFrom(period: string): Instant {
    return keptFrom(period, this.clock.now(), this.force.zone);
  }

  /** By the one way there is to take a look away. */
  async #forgetLooks(from: Instant): Promise<number> {
    const [{ gone }] = await this.work.manager.query('select forget_looks($1, $2)::int as gone', [from, atOnce]);
    return gone;
  }
}

async function untilNoneIsLeft(some: () => Promise<number>): Promise<number> {
  const end = Date.now() + longestTurn;
  let total = 0;
  for (let gone = atOnce; gone === atOnce && Date.now() < end; total += gone) gone = await some();
  return total;
}
