import { createHash } from 'node:crypto';
import { currentRequest } from '@kept-informed/access';
import { answeredBefore, holdKey, keepAnswer, KeyRefused, onceMore } from '@kept-informed/case-work';
import type { UnitOfWork } from '@kept-informed/event-store';
import { keepAct } from './administration.js';
import { RecordedOtherwise } from './page-trouble.js';

/** A form that may be sent several times, by a double press or by going back. */
interface SentForm {
  /** The same in every sending of the form. */
  readonly key: string;
  /** All that it says: with another text the same key is refused. */
  readonly says: unknown;
}

/** Records what a form says once, and answers each sending as the first, for a day. `record` is done in a transaction. */
export function once<Answer>(
  work: UnitOfWork,
  { key, says }: SentForm,
  record: () => Promise<Answer>,
): Promise<Answer> {
  const digest = createHash('sha256').update(JSON.stringify(says)).digest('base64url');
  const sent = { asker: currentRequest().principal!.subject, key: `desk:${key}`, digest };
  return onceMore(() =>
    work.run(async () => {
      // The second press waits for the first to end: a browser shows what the last one is answered.
      await holdKey(work, sent);
      const before = await answeredBefore(work, sent).catch(asPage);
      if (before) return before.body as Answer;
      const answer = await record();
      await keepAct(work);
      keepAnswer(work, sent, { status: 200, headers: {}, body: JSON.stringify(answer) });
      return answer;
    }),
  );
}

function asPage(error: unknown): never {
  throw error instanceof KeyRefused && error.why === 'used-for-another' ? new RecordedOtherwise() : error;
}
