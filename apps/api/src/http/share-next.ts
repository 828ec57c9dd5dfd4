import { setImmediate as others } from 'node:timers/promises';

/**
 * Questions that many ask at once. Whoever asks while the same is being answered waits for the answer after that one, which is
 * worked out once for all who wait: nobody's answer is older than their question.
 */
export function shareNext<Question, Answer>(
  answer: (question: Question) => Promise<Answer>,
): (question: Question) => Promise<Answer> {
  const busy = new Map<string, { readonly current: Promise<Answer>; next?: Promise<Answer> }>();
  const begin = (key: string, question: Question): Promise<Answer> => {
    const current = answer(question).finally(() => {
      if (!busy.get(key)?.next) busy.delete(key);
    });
    busy.set(key, { current });
    return current;
  };
  return (question) => {
    const key = JSON.stringify(question);
    const before = busy.get(key);
    if (!before) return begin(key, question);
    // Whose question has come in, and is read in this turn of the event loop, is answered with them.
    const start = () => others().then(() => begin(key, question));
    return (before.next ??= before.current.then(start, start));
  };
}
