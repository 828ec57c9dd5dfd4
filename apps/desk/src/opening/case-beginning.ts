import { Injectable } from '@nestjs/common';
import { CaseRecording, OpenCaseRequest, ReadModel, requesterOf } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { UnitOfWork } from '@kept-informed/event-store';
import { textIn, type FormBody } from '../frame/form-body.js';
import { readForm, type NotRecorded } from '../frame/form-reading.js';
import { once } from '../frame/once.js';
import { openingRequest } from './opening-request.js';

/** A case that was opened, and how far it is. */
interface CaseBegun {
  readonly caseId: string;
  readonly version: number;
}

/** Opens cases as forms say them. */
@Injectable()
export class CaseBeginning {
  constructor(
    private readonly work: UnitOfWork,
    private readonly recording: CaseRecording,
    private readonly reading: ReadModel,
    private readonly force: OwnForce,
  ) {}

  /** Opens it once, however often the form is sent. */
  open(form: FormBody): Promise<CaseBegun | NotRecorded> {
    const sent = { key: textIn(form, 'key'), says: ['open', Object.entries(form)] };
    return readForm(OpenCaseRequest, openingRequest(form, this.force.zone, this.reading.now), (request) =>
      once(this.work, sent, async () => {
        const { caseId, version } = await this.recording.open(request, requesterOf());
        return { caseId, version };
      }),
    );
  }
}
