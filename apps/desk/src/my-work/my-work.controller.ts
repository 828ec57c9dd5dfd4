import { randomUUID } from 'node:crypto';
import { Body, Controller, Query } from '@nestjs/common';
import { CurrentPrincipal, type Principal } from '@kept-informed/access';
import { rules } from '@kept-informed/fields';
import { RecordedReader } from '../cases/recorded.reader.js';
import { RecentlySeen } from '../find/recently-seen.reader.js';
import type { FormFault } from '../frame/form-field.js';
import type { FormBody } from '../frame/form-body.js';
import { Form, goTo, Page } from '../frame/page.js';
import { NoSuchPage } from '../frame/page-trouble.js';
import { AlertActs } from './alert-acts.js';
import { type AlertForm, alertFormIn } from './alert-form.js';
import { buckets, myWorkPage } from './my-work-page.js';
import { MyWorkReader } from './my-work.reader.js';

const onMyWork = { roles: ['desk', 'supervisor'], people: true } as const;

/** What an address may say: one list alone, and what was recorded or done a moment ago. */
type MyWorkQuery = Readonly<Record<'list' | 'logged' | 'on' | 'done', unknown>>;

const bucketInWords = (list: string): string => buckets.find(({ bucket }) => bucket === list)?.title ?? list;

@Controller()
export class MyWorkController {
  constructor(
    private readonly work: MyWorkReader,
    private readonly recorded: RecordedReader,
    private readonly alerts: AlertActs,
    private readonly recent: RecentlySeen,
  ) {}

  @Page(myWorkPage, { at: 'my-work', about: 'cases', choices: { list: bucketInWords }, ...onMyWork })
  async read(@CurrentPrincipal() { staffId }: Principal, @Query() query: MyWorkQuery) {
    return myWorkPage.with(await this.#model(staffId, query));
  }

  /** Takes on an alert with a plan, or puts it aside. */
  @Form(myWorkPage, { at: 'my-work/alerts', about: 'named-cases', ...onMyWork })
  async act(@CurrentPrincipal() { staffId }: Principal, @Body() body: FormBody | undefined) {
    const sent = alertFormIn(body ?? {});
    if (!rules.id.accepts(sent.alertId) || sent.key === '') throw new NoSuchPage();
    const faults = await this.alerts.act(sent);
    if (faults.length === 0) return goTo(`/my-work?done=${sent.alertId}`);
    return myWorkPage.with(await this.#model(staffId, {}, sent, faults), 422);
  }

  async #model(
    staffId: string,
    { list, logged, on, done }: Partial<MyWorkQuery>,
    sent: AlertForm = alertFormIn({ key: randomUUID() }),
    faults: readonly FormFault[] = [],
  ) {
    const whole = buckets.find(({ bucket }) => bucket === list)?.bucket;
    const isTold = rules.id.accepts(logged) && rules.id.accepts(on);
    return {
      ...(await this.work.page(staffId, whole)),
      recorded: isTold ? await this.recorded.of(on as string, logged as string) : null,
      done: rules.id.accepts(done) ? await this.work.done(done as string) : null,
      alertForms: this.work.alertForms(sent, faults),
      recent: whole ? [] : await this.recent.ofRequest(),
    };
  }
}
