import { Body, Controller, Param } from '@nestjs/common';
import { ErasureHandling, ReasonRequest, requesterOf } from '@kept-informed/case-work';
import { OwnForce } from '@kept-informed/commitments';
import { idOf } from '../cases/addressed.js';
import { postInWords } from '../cases/words.js';
import { given, type FormBody } from '../frame/form-body.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { formPage } from '../frame/form-page.js';
import { Form, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { type PlainForm, PlainForms } from '../frame/plain-forms.js';
import { holdsPage } from './hold-page.js';
import { type KeptAddress, type KeptPerson, KeptPeople } from './kept-people.reader.js';

const reach = { roles: ['supervisor'], about: 'case' } as const;
const ofPerson = 'cases/:caseId/people/:participantId/holds';
const placing = { at: `${ofPerson}/new`, draft: 'legal-hold', ...reach } as const;
const lifting = { at: `${ofPerson}/:holdId`, draft: 'lift-hold', ...reach } as const;

interface HoldAddress extends KeptAddress {
  readonly holdId: string;
}

/** What a court may want of somebody: while a legal hold stands nothing of them goes. */
@Controller()
export class HoldPagesController {
  constructor(
    private readonly kept: KeptPeople,
    private readonly erasing: ErasureHandling,
    private readonly force: OwnForce,
    private readonly forms: PlainForms,
  ) {}

  @Page(holdsPage, { at: ofPerson, ...reach })
  async list(@Param() address: KeptAddress) {
    const { caseId, reference, role, at, participantId } = await this.kept.of(address);
    const holds = await this.erasing.holdsOf(participantId);
    const post = (id: string | null) => (id === null ? '' : postInWords(id, this.force.directory.current));
    return holdsPage.with({
      caseId,
      reference,
      role,
      rows: holds.map(({ holdId, heldAt, heldBy, liftedAt, liftedBy }) => ({
        heldAt,
        heldBy: post(heldBy),
        liftedAt,
        liftedBy: post(liftedBy),
        lifting: liftedAt === null ? `${at}/holds/${holdId}` : '',
      })),
      isHeld: holds.some(({ liftedAt }) => liftedAt === null),
      links: { placing: `${at}/holds/new`, kept: `${at}/kept` },
    });
  }

  @Page(formPage, placing)
  async beginPlacing(@Param() address: KeptAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#placeForm(address), left);
  }

  @Form(formPage, placing)
  async place(@Param() address: KeptAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#placeForm(address), body);
  }

  @Page(formPage, lifting)
  async beginLifting(@Param() address: HoldAddress, @LeftTyped() left: FormBody | undefined) {
    return this.forms.begin(await this.#liftForm(address), left);
  }

  @Form(formPage, lifting)
  async lift(@Param() address: HoldAddress, @Body() body?: FormBody) {
    return this.forms.take(await this.#liftForm(address), body);
  }

  async #placeForm(address: KeptAddress): Promise<PlainForm<ReasonRequest>> {
    const person = await this.kept.of(address);
    return {
      ...about(person),
      title: 'Place a legal hold',
      button: 'Hold them',
      action: `${person.at}/holds/new`,
      toKnow: [
        {
          title: 'What comes of it',
          lines: [
            'Nobody can be erased, on no case on which they are, until it is lifted',
            'Whoever asks for it is told that it stands',
          ],
        },
      ],
      fields: [
        {
          kind: 'words',
          name: 'reason',
          label: 'Why are they held?',
          hint: 'Such as the court and its reference',
          missing: 'Say why they are held',
        },
      ],
      record: (reason) => this.erasing.hold(person.participantId, reason, requesterOf()),
    };
  }

  async #liftForm(address: HoldAddress): Promise<PlainForm<ReasonRequest>> {
    const [person, holdId] = [await this.kept.of(address), idOf(address.holdId)];
    const { participantId } = person;
    const found = (await this.erasing.holdsOf(participantId)).find((one) => one.holdId === holdId);
    if (!found) throw new NoSuchPage();
    return {
      ...about(person),
      title: 'Lift a legal hold',
      button: 'Lift it',
      action: `${person.at}/holds/${holdId}`,
      toKnow: [
        {
          title: 'What comes of it',
          lines: ['They can be erased again, where no other hold stands', 'That they were held stays on record'],
        },
      ],
      fields: [{ kind: 'words', name: 'reason', label: 'Why is it lifted?', missing: 'Say why it is lifted' }],
      record: (reason) => this.erasing.lift({ participantId, holdId }, reason, requesterOf()),
    };
  }
}

const about = ({ reference, role, at }: KeptPerson) => ({
  caption: reference,
  subject: role,
  back: { href: `${at}/holds`, text: 'Back to legal holds' },
  onTo: `${at}/holds`,
  Request: ReasonRequest,
  request: (body: FormBody) => given(body, 'reason'),
});
