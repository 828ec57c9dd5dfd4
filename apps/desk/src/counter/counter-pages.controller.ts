import { Body, Controller, Param, Query } from '@nestjs/common';
import { CounterReader, identityChecks, isVerified, type IdentityCheck } from '@kept-informed/case-work';
import { listIn, textIn, type FormBody } from '../frame/form-body.js';
import type { FormFault, FormField } from '../frame/form-field.js';
import { filledIn, formPage, recordingBy } from '../frame/form-page.js';
import { Form, goTo, Page } from '../frame/page.js';
import { checkedIn, counterAddress, type CounterPlace } from './checked.js';
import { counterForm } from './counter-form-page.js';
import { counterPage, maySayPage } from './counter-page.js';
import { CounterSearchReader } from './counter-search.reader.js';
import { checkWords, doneWords, notSaidWords, wayInWords } from './counter-words.js';
import { atCounter, placeIn } from './counter-reach.js';

const search = { ...atCounter, at: 'counter', about: 'cases' } as const;
/** What they proved themselves by is kept nowhere. */
const identity = { ...atCounter, at: 'counter/:caseId/:participantId/identity', draft: null } as const;
const longest = 200;

/** The enquiry counter: who asks, whether they proved it, and what may be said to them. */
@Controller()
export class CounterPagesController {
  constructor(
    private readonly finding: CounterSearchReader,
    private readonly reading: CounterReader,
  ) {}

  @Page(counterPage, search)
  begin() {
    return counterPage.with({ q: '', reference: '', found: null, hasMore: false, ofReference: '' });
  }

  @Form(counterPage, search)
  async find(@Body() body: FormBody = {}) {
    const [q, reference] = [textIn(body, 'q').slice(0, longest), textIn(body, 'reference').slice(0, longest)];
    return q === '' && reference === '' ? this.begin() : counterPage.with(await this.finding.page({ q, reference }));
  }

  /** With what they were found by ticked: that they said already. */
  @Page(formPage, identity)
  askWho(@Param() params: CounterPlace, @Query('checked') checked: unknown) {
    return this.#identity(placeIn(params), checkedIn(checked));
  }

  /** What they answered is asked for nowhere: only by what they proved who they are goes on. */
  @Form(formPage, identity)
  takeWho(@Param() params: CounterPlace, @Body() body: FormBody = {}) {
    const place = placeIn(params);
    if (textIn(body, 'do') === 'not-proved') return goTo(counterAddress(place, '', { checked: [] }));
    const checked = checkedIn(listIn(body, 'checked').join(','));
    if (isVerified(checked)) return goTo(counterAddress(place, '', { checked }));
    return this.#identity(place, checked, [{ field: 'checked', text: 'Tick two, or go on without proof' }]);
  }

  @Page(maySayPage, { ...atCounter, at: 'counter/:caseId/:participantId' })
  async maySay(@Param() params: CounterPlace, @Query('checked') said: unknown, @Query('done') done: unknown) {
    const place = placeIn(params);
    const checked = checkedIn(said);
    const view = await this.reading.maySay(place.caseId, place.participantId, checked);
    const { verified } = view.identity;
    return maySayPage.with({
      reference: view.reference,
      isVerified: verified,
      proved: verified ? checked.map((one) => checkWords[one].toLowerCase()).join(', ') : '',
      maySay: view.maySay.map(({ sentence }) => sentence),
      mayNotSay: view.mayNotSay.map(({ what, because }) => ({ what: notSaidWords[what], because })),
      callBack: view.callBack.map(wayInWords),
      rule: { because: view.rule.because, since: view.rule.since },
      done: (typeof done === 'string' && doneWords[done]) || '',
      links: {
        identity: counterAddress(place, '/identity', { checked }),
        message: counterAddress(place, '/message', { checked }),
        enquiry: counterAddress(place, '/enquiry', { checked }),
      },
    });
  }

  async #identity(place: CounterPlace, checked: readonly IdentityCheck[], faults: readonly FormFault[] = []) {
    // Refused where they take no part in the case; that they were asked who they are is on record as a look.
    const { reference } = await this.reading.maySay(place.caseId, place.participantId, []);
    const model = {
      title: 'Did they prove who they are?',
      caption: reference,
      back: { href: '/counter', text: 'Look for somebody else' },
      action: counterAddress(place, '/identity'),
      toKnow: [
        {
          title: 'Ask for two of these, and say nothing yourself',
          lines: ['Not even whether there is a case.', 'What they answer is not kept: only by what they proved it.'],
        },
      ],
      buttons: [recordingBy('Go on'), { text: 'They did not prove it', value: 'not-proved', at: '' }],
      ...filledIn([proofs], { 'checked[]': checked }, faults),
    };
    return counterForm(model);
  }
}

const proofs: FormField = {
  kind: 'boxes',
  name: 'checked',
  label: 'What did they say or show that was right?',
  options: identityChecks.map((value) => ({ value, text: checkWords[value] })),
};
