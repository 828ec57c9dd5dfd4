import { Injectable } from '@nestjs/common';
import { addHours, dateInWords, timeInWords } from '@kept-informed/calendar';
import { type AttemptMade, excusable, type ExcusablePlace, ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { listDisputes, type DisputeView } from '@kept-informed/follow-up';
import { postInWords, sentence, toneOf } from '../cases/words.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { DisputeRow, DisputesModel, ExcusalRow, ExcusalsModel } from './deciding-pages.js';

const perPage = 50;
/** What falls due later than in so many hours can still be told in time. */
const hoursAhead = 48;

/** Where a page of disputes begins. */
export interface DisputePlace {
  readonly raisedAt: string;
  readonly id: string;
}

/** What waits for a supervisor to decide, with what speaks for it. */
@Injectable()
export class DecidingReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  async disputes(staffId: string, after: DisputePlace | undefined): Promise<DisputesModel> {
    const { manager, now } = this.reading;
    const filter = { decided: false, sight: await this.reading.sight(), after };
    const found = await listDisputes(manager, filter, now, perPage + 1);
    const shown = found.slice(0, perPage);
    const last = found.length > perPage ? shown.at(-1)! : undefined;
    return {
      rows: await this.#disputeRows(shown, staffId),
      next: last ? `/board/disputes?after=${encodeURIComponent(`${last.raisedAt}~${last.disputeId}`)}` : null,
    };
  }

  /** One of a case, that nobody has decided. */
  async dispute(caseId: string, disputeId: string, staffId: string): Promise<DisputeRow> {
    const { manager, now } = this.reading;
    const [row] = await this.#disputeRows(
      await listDisputes(manager, { id: disputeId, caseId, decided: false }, now, 1),
      staffId,
    );
    if (!row) throw new NoSuchPage();
    return row;
  }

  async excusals(staffId: string, after: ExcusablePlace | undefined): Promise<ExcusalsModel> {
    const { manager, now } = this.reading;
    const sight = await this.reading.sight();
    const dueBefore = addHours(now, hoursAhead);
    const found = await excusable(manager, { besides: staffId, dueBefore, now, sight, after, limit: perPage + 1 });
    const shown = found.slice(0, perPage);
    const last = found.length > perPage ? shown.at(-1)! : undefined;
    const owed = await this.reading.obligations({ ids: shown.map(({ obligationId }) => obligationId) }, true);
    const byId = new Map(owed.map((one) => [one.obligationId, one]));
    const directory = this.force.directory.current;
    return {
      rows: shown.map(({ obligationId, attempts }): ExcusalRow => {
        const { caseId, case: of, person, title, dueInWords, owner } = byId.get(obligationId)!;
        return {
          caseId,
          obligationId,
          reference: of.reference,
          person: person?.name ?? person?.role ?? '',
          title,
          dueInWords: sentence(dueInWords),
          tone: toneOf({ dueInWords }),
          owner: postInWords(owner, directory),
          attempts: this.#inWords(attempts),
        };
      }),
      next: last ? `/board/excusals?after=${encodeURIComponent(`${last.dueAt}~${last.obligationId}`)}` : null,
    };
  }

  /** What was tried before it was due, of something owed on a case; with no more than that, where little was. */
  async evidence(caseId: string, obligationId: string) {
    const owed = await this.reading.obligation(obligationId, { personal: true });
    if (!owed || owed.caseId !== caseId || !owed.open) throw new NoSuchPage();
    const { manager, now } = this.reading;
    const [found] = await excusable(manager, { besides: '', obligationId, now, sight: null, limit: 1 });
    return { owed, attempts: this.#inWords(found?.attempts ?? []) };
  }

  async #disputeRows(found: readonly DisputeView[], staffId: string): Promise<DisputeRow[]> {
    const titles = await this.force.titles(found.map(({ commitment }) => commitment));
    const directory = this.force.directory.current;
    return found.map((one) => ({
      caseId: one.caseId,
      disputeId: one.disputeId,
      obligationId: one.obligationId,
      reference: one.reference,
      title: titles.get(one.commitment)!,
      dueOn: one.dueOn,
      stood: sentence(one.stood.replaceAll('-', ' ')),
      would: wouldInWords(one.would, one.wouldOwner && postInWords(one.wouldOwner, directory)),
      recordedBy: one.recordedBy.map((by) => postInWords(by, directory)).join(', '),
      raisedAt: one.raisedAt,
      decideBy: one.decideBy,
      notMine: whyNot(one, staffId),
    }));
  }

  #inWords(attempts: readonly AttemptMade[]): string[] {
    const { zone } = this.force;
    return attempts.map(({ method, outcome, at }) => {
      const what = `${method.replaceAll('-', ' ')}, ${outcome.replaceAll('-', ' ')}`;
      return `${sentence(what)}: ${dateInWords(at, zone)}, ${timeInWords(at, zone)}`;
    });
  }
}

function wouldInWords(would: string, owner: string | null): string {
  if (would === 'due-later') return 'Due later';
  if (would === 'other-owner') return `The same, of ${owner ?? 'somebody else'}`;
  return sentence(would.replaceAll('-', ' '));
}

/** Who had it before is known to the decision alone. */
function whyNot({ owner, recordedBy }: DisputeView, staffId: string): string | null {
  if (recordedBy.includes(staffId)) return 'You recorded it: somebody else decides';
  return owner === staffId ? 'It is your own duty: somebody else decides' : null;
}
