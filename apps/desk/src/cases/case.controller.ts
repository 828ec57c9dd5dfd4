import { randomUUID } from 'node:crypto';
import { Body, Controller, Param, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { rules } from '@kept-informed/fields';
import { emptyForm, formIn } from '../contacts/contact-form.js';
import type { FormBody } from '../contacts/form-fields.js';
import { ContactHandling } from '../contacts/contact-handling.js';
import { Form, goTo, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { MyWorkReader } from '../my-work/my-work.reader.js';
import { casePage, outcomeFragment, timelinePage, whyPage } from './case-page.js';
import { CaseReader } from './case.reader.js';
import { RecordedReader } from './recorded.reader.js';

const onCase = { roles: ['desk', 'supervisor'], about: 'case', people: true } as const;

/** What a link to a case may bring: whom and what the form begins with, and what was recorded a moment ago. */
type CaseQuery = Readonly<Record<'person' | 'duty' | 'outcome' | 'logged' | 'on', unknown>>;

@Controller()
export class CaseController {
  constructor(
    private readonly cases: CaseReader,
    private readonly recorded: RecordedReader,
    private readonly myWork: MyWorkReader,
    private readonly contacts: ContactHandling,
  ) {}

  @Page(casePage, { at: 'cases/:caseId', ...onCase })
  async read(@Param('caseId') caseId: string, @Query() query: CaseQuery) {
    const form = emptyForm(randomUUID(), 0);
    const person = idIn(query.person);
    const values = {
      ...form,
      who: person ? [person] : [],
      tells: await this.recorded.toldBy(idIn(query.duty)),
      reached: idIn(query.outcome) ?? '',
    };
    const logged = idIn(query.logged);
    const recorded = logged && (await this.recorded.of(idIn(query.on) ?? idOf(caseId), logged));
    return casePage.with(await this.cases.page(idOf(caseId), form.key, { values, ...(recorded && { recorded }) }));
  }

  @Form(casePage, { at: 'cases/:caseId/contacts', ...onCase })
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
  @Form(casePage, { at: 'cases/:caseId/contacts/foreseen', ...onCase })
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

  @Page(timelinePage, { at: 'cases/:caseId/timeline', ...onCase })
  async timeline(@Param('caseId') caseId: string, @Query('before') before: unknown) {
    const at = typeof before === 'string' && /^\d{1,9}$/.test(before) ? Number(before) : undefined;
    return timelinePage.with(await this.cases.timeline(idOf(caseId), at));
  }

  @Page(whyPage, { at: 'cases/:caseId/why/:obligationId', ...onCase })
  async why(@Param('caseId') caseId: string, @Param('obligationId') obligationId: string) {
    return whyPage.with(await this.cases.why(idOf(caseId), idOf(obligationId)));
  }
}

const idIn = (value: unknown): string | undefined => (rules.id.accepts(value) ? (value as string) : undefined);

/** Under what is no id nothing is to be found. */
function idOf(value: string): string {
  if (rules.id.accepts(value)) return value;
  throw new NoSuchPage();
}
