import { Injectable } from '@nestjs/common';
import { ReadModel, Sights, WholeCase } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import type { ContactForm } from '../contacts/contact-form.js';
import { tellingOf, waysToMeet } from '../contacts/telling.js';
import type { RecordedBanner } from './case-page.js';
import { nameIn, stillOpen } from './words.js';
import { triggersOn } from './triggers.queries.js';

/** Tells what was recorded a moment ago, from the read tables: it is as true when the page is asked for again. */
@Injectable()
export class RecordedReader {
  constructor(
    private readonly whole: WholeCase,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly sights: Sights,
  ) {}

  /** What a contact met, and what its people are still owed; null: the case is none that who asks sees. */
  async of(caseId: string, contactId: string): Promise<RecordedBanner | null> {
    if (!(await this.sights.seenOf([caseId])).has(caseId)) return null;
    const whole = await this.whole.read(caseId, { personal: true });
    const told = ({ title, participantId }: (typeof whole.obligations)[number]) =>
      `${title} (${nameIn(whole, participantId)})`;
    return {
      caseId,
      reference: whole.reference,
      meets: whole.obligations.filter(({ dischargedBy }) => dischargedBy === contactId).map(told),
      stillOpen: stillOpen(
        whole.obligations.filter(({ toBeDone }) => toBeDone),
        whole,
      ),
    };
  }

  /** What a form begins with that somebody opens for one duty: by what that is met, by telling something or by what it is for. */
  async begunBy(obligationId: string | undefined): Promise<Partial<Pick<ContactForm, 'tells' | 'purpose'>>> {
    const owed = obligationId && (await this.reading.obligation(obligationId, { personal: false }));
    if (!owed) return {};
    const [book, triggers] = await Promise.all([this.force.rulebook(), triggersOn(this.reading.manager, owed.caseId)]);
    const telling = tellingOf(owed, book, triggers);
    if (telling) return { tells: [telling.value] };
    const way = waysToMeet(owed, book).find(({ by }) => by === 'purpose');
    return way?.by === 'purpose' ? { purpose: way.purpose } : {};
  }
}
