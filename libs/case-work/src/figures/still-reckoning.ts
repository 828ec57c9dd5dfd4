import { type ComplianceQuestion, reckoningLeft } from '@kept-informed/compliance';
import { Refused } from '@kept-informed/decisions';
import { wasEnded } from '@kept-informed/event-store';
import type { EntityManager } from 'typeorm';

/**
 * Answers what is asked, told whether it is to be answered from the rows alone. Where that is so, because figures of most cases are
 * still being reckoned, and the database ends it for want of time, it is refused and says how much is left: to wait helps.
 */
export async function whileReckoned<T>(
  manager: EntityManager,
  question: ComplianceQuestion,
  ask: (fromRowsAlone: boolean) => Promise<T>,
): Promise<T> {
  // Before it is asked: in a transaction nothing can be asked any more once a statement was ended.
  const found = await reckoningLeft(manager, question);
  try {
    return await ask(found !== null);
  } catch (error) {
    if (found === null || !wasEnded(error)) throw error;
    const [left, cases] = [found.left, found.cases].map((count) => count.toLocaleString('en-GB'));
    const detail = `Figures of ${left} of ${cases} cases are still being reckoned. Until then ask for a shorter period, or wait.`;
    throw new Refused({ code: 'still-reckoning', kind: 'busy', detail, extra: { casesLeft: found.left } });
  }
}
