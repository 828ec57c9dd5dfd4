import { randomUUID } from 'node:crypto';
import { addDays, localDate, type Clock, type LocalDate } from '@kept-informed/calendar';
import type { OwnForce, TermsStreams } from '@kept-informed/commitments';
import { refuse, Refused } from '@kept-informed/decisions';
import { ask, columns, type UnitOfWork } from '@kept-informed/event-store';
import { requireVersion } from './drafted-book.js';
import type { AskedWhatIf, WhatIfQuestion } from './what-if.js';

/** How far a version can be said to have reached into what was open as a period began. */
export const whatIfReaches = ['recompute-all', 'new-only'] as const;

/** A leap year: the difference of two years is that of two questions. */
const mostDays = 366;
const mostWaiting = 5;

const view = columns<Omit<AskedWhatIf, 'answer'>>(
  'w',
  'whatIfId',
  'kind',
  'versionId',
  'reach',
  'from',
  'to',
  'askedBy',
  'askedAt',
  'endedAt',
  'trouble',
);

/** What a what-if needs of the force to be asked. */
export interface WhatIfParts {
  readonly work: UnitOfWork;
  readonly terms: TermsStreams;
  readonly force: OwnForce;
  readonly clock: Clock;
}

/** Questions of what would have been, and their answers; the worker works them out (docs/decisions/0031). */
export class WhatIfs {
  constructor(private readonly parts: WhatIfParts) {}

  /** Refused for a period that is none, too long or still to come, for a version that there is not, and where many wait. */
  async ask(question: WhatIfQuestion, askedBy: string): Promise<string> {
    const { work, terms, force, clock } = this.parts;
    requireReplayable(question, localDate(clock.now(), force.zone));
    requireVersion<unknown>((await terms.load())[question.kind], question.versionId);
    const { kind, versionId, reach, from, to } = question;
    const whatIfId = randomUUID();
    return work.run(async (manager) => {
      const [{ waiting }] = (await ask<{ waiting: number }>(
        manager,
        'select count(*)::int as waiting from what_ifs where ended_at is null',
      )) as [{ waiting: number }];
      if (waiting >= mostWaiting) throw new Refused({ code: 'busy', kind: 'busy', detail: manyWait });
      await ask(
        manager,
        `insert into what_ifs (what_if_id, kind, version_id, reach, "from", "to", asked_by, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [whatIfId, kind, versionId, reach, from, to, askedBy, clock.now()],
      );
      return whatIfId;
    });
  }

  /** The newest first, without their answers, from before a place. */
  list(before: Pick<AskedWhatIf, 'askedAt' | 'whatIfId'> | undefined, limit: number) {
    const place = before ? 'where (w.asked_at, w.what_if_id) < ($2::timestamptz, $3)' : '';
    return ask<Omit<AskedWhatIf, 'answer'>>(
      this.parts.work.manager,
      `select ${view} from what_ifs w ${place} order by w.asked_at desc, w.what_if_id desc limit $1`,
      before ? [limit, before.askedAt, before.whatIfId] : [limit],
    );
  }

  async find(whatIfId: string): Promise<AskedWhatIf | undefined> {
    const text = `select ${view}, w.answer from what_ifs w where w.what_if_id = $1`;
    const [found] = await ask<AskedWhatIf>(this.parts.work.manager, text, [whatIfId]);
    return found;
  }
}

const manyWait = 'Others wait to be worked out. Ask again when they are.';

function requireReplayable({ from, to }: WhatIfQuestion, today: LocalDate): void {
  if (to < from) throw refuse('ends-before-it-begins', '/to', 'The period would end before it begins.');
  if (from > today) throw refuse('in-the-future', '/from', 'Only what happened can be lived through again.');
  if (to >= addDays(from, mostDays))
    throw refuse('period-too-long', '/to', `Ask for at most ${mostDays} days at once.`);
}
