import { randomUUID } from 'node:crypto';
import { Body, Controller, Param, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { type ContactForm, emptyForm, formIn } from '../contacts/contact-form.js';
import type { FormBody } from '../frame/form-body.js';
import { ContactHandling } from '../contacts/contact-handling.js';
import { LeftTyped } from '../frame/form-drafts.js';
import { Form, goTo, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { MyWorkReader } from '../my-work/my-work.reader.js';
import { saidOf } from '../case-forms/route-forms.js';
import { idIn, idOf } from './addressed.js';
import { casePage, outcomeFragment } from './case-page.js';
import { CaseReader } from './case.reader.js';
import { RecordedReader } from './recorded.reader.js';

const onCase = { roles: ['desk', 'supervisor'], about: 'case', people: true } as const;
const onContact = { ...onCase, draft: 'contact' } as const;

/** What a link to a case may bring: whom and what the form begins with, and what was recorded a moment ago. */
type CaseQuery = Readonly<
  Record<'person' | 'duty' | 'outcome' | 'logged' | 'on' | 'recorded' | 'said' | 'knownAt', unknown>
>;

@Controller()
export class CaseController {
  constructor(
    private readonly cases: CaseReader,
    private readonly recorded: RecordedReader,
    private readonly myWork: MyWorkReader,
    private readonly contacts: ContactHandling,
  ) {}

  @Page(casePage, { at: 'cases/:caseId', ...onContact })
  async read(@Param('caseId') caseId: string, @Query() query: CaseQuery, @LeftTyped() left: FormBody | undefined) {
    const knownAt = this.cases.knownAtIn(query.knownAt);
    if (knownAt) return casePage.with(await this.cases.knownAt(idOf(caseId), knownAt));
    const logged = idIn(query.logged);
    const recorded = logged && (await this.recorded.of(idIn(query.on) ?? idOf(caseId), logged));
    const done = versionsIn(query.recorded);
    const said = typeof query.said === 'string' ? (saidOf[query.said] ?? '') : '';
    const values = left ? formIn(left) : await this.#begun(query);
    const changedSince = left && values.version;
    const state = { values, said, changedSince, ...(recorded && { recorded }), ...(done && { done }) };
    return casePage.with(await this.cases.page(idOf(caseId), values.key, state));
  }

  /** What a form begins with that a link leads to. */
  async #begun({ person, duty, outcome }: CaseQuery): Promise<ContactForm> {
    const who = idIn(person);
    const begun = await this.recorded.begunBy(idIn(duty));
    return { ...emptyForm(randomUUID(), 0), who: who ? [who] : [], reached: idIn(outcome) ?? '', ...begun };
  }

  @Form(casePage, { at: 'cases/:caseId/contacts', ...onContact })
  async log(@Param('caseId') caseId: string, @Body() body: FormBody, @CurrentPrincipal() { staffId }: Principal) {
    const values = formIn(body ?? {});
    if (values.key === '') throw new NoSuchPage();
    const logged = await this.contacts.logging.log(idOf(caseId), values);
    if (typeof logged !== 'string') {
      const { faults, changed } = logged;
      const state = { values, faults, ...(changed && { changedSince: values.version }) };
      return casePage.with(await this.cases.page(caseId, values.key, state), changed ? 412 : 422);
    }
    const then = `logged=${logged}&on=${caseId}`;
    if (body['then'] !== 'next') return goTo(`/cases/${caseId}?${then}`);
    const next = await this.myWork.next(staffId, values.who);
    if (!next) return goTo(`/my-work?${then}`);
    return goTo(`/cases/${next.caseId}?person=${next.participantId}&duty=${next.obligationId}&${then}#log`);
  }

  /** What would come of it: the whole page without a script, and only that for one. */
  @Form(casePage, { at: 'cases/:caseId/contacts/foreseen', ...onContact })
  async foresee(@Param('caseId') caseId: string, @Body() body: FormBody) {
    const values = formIn(body ?? {});
    const foreseen = await this.contacts.foreseeing.foresee(idOf(caseId), values);
    const state = 'faults' in foreseen ? { faults: foreseen.faults } : { outcome: foreseen };
    return casePage.with(
      await this.cases.page(caseId, values.key, { values, ...state }),
      'faults' in foreseen ? 422 : 200,
    );
  }

  @Form(outcomeFragment, { at: 'cases/:caseId/contacts/outcome', ...onCase })
  async outcome(@Param('caseId') caseId: string, @Body() body: FormBody) {
    const foreseen = await this.contacts.foreseeing.foresee(idOf(caseId), formIn(body ?? {}));
    const form = 'faults' in foreseen ? { outcome: null, faults: foreseen.faults } : { outcome: foreseen, faults: [] };
    return outcomeFragment.with({ form });
  }
}

/** `3-9`: the first and the last. */
function versionsIn(value: unknown): readonly [number, number] | undefined {
  const [, from, to] = (typeof value === 'string' && /^(\d{1,9})-(\d{1,9})$/.exec(value)) || [];
  return from !== undefined && to !== undefined && Number(from) <= Number(to) ? [Number(from), Number(to)] : undefined;
}
