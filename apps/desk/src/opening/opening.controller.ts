import { randomUUID } from 'node:crypto';
import { Body, Controller } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { OwnForce } from '@kept-informed/commitments';
import { textIn, type FormBody } from '../frame/form-body.js';
import { faultsIn, fieldOf, type FormFault, type FormField } from '../frame/form-field.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { filledIn, formPage, recordingBy } from '../frame/form-page.js';
import { isNotRecorded } from '../frame/form-reading.js';
import { Form, goTo, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { CaseBeginning } from './case-beginning.js';
import { openingFields } from './opening-fields.js';
import { filledInPeople, oneMore, peopleIn, withPeople } from './typed-people.js';

const opening = {
  at: 'cases/new',
  draft: 'opening',
  roles: ['desk', 'supervisor'],
  about: 'new-case',
  people: true,
} as const;

/** Opens cases. */
@Controller()
export class OpeningController {
  constructor(
    private readonly opening: CaseBeginning,
    private readonly force: OwnForce,
  ) {}

  @Page(formPage, opening)
  begin(@CurrentPrincipal() { staffId }: Principal, @LeftTyped() left: FormBody | undefined) {
    return this.#page(left ?? { key: randomUUID(), owner: staffId });
  }

  /** Begins with a reference that was looked for, asks for one more person, or opens it. */
  @Form(formPage, opening)
  async open(@Body() body: FormBody = {}, @CurrentPrincipal() { staffId }: Principal) {
    const asked = textIn(body, 'do');
    if (asked === 'begin')
      return this.#page({ key: randomUUID(), owner: staffId, reference: textIn(body, 'reference') });
    if (textIn(body, 'key') === '') throw new NoSuchPage();
    if (asked !== '') return this.#page(withPeople(body, oneMore(peopleIn(body), asked)));
    const form = withPeople(body, filledInPeople(peopleIn(body)));
    const fields = this.#fields(form);
    const faults = faultsIn(fields, form, this.force.zone);
    if (faults.length > 0) return this.#page(form, { faults });
    const opened = await this.opening.open(form);
    if (!isNotRecorded(opened)) return goTo(`/cases/${opened.caseId}?recorded=1-${opened.version}`);
    const { inTheWay } = opened;
    const wrong = opened.faults.map(({ field, text }) => ({ field: fieldOf(fields, field), text }));
    return this.#page(form, { faults: wrong, inTheWay });
  }

  #fields(form: FormBody): FormField[] {
    return openingFields(peopleIn(form), this.force.directory.current);
  }

  #page(
    form: FormBody,
    wrong: { readonly faults: readonly FormFault[]; readonly inTheWay?: string | null } = { faults: [] },
  ) {
    const people = peopleIn(form);
    const more = people.map(({ routes }, index) => ({
      text: people.length === 1 ? 'Add a number or address' : `Add a number or address of person ${index + 1}`,
      value: `route-${index}`,
      at: `participants-${index}-routes-${routes.length}-method`,
    }));
    const inTheWay = wrong.inTheWay
      ? { href: `/cases/${wrong.inTheWay}`, text: 'Open the case that has this reference' }
      : null;
    return formPage.with(
      {
        title: 'Open a case',
        caption: '',
        subject: '',
        back: { href: '/find', text: 'Find a case' },
        action: '/cases/new',
        version: 0,
        inTheWay,
        changed: [],
        toKnow: [],
        foreseen: null,
        ...filledIn(this.#fields(form), form, wrong.faults),
        buttons: [
          recordingBy('Open the case'),
          ...more,
          { text: 'Add another person', value: 'person', at: `participants-${people.length}-name` },
        ],
      },
      wrong.faults.length > 0 ? 422 : 200,
    );
  }
}
