import { Injectable } from '@nestjs/common';
import { ReadModel } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { FactStore } from '@kept-informed/event-store';
import { derivationOf } from '@kept-informed/follow-up';
import { NoSuchPage } from '../frame/page-trouble.js';
import type { WhyModel } from './case-page.js';

/** Tells why things are due when they are. */
@Injectable()
export class WhyReader {
  constructor(
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
    private readonly store: FactStore,
  ) {}

  async of(caseId: string, obligationId: string): Promise<WhyModel> {
    const owed = await this.reading.obligation(obligationId, { personal: true });
    if (!owed || owed.caseId !== caseId) throw new NoSuchPage();
    const { manager, now } = this.reading;
    const book = await this.force.rulebook();
    const { sentence, steps, dueOn, calendarVersion } = await derivationOf(manager, this.store, book, {
      obligationId,
      now,
    });
    const person = owed.person?.name ?? owed.person?.role ?? '';
    const { reference } = owed.case;
    return { caseId, reference, title: owed.title, person, sentence, steps, dueOn, calendarVersion };
  }
}
