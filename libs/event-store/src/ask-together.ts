import { AsyncLocalStorage } from 'node:async_hooks';

interface WaitingQuestion<Asked, Answer> {
  readonly asked: Asked;
  readonly done: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Many small questions as few: what is asked while others are being answered waits for the next turn, and all that waits is answered by
 * one call of `answer`, at most so many at once, which tells their answers in their order. Nobody's answer is older than their
 * question. It is asked on behalf of nobody: in no request's context and in no transaction. Where a call fails, each that was part of it
 * is told.
 */
export function askTogether<Asked, Answer>(
  answer: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  { atMost }: { readonly atMost: number },
): (asked: Asked) => Promise<Answer> {
  const outside = AsyncLocalStorage.snapshot();
  const waiting: WaitingQuestion<Asked, Answer>[] = [];
  let isAnswering = false;
  const answerAll = async (): Promise<void> => {
    isAnswering = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, atMost);
      try {
        const answers = await answer(together.map(({ asked }) => asked));
        together.forEach(({ done }, place) => done(answers[place]!));
      } catch (error) {
        for (const { failed } of together) failed(error);
      }
    }
    isAnswering = false;
  };
  return (asked) =>
    new Promise((done, failed) => {
      waiting.push({ asked, done, failed });
      if (!isAnswering) void outside(answerAll);
    });
}
