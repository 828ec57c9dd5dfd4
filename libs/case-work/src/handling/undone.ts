import type { UnitOfWork } from '@kept-informed/event-store';

/** The answer, for which everything that was recorded is undone. */
class OnlyAnswered extends Error {
  constructor(readonly body: unknown) {
    super('Nothing of this is to be recorded.');
  }
}

/** Does it all in a transaction that is never stored, and answers what came of it. */
export async function undone<Answer>(work: UnitOfWork, handle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work.run(async () => {
      throw new OnlyAnswered(await handle());
    });
  } catch (error) {
    if (error instanceof OnlyAnswered) return error.body as Answer;
    throw error;
  }
}
