import { Injectable } from '@nestjs/common';
import { ContactRecording, requesterOf, undone, WholeCase, type WholeCaseView } from '@kept-informed/case-work';
import { UnitOfWork } from '@kept-informed/event-store';
import { concernInWords } from '@kept-informed/follow-up';
import type { ForeseenContact } from '../cases/case-page.js';
import { nameIn, stillOpen } from '../cases/words.js';
import type { ContactForm } from './contact-form.js';
import type { NotRecorded } from '../frame/form-reading.js';
import { ContactForms } from './contact-forms.js';
import { inWords, obstacleWords } from './contact-words.js';

type ContactAnswer = Awaited<ReturnType<ContactRecording['record']>>;

/** Tells what would come of a contact as a form says it. */
@Injectable()
export class ContactForeseeing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly recording: ContactRecording,
    private readonly forms: ContactForms,
    private readonly whole: WholeCase,
  ) {}

  /** What would come of it; nothing is recorded. */
  async foresee(caseId: string, form: ContactForm): Promise<ForeseenContact | NotRecorded> {
    return this.forms.read(form, async (request) => {
      const whole = await this.whole.read(caseId, { personal: true });
      const recorded = await undone(this.work, () => this.recording.record(caseId, request, requesterOf()));
      return outcomeOf(recorded, whole);
    });
  }
}

/** What a contact met and left open, in words. */
function outcomeOf(recorded: ContactAnswer, whole: WholeCaseView): ForeseenContact {
  const titleOf = (id: string) => {
    const owed = whole.obligations.find(({ obligationId }) => obligationId === id);
    return owed ? `${owed.title} (${nameIn(whole, owed.participantId)})` : 'Something that is owed from now on';
  };
  return {
    reached: recorded.reached,
    meets: recorded.discharged.map(titleOf),
    stillOpen: stillOpen(
      recorded.stillOpen.filter(
        (owed) => !recorded.notDischarged.some((one) => one.obligationId === owed.obligationId),
      ),
      whole,
    ),
    notMet: recorded.notDischarged.map(
      ({ obligationId, because }) => `${titleOf(obligationId)}: ${inWords(obstacleWords, because)}`,
    ),
    concerns: recorded.concerns.map(({ concern }) => concernInWords(concern) ?? inWords({}, concern)),
  };
}
