import { Body, Controller, Param } from '@nestjs/common';
import { LinkPersonRequest, PersonRecords, ReasonRequest, requesterOf } from '@kept-informed/case-work';
import { idOf } from '../cases/addressed.js';
import { given, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { personPage } from './person-page.js';
import { PersonReader } from './person.reader.js';

const reach = { roles: ['desk', 'supervisor'], about: 'case', people: true } as const;
const ofPerson = { at: 'cases/:caseId/people/:participantId', ...reach } as const;
const linking = { at: 'cases/:caseId/people/:participantId/links', draft: 'same-person', ...reach } as const;
const ending = { at: 'cases/:caseId/people/:participantId/links/:linkId', draft: 'not-the-same', ...reach } as const;

/** Somebody as a case has them, and a link of theirs. */
interface PersonAddress {
  readonly caseId: string;
  readonly participantId: string;
  readonly linkId?: string;
}

/** One person on many cases: shown as each case has them, and said by links (docs/decisions/0024). */
@Controller()
export class PersonPagesController {
  constructor(
    private readonly persons: PersonReader,
    private readonly records: PersonRecords,
    private readonly forms: PlainForms,
  ) {}

  @Page(personPage, ofPerson)
  async read(@Param() { participantId }: PersonAddress) {
    return personPage.with(await this.persons.page(idOf(participantId)));
  }

  @Page(formPage, linking)
  async beginLink(@Param() address: PersonAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#linkForm(address), left);
  }

  @Form(formPage, linking)
  async link(@Param() address: PersonAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#linkForm(address), body);
  }

  @Page(formPage, ending)
  beginEnd(@Param() address: PersonAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(this.#endForm(address), left);
  }

  @Form(formPage, ending)
  end(@Param() address: PersonAddress, @Body() body?: FormBody) {
    return this.forms.take(this.#endForm(address), body);
  }

  async #linkForm(address: PersonAddress): Promise<PlainForm<LinkPersonRequest>> {
    const participantId = idOf(address.participantId);
    const { name, others } = await this.persons.alike(participantId);
    const nobody = 'Nobody else on a case that you see is called alike. Put one of the names right first.';
    return {
      ...aboutPerson(address),
      title: 'Say who is the same person',
      caption: 'One person on many cases',
      subject: name,
      button: 'They are one person',
      action: `${personAt(address)}/links`,
      toKnow: [
        {
          title: 'What comes of it',
          lines: [
            'Nothing is put together: each case keeps what it knows of them',
            'What is unsafe on one is unsafe on all',
            ...(others.length === 0 ? [nobody] : []),
          ],
        },
      ],
      fields: [
        {
          kind: 'radios',
          name: 'participantId',
          label: 'Who is the same?',
          options: others,
          missing: 'Choose who is the same',
        },
        { kind: 'words', name: 'reason', label: 'How is that known?', missing: 'Say how that is known' },
      ],
      Request: LinkPersonRequest,
      request: (body) => given(body, 'participantId', 'reason'),
      record: (request) => this.records.link(participantId, request, requesterOf()),
    };
  }

  #endForm(address: PersonAddress): PlainForm<ReasonRequest> {
    const [participantId, linkId] = [idOf(address.participantId), idOf(address.linkId ?? '')];
    return {
      ...aboutPerson(address),
      title: 'They are not one person',
      caption: '',
      subject: '',
      button: 'They are two',
      action: `${personAt(address)}/links/${linkId}`,
      toKnow: [
        {
          title: 'What comes of it',
          lines: ['Everything is as it was before', 'What is unsafe on one case is told on the other no more'],
        },
      ],
      fields: [{ kind: 'words', name: 'reason', label: 'How is that known?', missing: 'Say how that is known' }],
      Request: ReasonRequest,
      request: (body) => given(body, 'reason'),
      record: (reason) => this.records.unlink(participantId, linkId, reason, requesterOf()),
    };
  }
}

const personAt = ({ caseId, participantId }: PersonAddress): string => `/cases/${caseId}/people/${participantId}`;

const aboutPerson = (address: PersonAddress) => ({
  back: { href: personAt(address), text: 'Back to the person' },
  onTo: personAt(address),
});
