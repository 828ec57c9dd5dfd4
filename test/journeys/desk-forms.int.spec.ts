import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIRequestContext, BrowserContext, Page } from 'playwright-core';
import { CaseFormList } from '../../apps/desk/src/case-forms/case-form-list.js';
import { CorrectingForms } from '../../apps/desk/src/case-forms/correcting-forms.js';
import { RecordingForms } from '../../apps/desk/src/case-forms/recording-forms.js';
import { RulingForms } from '../../apps/desk/src/case-forms/ruling-forms.js';
import { SupervisorForms } from '../../apps/desk/src/case-forms/supervisor-forms.js';
import type { Client } from '../support/client.js';
import { openDesk, type OpenedDesk, signIn } from '../support/desk.js';
import { faultsOf, fieldsOf, pictured, sent, wrong } from '../support/desk-forms.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import { malformed } from '../support/html.js';
import {
  formIn,
  type FormToWalk,
  openWalked,
  prepared,
  rubbishIn,
  walkedForms,
  type WalkScene,
} from '../support/walked-forms.js';

/** The demo's officer, as a browser signs in. */
const officer = 'pc-1031';

let force: ForceFileOfSpec;
/** Where who is erased is listed outside the database. */
let erasures: string;
let desk: OpenedDesk;
let api: Client;
let context: BrowserContext;
let page: Page;
/** Without JavaScript. */
let plain: Page;

let opened = 0;
/** A burglary of Monday 16 November with these victims. */
const burglary = (...names: string[]) => burglaryOf(officer, names);

async function burglaryOf(
  owner: string,
  names: readonly string[] = [],
  openedAt = '2026-11-16T09:00:00Z',
): Promise<{ caseId: string; reference: string; victims: string[] }> {
  const reference = `CR/${(opened += 1)}/26`;
  const { body } = await api.post('/cases', {
    kind: 'crime',
    reference,
    offenceGroup: 'burglary-dwelling',
    openedAt,
    area: { bcu: 'North Cumbria', lpt: 'Wigton' },
    owner,
    participants: (names.length > 0 ? names : ['Siân O’Neill']).map((name) => ({
      role: 'victim',
      name,
      entitlement: 'standard',
      routes: [{ method: 'phone', value: '01632 960001', safe: true }],
    })),
  });
  const victims = body.participants.map(({ participantId }: { participantId: string }) => participantId);
  return { caseId: body.caseId, reference, victims };
}

const at = (path: string) => desk.stack.url + path;

/** What was recorded on a case, in words, what follows by itself left out. */
async function recordedOn(caseId: string): Promise<string[]> {
  const { body } = await api.get(`/cases/${caseId}/timeline?limit=200`);
  return body.items
    .filter(({ causedBy }: { causedBy?: number }) => causedBy === undefined)
    .map(({ words }: { words: string }) => words);
}

/** Each of the summary's links leads to a field, the page is accessible, and it fits a phone. */
async function requireGood(on = page): Promise<void> {
  expect(await faultsOf(on, on === plain ? page : on)).toEqual([]);
}

/** What is seldom recorded is folded away. */
async function chosen(on: Page, text: string): Promise<void> {
  await on.click('text=More to record or put right');
  await on.click(`text=${text}`);
}

async function typed(on: Page, name: string, [day, month, year, time]: readonly string[]): Promise<void> {
  await on.fill(`#${name}-day`, day!);
  await on.fill(`#${name}-month`, month!);
  await on.fill(`#${name}-year`, year!);
  if (time !== undefined) await on.fill(`#${name}-time`, time);
}

beforeAll(async () => {
  // Of the demo's promises none has a limit that can be extended.
  force = forceFileWith(({ policy }) => policy.adopts.push('victims-right-to-review'));
  erasures = join(dirname(force.file), 'erasures.ndjson');
  desk = await openDesk('2026-11-30T10:00:00Z', { FORCE_FILE: force.file, ERASURES_FILE: erasures });
  api = await desk.stack.as('desk');
  context = await desk.signedIn(officer);
  page = await desk.window(context);
  plain = await (await desk.signedIn(officer, { javaScriptEnabled: false })).newPage();
}, 300_000);

afterAll(async () => {
  await desk?.stop();
  force?.forget();
});

/** A refused form is told to the console by every browser: nothing else may be. */
afterEach(() => {
  expect(desk.complaints.filter((one) => !/status of (4\d\d)/.test(one))).toEqual([]);
});

describe('a case', () => {
  it('is opened from a search that found none, with two people and their numbers, without JavaScript', async () => {
    await plain.goto(at('/find'));
    await plain.fill('#q', 'cr/777/26');
    await plain.press('#q', 'Enter');
    await plain.click('text=Open a case with this reference');
    expect(await plain.inputValue('#reference')).toBe('cr/777/26');
    expect(await plain.inputValue('#owner')).toBe(officer);
    await plain.check('[name=kind][value=crime]');
    await plain.selectOption('#offenceGroup', 'burglary-dwelling');
    await plain.selectOption('#area', 'North Cumbria / Wigton');
    await plain.fill('#participants-0-name', 'Siân <b>O’Neill</b>');
    await plain.check('[name=participants-0-role][value=victim]');
    await plain.selectOption('#participants-0-routes-0-method', 'phone');
    await plain.fill('#participants-0-routes-0-value', '01632 960001');
    await plain.check('[name=participants-0-routes-0-safe][value=yes]');
    await plain.click('text=Add a number or address');
    await plain.selectOption('#participants-0-routes-1-method', 'letter');
    await plain.fill('#participants-0-routes-1-value', '14 Abbey Road, Barrow');
    await plain.check('[name=participants-0-routes-1-safe][value=no]');
    await plain.click('text=Add another person');
    expect(await plain.inputValue('#participants-0-routes-1-value')).toBe('14 Abbey Road, Barrow');
    await plain.fill('#participants-1-name', 'Tom O’Neill');
    await plain.check('[name=participants-1-role][value=witness]');
    await plain.click('text=Add another person');
    await pictured(plain, 'open-case');
    await plain.click('button:text-is("Open the case")');
    await plain.waitForURL('**/cases/*?recorded=*');
    expect(await plain.innerText('.govuk-notification-banner')).toContain('The crime CR/777/26 was opened');
    const people = await plain.innerText('main');
    expect(people).toContain('Siân <b>O’Neill</b>');
    expect(people).toMatch(/Do not use: letter 14 Abbey Road, Barrow/);
    expect(people).toContain('Tom O’Neill');
    await pictured(plain, 'open-case-done');
  });

  it('that cannot be opened says why at each field, and keeps what was typed', async () => {
    await page.goto(at('/cases/new'));
    await pictured(page, 'open-case-empty');
    await requireGood();
    await page.fill('#participants-0-name', 'Siân');
    await page.fill('#participants-0-routes-0-value', '01632 960001');
    await typed(page, 'openedAt', ['31', '11', '2026', '']);
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual([
      '#kind',
      '#reference',
      '#openedAt-day',
      '#participants-0-role',
      '#participants-0-routes-0-method',
      '#participants-0-routes-0-safe',
    ]);
    expect(await page.inputValue('#participants-0-name')).toBe('Siân');
    expect(await page.evaluate('document.activeElement.className')).toContain('govuk-error-summary');
    await pictured(page, 'open-case-wrong');
    await requireGood();
  });

  it('is refused a reference that another has, with a way to that', async () => {
    const { caseId, reference } = await burglary();
    await page.goto(at('/cases/new'));
    await page.check('[name=kind][value=crime]');
    await page.fill('#reference', reference.toLowerCase());
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#reference']);
    await pictured(page, 'open-case-taken');
    await requireGood();
    await page.click('text=Open the case that has this reference');
    expect(new URL(page.url()).pathname).toBe(`/cases/${caseId}`);
  });

  it('is opened once, however often the form is sent, and even at one time', async () => {
    await page.goto(at('/cases/new'));
    const form = { ...(await fieldsOf(page)), kind: 'enquiry', reference: 'EN/1/26' };
    const send = () =>
      context.request.post(at('/cases/new'), { form, headers: { origin: desk.stack.url }, maxRedirects: 0 });
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303]);
    expect(new Set(answers.map((answer) => answer.headers()['location'])).size).toBe(1);
    const other = await context.request.post(at('/cases/new'), {
      form: { ...form, reference: 'EN/2/26' },
      headers: { origin: desk.stack.url },
    });
    expect([other.status(), await other.text()]).toEqual([
      409,
      expect.stringContaining('This form was recorded before'),
    ]);
  });

  it('is opened by desk and supervisors alone', async () => {
    const analyst = await desk.signedIn('perf-3001');
    expect((await analyst.request.get(at('/cases/new'))).status()).toBe(403);
    await analyst.close();
  });
});

describe('what happened', () => {
  it('is told what it would make owed and when that is due, and then is recorded', async () => {
    const { caseId, reference } = await burglary('Siân O’Neill', 'Tom O’Neill');
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Record what happened');
    await pictured(page, 'milestone-empty');
    await requireGood();
    await page.selectOption('#type', 'suspect-arrested');
    await page.waitForSelector('#foreseen >> text=This makes owed:');
    await page.fill('#occurredAt-day', '27');
    await page.waitForSelector('#foreseen p', { state: 'detached' });
    await typed(page, 'occurredAt', ['27', '11', '26', '2pm']);
    await page.waitForSelector('#foreseen >> text=by Friday 4 December 2026');
    await page.click('text=What would come of it?');
    await page.waitForSelector('#foreseen >> text=This makes owed:');
    expect(await page.innerText('#foreseen')).toMatch(
      /arrest \(Siân O’Neill\): due in 4 days, by Friday 4 December 2026/,
    );
    expect(await page.inputValue('#occurredAt-time')).toBe('2pm');
    expect(await recordedOn(caseId)).not.toContain('Suspect arrested');
    await pictured(page, 'milestone-foreseen');
    await requireGood();
    await page.keyboard.press('Control+Enter');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('.govuk-notification-banner')).toMatch(
      /Suspect arrested[^]*became owed, due on Friday 4 December 2026/,
    );
    expect(await page.title()).toBe(`${reference} - Kept Informed`);
    await pictured(page, 'milestone-done');
    expect(await recordedOn(caseId)).toContain('Suspect arrested');
  });

  it('says of which suspect, and why nothing is owed by it', async () => {
    const { caseId } = await burglary();
    await api.post(`/cases/${caseId}/milestones`, {
      type: 'suspect-arrested',
      suspect: 'suspect-2',
      occurredAt: '2026-11-27T09:00:00Z',
    });
    await plain.goto(at(`/cases/${caseId}/record/milestone`));
    expect(await plain.locator('#suspect option').allInnerTexts()).toEqual([
      'None, or there is only one',
      'Suspect 2',
      'Another one (suspect 3)',
    ]);
    await plain.selectOption('#type', 'person-killed');
    await plain.click('text=What would come of it?');
    expect(await plain.innerText('#foreseen')).toMatch(
      /Nothing becomes owed by this[^]*not in force then|nobody on this case/,
    );
    await plain.selectOption('#type', 'suspect-bailed');
    await plain.selectOption('#suspect', 'suspect-2');
    expect(await sent(plain)).toBe(303);
    expect(await recordedOn(caseId)).toContain('Suspect bailed (suspect-2)');
  });

  it('that is left out, or is no day, is asked for at its field', async () => {
    const { caseId } = await burglary('Siân', 'Tom');
    await page.goto(at(`/cases/${caseId}/record/milestone`));
    await page.fill('#detail', 'Not to be lost <b>');
    await typed(page, 'occurredAt', ['27', '11', '2026']);
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#type', '#occurredAt-day']);
    expect(await page.inputValue('#detail')).toBe('Not to be lost <b>');
    await pictured(page, 'milestone-wrong');
    await requireGood();
    await page.selectOption('#type', 'suspect-arrested');
    await page.fill('#occurredAt-time', '9am');
    await page.click('text=It concerns only some of them');
    await page.check('[name="participantIds[]"] >> nth=0');
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#reason']);
    await requireGood();
    await page.fill('#reason', 'Tom moved away');
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
  });

  it('on a case that changed meanwhile shows what changed beside what was typed, and is then recorded', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}/record/milestone`));
    await page.selectOption('#type', 'suspect-arrested');
    await page.fill('#detail', 'My own words');
    await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-interviewed', occurredAt: '2026-11-30T09:00:00Z' });
    expect(await sent(page)).toBe(412);
    expect(await page.innerText('.govuk-error-summary')).toContain('Suspect interviewed');
    expect(await page.inputValue('#detail')).toBe('My own words');
    await pictured(page, 'milestone-changed');
    await requireGood();
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await recordedOn(caseId)).toEqual(expect.arrayContaining(['Suspect interviewed', 'Suspect arrested']));
  });

  it('is recorded once, however often the form is sent', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}/record/milestone`));
    const form = { ...(await fieldsOf(page)), type: 'suspect-arrested' };
    const send = () => context.request.post(page.url(), { form, headers: { origin: desk.stack.url }, maxRedirects: 0 });
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
    expect(new Set(answers.map((answer) => answer.headers()['location'])).size).toBe(1);
    expect((await recordedOn(caseId)).filter((words) => words === 'Suspect arrested')).toHaveLength(1);
  });
});

describe('feedback', () => {
  it('says by when a reply is owed before anything is chosen, and is recorded', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Record feedback');
    expect(await page.innerText('form.desk-form')).toContain('they have it by Thursday 10 December 2026');
    await pictured(page, 'feedback-empty');
    await requireGood();
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#participantId', '#type', '#method', '#replyRequested']);
    await pictured(page, 'feedback-wrong');
    await requireGood();
    await page.check('#participantId');
    await page.check('[name=type][value=dissatisfaction]');
    await page.check('[name=method][value=phone]');
    await page.check('[name=replyRequested][value=no]');
    await page.fill('#note', 'Nobody rang back');
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('.govuk-notification-banner')).toContain('Feedback was received (dissatisfaction)');
    await pictured(page, 'feedback-done');
  });

  it('of which a reply is wanted after all, and then no more, is answered so', async () => {
    const { caseId, victims } = await burglary();
    await api.post(`/cases/${caseId}/feedback`, {
      participantId: victims[0],
      receivedAt: '2026-11-27T09:00:00Z',
      method: 'phone',
      type: 'comment',
      replyRequested: false,
    });
    await plain.goto(at(`/cases/${caseId}`));
    await plain.click('text=A reply is wanted after all');
    await pictured(plain, 'reply-wanted');
    await typed(plain, 'requestedAt', ['28', '11', '2026', '10am']);
    await plain.click('text=What would come of it?');
    expect(await plain.innerText('#foreseen')).toContain('by Tuesday 8 December 2026');
    expect(await sent(plain)).toBe(303);
    await plain.waitForSelector('text=A reply to the feedback was requested');
    await plain.click('text=A reply is wanted after all');
    expect(await sent(plain)).toBe(422);
    expect(await plain.innerText('.govuk-error-summary')).toContain('A reply to this feedback was requested before');
    await requireGood(plain);
    await plain.goto(at(`/cases/${caseId}`));
    await plain.click('text=No reply is wanted any more');
    expect(await sent(plain)).toBe(303);
    expect(await recordedOn(caseId)).toContain('The request for a reply was withdrawn');
  });
});

describe('a case with duties open', () => {
  it('is closed only after somebody has seen what stays open', async () => {
    const { caseId } = await burglary();
    await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: '2026-11-27T09:00:00Z' });
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Close the case');
    await pictured(page, 'closure-empty');
    await requireGood();
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#reason']);
    await page.check('[name=reason][value=no-further-action]');
    expect(await sent(page)).toBe(200);
    expect(await page.innerText('h1')).toMatch(/^\d+ duties stay open$/);
    expect(await page.innerText('main')).toMatch(
      /arrest \(Siân O’Neill\): due in 4 days[^]*Closing it makes owed:[^]*closed/,
    );
    expect(await recordedOn(caseId)).not.toContain('The case was closed: no further action');
    await pictured(page, 'closure-thought');
    await requireGood();
    expect(await page.getAttribute('text=Log a contact first', 'href')).toBe(`/cases/${caseId}#log`);
    await page.click('text=Close the case anyway');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('.govuk-notification-banner')).toContain('The case was closed: no further action');
    expect(await recordedOn(caseId)).toContain('The case was closed: no further action');
  });

  it('that was closed is reopened, without JavaScript', async () => {
    const { caseId } = await burglary();
    await plain.goto(at(`/cases/${caseId}/record/closure`));
    await plain.check('[name=reason][value=resolved]');
    await plain.click('button:text-is("Close the case")');
    await plain.click('text=Close the case anyway');
    await plain.click('text=Reopen the case');
    await pictured(plain, 'reopening');
    await requireGood(plain);
    expect(await sent(plain)).toBe(303);
    expect(await recordedOn(caseId)).toContain('The case was reopened');
  });

  it('is handed over with what is owed, whose dates stay', async () => {
    const { caseId } = await burglary();
    await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: '2026-11-27T09:00:00Z' });
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Hand it over');
    expect(await page.innerText('main')).toMatch(
      /Local policing officer \(pc-1031\)[^]*arrest \(Siân O’Neill\): due in 4 days, by Friday 4 December 2026/,
    );
    await pictured(page, 'owner-empty');
    await requireGood();
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#staffId']);
    await page.selectOption('#staffId', 'pc-1001');
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('main')).toContain('Crime desk officer (pc-1001) deals with this');
    expect(await page.innerText('main')).toContain('Friday 4 December 2026');
  });
});

describe('a contact', () => {
  /** An arrest that Siân was told by telephone. */
  async function told(): Promise<{ caseId: string; contactId: string }> {
    const { caseId, victims } = await burglary();
    await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: '2026-11-27T09:00:00Z' });
    const { body } = await api.post(`/cases/${caseId}/contacts`, {
      participantIds: victims,
      direction: 'outbound',
      method: 'phone',
      outcome: 'spoke',
      purpose: 'update',
      tells: ['suspect-arrested'],
      occurredAt: '2026-11-27T10:00:00Z',
    });
    return { caseId, contactId: body.contactId };
  }

  it('is corrected after it was told what is open again', async () => {
    const { caseId } = await told();
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Correct it or strike it out');
    expect(await page.innerText('main')).toContain('Outbound phone for update: spoke, telling: suspect arrested');
    await pictured(page, 'correction-empty');
    await requireGood();
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#strikeOut', '#reason']);
    await requireGood();
    await page.check('[name=strikeOut][value=no]');
    await page.fill('#reason', 'It was her voicemail');
    expect(await sent(page)).toBe(422);
    await page.selectOption('#outcome', 'voicemail');
    await page.click('text=What would come of it?');
    await page.waitForSelector('#foreseen >> text=Open again:');
    expect(await page.innerText('#foreseen')).toMatch(/arrest \(Siân O’Neill\): due in 4 days/);
    await pictured(page, 'correction-foreseen');
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('.govuk-notification-banner')).toContain('A contact was corrected');
    await pictured(page, 'correction-done');
  });

  it('that never was is struck out, without JavaScript', async () => {
    const { caseId, contactId } = await told();
    await plain.goto(at(`/cases/${caseId}/record/correction/${contactId}`));
    await plain.check('[name=strikeOut][value=yes]');
    await plain.fill('#reason', 'Another case');
    await plain.selectOption('#method', 'email');
    expect(await sent(plain)).toBe(422);
    expect(await wrong(plain)).toEqual(['#strikeOut']);
    await plain.selectOption('#method', '');
    expect(await sent(plain)).toBe(303);
    expect(await recordedOn(caseId)).toContain('A contact was struck out');
    const answer = await plain.goto(at(`/cases/${caseId}/record/correction/${randomUUID()}`));
    expect(answer!.status()).toBe(404);
  });
});

describe('a participant', () => {
  it('is assessed, and what they are owed follows from it', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Change something about');
    await page.click('text=Record an assessment');
    await pictured(page, 'entitlement-empty');
    await requireGood();
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#entitlement']);
    await page.check('[name=entitlement][value=enhanced]');
    await page.check('[name="reasons[]"][value=vulnerable]');
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('.govuk-notification-banner')).toContain('Entitlement was assessed: enhanced');
    expect(await page.title()).not.toContain('Siân');
  });

  it('agrees how often they are told', async () => {
    const { caseId } = await burglary();
    await plain.goto(at(`/cases/${caseId}`));
    await plain.click('text=Change something about');
    await plain.click('text=Agree how often they are told');
    await pictured(plain, 'plan-empty');
    await requireGood(plain);
    expect(await sent(plain)).toBe(422);
    expect(await wrong(plain)).toEqual(['#frequency', '#method']);
    await plain.selectOption('#frequency', 'P14D');
    await plain.check('[name=method][value=phone]');
    await plain.fill('#safeTimes', 'after 6pm');
    await plain.click('text=What would come of it?');
    await pictured(plain, 'plan-foreseen');
    expect(await sent(plain)).toBe(303);
    expect(await plain.innerText('main')).toContain('Agreed: every 14 days by phone');
  });

  it('does not want to be told, and is told what of it they still are', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Change something about');
    await page.click('text=They do not want to be told');
    await pictured(page, 'opt-out-empty');
    await requireGood();
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#scope', '#requestedBy', '#identifiedBy', '#reason']);
    await page.check('[name=scope][value=periodic]');
    await page.check('#requestedBy');
    await page.check('[name=identifiedBy][value=not-identified]');
    await page.fill('#reason', 'It upsets her');
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#identifiedBy']);
    await page.check('[name=identifiedBy][value=known-number]');
    await page.click('text=What would come of it?');
    await page.waitForSelector('#foreseen >> text=They can still be told');
    expect(await page.innerText('#foreseen')).toMatch(
      /They are not told:[^]*monthly[^]*They can still be told, and are owed:/,
    );
    await pictured(page, 'opt-out-foreseen');
    await requireGood();
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('main')).toContain('Does not want: periodic updates');
    await page.click('text=They want to be told again');
    await pictured(page, 'opt-in');
    await requireGood();
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('main')).not.toContain('Does not want');
  });

  it('is put right, with what is wrong before one’s eyes', async () => {
    const { caseId, victims } = await burglary('Sian Oneil');
    await page.goto(at(`/cases/${caseId}`));
    await page.click('text=Change something about');
    await page.click('text=Put them right');
    expect(await page.inputValue('#name')).toBe('Sian Oneil');
    await pictured(page, 'person-empty');
    await requireGood();
    await page.fill('#reason', 'Misheard');
    expect(await sent(page)).toBe(422);
    expect(await page.innerText('.govuk-error-summary')).toContain('This is how it stands already');
    await page.fill('#name', '');
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#name']);
    await page.fill('#name', 'Siân O’Neill');
    await page.click('text=What they say of themselves that the law protects');
    await page.selectOption('#characteristics-ethnicity', 'W2');
    await page.fill('#characteristics-religion', 'Refused');
    await page.check('[name=business][value=no]');
    await pictured(page, 'person-characteristics');
    await requireGood();
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('main')).toContain('Siân O’Neill');
    const { body } = await api.get(`/cases/${caseId}`);
    expect(body.participants[0].characteristics).toEqual({ ethnicity: 'W2', religion: 'refused' });
    await page.goto(at(`/cases/${caseId}/record/person/${victims[0]}`));
    expect(await page.locator('details[open] #characteristics-religion').count()).toBe(0);
    expect(await page.inputValue('#characteristics-religion')).toBe('refused');
  });

  it('has one more number, which must not be used, and one that is theirs no longer', async () => {
    const { caseId } = await burglary();
    await plain.goto(at(`/cases/${caseId}`));
    await plain.click('text=Change something about');
    await plain.click('text=Add a number or address');
    await pictured(plain, 'route-empty');
    await requireGood(plain);
    expect(await sent(plain)).toBe(422);
    expect(await wrong(plain)).toEqual(['#method', '#value', '#safe']);
    await plain.check('[name=method][value=email]');
    await plain.fill('#value', 'sian@example.org');
    await plain.check('[name=safe][value=no]');
    const form = await fieldsOf(plain);
    expect(await sent(plain)).toBe(303);
    await plain.waitForSelector('text=The number or address was added');
    expect(await plain.innerText('main')).toMatch(/Do not use: email sian@example.org/);
    const path = new URL(plain.url()).pathname;
    const { victims } = { victims: (await api.get(path)).body.participants };
    const again = await context.request.post(at(`${path}/record/route/${victims[0].participantId}`), {
      form,
      headers: { origin: desk.stack.url },
      maxRedirects: 0,
    });
    expect(again.status()).toBe(303);
    await plain.goto(at(path));
    expect(await plain.locator('.desk-unsafe').count()).toBe(1);
    await plain.click('.desk-unsafe >> text=Theirs no longer');
    await pictured(plain, 'route-end');
    await requireGood(plain);
    expect(await sent(plain)).toBe(422);
    await plain.fill('#reason', 'She has a new one');
    expect(await sent(plain)).toBe(303);
    expect(await plain.innerText('main')).not.toContain('sian@example.org');
  });
});

describe('one person on two cases', () => {
  it('is said to be one by who is called alike, shown as each case has them, and two again', async () => {
    const [first, second] = [await burglary('Orla Quernstone'), await burglary('Orla Quernston')];
    const routes = `/cases/${second.caseId}/participants/${second.victims[0]}/routes`;
    expect((await api.post(routes, { method: 'sms', value: '07700 900188', safe: false })).status).toBe(201);
    await plain.goto(at(`/cases/${first.caseId}`));
    await plain.click('text=Change something about');
    await plain.click('text=Their other cases');
    await plain.click('text=Say who is the same person');
    await pictured(plain, 'same-person');
    await requireGood(plain);
    expect([await sent(plain), await wrong(plain)]).toEqual([422, ['#participantId', '#reason']]);
    await plain.check(`[name=participantId][value="${second.victims[0]}"]`);
    await plain.fill('#reason', 'She said so, and knew both references.');
    expect(await sent(plain)).toBe(303);
    await pictured(plain, 'person');
    const shown = await plain.innerText('main');
    for (const text of [first.reference, second.reference, 'sms 07700 900188']) expect(shown).toContain(text);
    await requireGood(plain);
    await plain.click('text=They are not one person');
    await plain.fill('#reason', 'Her sister.');
    expect(await sent(plain)).toBe(303);
    expect(await plain.innerText('main')).not.toContain(second.reference);
    expect((await plain.goto(at(`/cases/${first.caseId}/people/nobody`)))!.status()).toBe(404);
  });
});

describe('a case whose details were typed wrongly', () => {
  it('is put right', async () => {
    const { caseId, reference } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await chosen(page, 'Put the case right');
    expect(await page.inputValue('#reference')).toBe(reference);
    expect(await page.inputValue('#area')).toBe('North Cumbria / Wigton');
    await pictured(page, 'details-empty');
    await requireGood();
    await page.selectOption('#offenceGroup', 'other-theft');
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#reason']);
    await page.fill('#reason', 'Nobody broke in');
    await page.click('form.desk-form button[data-default-button]');
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await page.innerText('main')).toContain('Other theft');
  });
});

describe('a supervisor', () => {
  let deciding: Page;
  beforeAll(async () => void (deciding = await desk.window(await desk.signedIn('sgt-2003'))), 120_000);
  afterAll(() => deciding.context().close());

  it('marks a case as one of high risk, and lets an unsafe number be used for a while', async () => {
    const { caseId, victims } = await burglary();
    const routes = `/cases/${caseId}/participants/${victims[0]}/routes`;
    expect((await api.post(routes, { method: 'sms', value: '07700 900123', safe: false })).status).toBe(201);
    await deciding.goto(at(`/cases/${caseId}`));
    await chosen(deciding, 'Mark it as one of high risk');
    expect([await sent(deciding), await wrong(deciding)]).toEqual([422, ['#reason']]);
    await requireGood(deciding);
    await deciding.fill('#reason', 'He was seen at their door.');
    await sent(deciding);
    await chosen(deciding, 'It is of high risk no longer');
    await deciding.goBack();
    await deciding.click('text=Let it be used');
    expect(await deciding.innerText('main')).toContain('meets nothing all the same');
    await deciding.fill('#reason', 'No other way, and the court sits tomorrow.');
    await typed(deciding, 'until', ['1', '1', '2030', '9am']);
    expect([await sent(deciding), await wrong(deciding)]).toEqual([422, ['#until-day']]);
    await typed(deciding, 'until', ['1', '12', '2026', '9am']);
    await sent(deciding);
    expect(await recordedOn(caseId)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/high risk/),
        'A route marked unsafe may be used all the same until 2026-12-01T09:00:00.000Z',
      ]),
    );
  });

  it('restricts a case to whoever deals with it and others, and lets everybody see it again', async () => {
    const { caseId } = await burglary();
    await deciding.goto(at(`/cases/${caseId}`));
    await chosen(deciding, 'Restrict who may see it');
    expect(await deciding.isChecked(`[name="staffIds[]"][value=${officer}]`)).toBe(true);
    await requireGood(deciding);
    await pictured(deciding, 'restriction');
    await deciding.fill('#others', 'pc-1021');
    await deciding.fill('#reason', 'A colleague is family.');
    await sent(deciding);
    expect((await api.get(`/cases/${caseId}`)).status).toBe(404);
    expect((await page.goto(at(`/cases/${caseId}`)))!.status()).toBe(200);
    await chosen(deciding, 'Lift the restriction');
    await deciding.fill('#reason', 'They have moved away.');
    await sent(deciding);
    expect(await recordedOn(caseId)).toEqual(
      expect.arrayContaining([
        `The case is seen by pc-1021, ${officer} and whoever answers for them alone`,
        'The case is seen as any other again',
      ]),
    );
  });

  it('finds a restricted case by its reference, and sees it by breaking the glass, with a reason', async () => {
    const { caseId, reference } = await burglaryOf('pc-1001');
    const restriction = { staffIds: ['pc-1001'], reason: 'Kin' };
    expect((await api.post(`/cases/${caseId}/restriction`, restriction)).status).toBe(201);
    await deciding.goto(at(`/cases/${caseId}`));
    expect(await deciding.innerText('h1')).toBe('There is no such page');
    await deciding.goto(at('/find'));
    await deciding.fill('#q', reference);
    await deciding.press('#q', 'Enter');
    await deciding.click('text=look at it all the same');
    await pictured(deciding, 'break-glass');
    await requireGood(deciding);
    expect([await sent(deciding), await wrong(deciding)]).toEqual([422, ['#reason']]);
    await deciding.fill('#reason', 'Somebody is at the counter who says that he is outside.');
    await sent(deciding);
    expect(await deciding.innerText('h1')).toBe(reference);
    const [{ told }] = await desk.stack.database.query(
      `select count(*)::int as told from alerts where case_id = $1 and rung = 'glass-broken'`,
      [caseId],
    );
    expect(told).toBe(1);
    // Where there is no such case the page says the same, and nothing comes of it.
    await deciding.goto(at('/cases/nobody/break-glass'));
    await deciding.fill('#reason', 'To see what is there.');
    expect(await sent(deciding)).toBe(404);
  });

  it('looks through whom the force has kept for their time: keeps one longer, and asks for the erasure of another', async () => {
    const now = desk.stack.clock.now();
    desk.stack.clock.set('2020-11-20T12:00:00Z');
    const old = () => burglaryOf(officer, [], '2020-11-02T09:00:00Z');
    const [kept, gone] = [await old(), await old()];
    for (const { caseId } of [kept, gone]) {
      const { headers } = await api.get(`/cases/${caseId}`);
      const closing = { reason: 'no-further-action', closedAt: '2020-11-20T12:00:00Z' };
      const closed = await api.post(`/cases/${caseId}/closure`, closing, { 'if-match': headers.get('etag')! });
      expect(closed.status).toBe(201);
    }
    desk.stack.clock.set(now);
    await deciding.goto(at('/keeping'));
    await requireGood(deciding);
    await pictured(deciding, 'keeping');
    const rowOf = ({ reference }: { reference: string }) => deciding.locator('tr', { hasText: reference });
    await rowOf(kept).locator('text=Keep longer').click();
    await typed(deciding, 'until', ['1', '1', '2020']);
    expect([await sent(deciding), await wrong(deciding)]).toEqual([422, ['#reason']]);
    await deciding.fill('#reason', 'The inquest goes on.');
    expect([await sent(deciding), await wrong(deciding)]).toEqual([422, ['#until-day']]);
    await typed(deciding, 'until', ['30', '11', '2030']);
    await sent(deciding);
    await rowOf(gone).locator('text=ask for an erasure').click();
    await requireGood(deciding);
    await deciding.check('[name=basis][value=retention-ended]');
    await deciding.fill('#reason', 'Nobody needs it.');
    await sent(deciding);
    expect(new URL(deciding.url()).pathname).toBe('/erasures');
    await deciding.goto(at('/keeping'));
    expect(await rowOf(kept).count()).toBe(0);
    const [asked] = await desk.stack.database.query('select basis, state, asked_by from erasures');
    expect(asked).toEqual({ basis: 'retention-ended', state: 'asked', asked_by: 'sgt-2003' });
    expect((await page.goto(at('/keeping')))!.status()).toBe(403);
  });

  it('holds somebody, so that they stay, and then asks for what somebody else confirms: nothing of them is left', async () => {
    const { caseId, reference, victims } = await burglary('Wilhelmina Gone');
    const of = `/cases/${caseId}/people/${victims[0]}`;
    await deciding.goto(at(`/cases/${caseId}`));
    await deciding.click('text=Change something about');
    await deciding.click('text=All that is kept of them');
    expect(await deciding.innerText('main')).toMatch(/Name: Wilhelmina Gone[^]*Phone 01632 960001/);
    await pictured(deciding, 'kept-of-them');
    await deciding.goto(at(`${of}/holds`));
    await deciding.click('text=Place a legal hold');
    expect([await sent(deciding), await wrong(deciding)]).toEqual([422, ['#reason']]);
    await requireGood(deciding);
    await deciding.fill('#reason', 'The coroner, case 7.');
    await sent(deciding);
    expect(await deciding.innerText('main')).toContain('A legal hold stands');
    const ask = async () => {
      await deciding.goto(at(`${of}/erase`));
      await deciding.check('[name=basis][value=requested]');
      await deciding.fill('#reason', 'She wrote to us.');
      return sent(deciding);
    };
    expect([await ask(), await deciding.inputValue('#reason')]).toEqual([422, 'She wrote to us.']);
    expect(await deciding.innerText('.govuk-error-summary')).toContain('A legal hold stands');
    await deciding.goto(at(`${of}/holds`));
    await deciding.click('text=Lift it');
    await deciding.fill('#reason', 'The inquest is over.');
    await sent(deciding);
    await pictured(deciding, 'holds');
    expect(await ask()).toBe(303);
    await deciding.locator('tr', { hasText: reference }).locator('a').first().click();
    const path = new URL(deciding.url()).pathname;
    expect(await deciding.innerText('main')).toContain('You asked for it: somebody else');
    await pictured(deciding, 'erasure');

    const admin = await signIn(desk.stack, 'admin-4001');
    const shown = await (await admin.get(path)).text();
    expect([shown.includes('/confirmation'), shown.includes(reference)]).toEqual([true, false]);
    const send = async (by: APIRequestContext, form: Record<string, string>) => {
      const { hidden } = formIn(await (await by.get(`${path}/confirmation`)).text());
      return by.post(`${path}/confirmation`, { form: { ...hidden, ...form }, maxRedirects: 0 });
    };
    const own = await signIn(desk.stack, 'sgt-2003');
    const answers = [await send(own, { 'sure[]': 'yes' }), await send(admin, {})];
    expect(answers.map((answer) => answer.status())).toEqual([422, 422]);
    expect(await answers[0]!.text()).toContain('Somebody else than who asked for it confirms it');
    expect(existsSync(erasures)).toBe(false);
    const acts = () => desk.stack.database.query('select staff_id, act, object from administrator_acts');
    expect(await acts()).toEqual([]);
    expect((await send(admin, { 'sure[]': 'yes' })).status()).toBe(303);
    expect(readFileSync(erasures, 'utf8')).toContain(victims[0]);
    const act = 'POST /erasures/:erasureId/confirmation';
    expect(await acts()).toEqual([{ staff_id: 'admin-4001', act, object: path.split('/')[2] }]);
    expect(await (await admin.get('/erasures?state=erased')).text()).toContain(path);
    await Promise.all([admin.dispose(), own.dispose()]);
    await deciding.goto(at(`${of}/kept`));
    expect(await deciding.innerText('main')).toContain('they were erased');
    await deciding.goto(at(`/cases/${caseId}`));
    const left = await deciding.innerText('main');
    expect(left).toMatch(/Details erased[^]*Who they are and how to reach them was erased, and is not kept again/);
    expect(left).not.toMatch(/Wilhelmina|Name not recorded/);
    await requireGood(deciding);
    await pictured(deciding, 'case-of-erased');
    const offered = await formsOffered(caseId);
    expect(Object.keys(offered)).toEqual(expect.arrayContaining(['entitlement', 'plan', 'death', 'waiver']));
    const scene = {
      caseId,
      reference,
      victim: victims[0]!,
      representative: '',
      api,
      supervisor: api,
      another: () => openWalked(api),
    };
    const refused = /They were erased: nothing of them is kept again/;
    expect(await askedOf('route', `/cases/${caseId}/record/route/${victims[0]}`, scene)).toMatch(refused);
    for (const [name, path] of Object.entries(offered))
      expect([name, refused.test(await askedOf(name, path, scene))]).toEqual([name, false]);
    await deciding.goto(at(of));
    expect(await deciding.innerText('main')).toMatch(
      /^[^]*Details erased[^]*Who they are was erased, and is not kept again/,
    );
    await page.goto(at('/my-work'));
    expect(await page.innerText(`tr:has(a[href="/cases/${caseId}"]) >> nth=0`)).toContain('Details erased');
    expect((await page.goto(at(path)))!.status()).toBe(403);
    for (const below of ['kept', 'holds', 'holds/new'])
      expect((await page.goto(at(`${of}/${below}`)))!.status()).toBe(403);
    const { victims: others } = await burglary();
    expect((await deciding.goto(at(`/cases/${caseId}/people/${others[0]}/holds`)))!.status()).toBe(404);
  });

  /** By the name of each form that the page of a case offers of one person and what they are owed: its address. */
  async function formsOffered(caseId: string): Promise<Record<string, string>> {
    await deciding.goto(at(`/cases/${caseId}`));
    const links = await deciding.$$eval('main a[href*="/record/"]', (all) =>
      all.map((one) => one.getAttribute('href')!),
    );
    const named = links.map((path) => [/\/record\/([^/]+)\/./.exec(path)?.[1], path] as const);
    return Object.fromEntries(named.filter(([name]) => name !== undefined));
  }

  /** What is answered to a form filled in rightly that asks what would come of it. */
  async function askedOf(name: string, path: string, scene: WalkScene): Promise<string> {
    const { request } = deciding.context();
    const { filled } = walkedForms[name]!;
    const { hidden } = formIn(await (await request.get(at(path))).text());
    const form = { ...hidden, ...(typeof filled === 'function' ? await filled(scene) : filled), do: 'foresee' };
    return (await request.post(at(path), { form, headers: { origin: desk.stack.url } })).text();
  }

  it('alone decides that', async () => {
    const { caseId } = await burglary();
    for (const form of ['restriction', 'high-risk'])
      expect((await page.goto(at(`/cases/${caseId}/record/${form}`)))!.status()).toBe(403);
    await page.goto(at(`/cases/${caseId}`));
    expect(await page.innerText('main')).not.toContain('Restrict who may see it');
  });
});

describe('each form about a case', () => {
  const none = undefined as never;
  const names = new CaseFormList(
    new RecordingForms(none, none, none),
    new CorrectingForms(none, none, none, none),
    new SupervisorForms(none, none),
    new RulingForms(none),
  ).all.map(({ name, said, foreseen, forSupervisors }) => ({ name, said, foreseen, forSupervisors }));
  let supervising: APIRequestContext;
  let desking: APIRequestContext;
  let supervisor: Client;
  const toWalk = new Map<string, FormToWalk>();

  beforeAll(async () => {
    [supervising, desking] = [await signIn(desk.stack, 'sgt-2003'), await signIn(desk.stack, officer)];
    supervisor = await desk.stack.as('supervisor');
    for (const { name } of names) toWalk.set(name, await prepared(name, api, supervisor));
    if (process.env['PICTURES']) await pictureEach();
  }, 300_000);

  /** Each as it is opened, for people to look at. */
  async function pictureEach(): Promise<void> {
    const looking = await desk.signedIn('sgt-2003');
    const on = await looking.newPage();
    for (const { name, path } of toWalk.values()) {
      await on.goto(at(path));
      await pictured(on, `form-of-case-${name}`);
    }
    await looking.close();
  }

  afterAll(() => Promise.all([supervising.dispose(), desking.dispose()]));

  const pageOf = async ({ path }: FormToWalk) => formIn(await (await supervising.get(path)).text());
  const send = ({ path }: FormToWalk, form: Record<string, string>, by = supervising) =>
    by.post(path, { form, maxRedirects: 0 });
  /** How much is recorded of a case, and how its people are reached. */
  const known = ({ caseId }: FormToWalk) =>
    desk.stack.database.query(
      `select (select count(*)::int from facts where stream like '%' || $1) as facts,
        (select jsonb_agg(to_jsonb(r) order by route_id) from routes r
          join participants p using (participant_id) where p.case_id = $1) as routes`,
      [caseId],
    );

  it('is walked', () => {
    expect(names.map(({ name }) => name).toSorted()).toEqual(Object.keys(walkedForms).toSorted());
  });

  it('is led to by the page of its case, or by what was recorded there', async () => {
    for (const [name, { caseId, path }] of toWalk) {
      const html = await (await supervising.get(`/cases/${caseId}`)).text();
      expect([name, html.includes(`"${path}"`)]).toEqual([name, true]);
    }
  });

  it.each(names)('says what is wrong with what cannot be, keeps it and records nothing: $name', async ({ name }) => {
    const form = toWalk.get(name)!;
    const shown = await pageOf(form);
    if (shown.fields.length === 0) return;
    const before = await known(form);
    const answer = await send(form, { ...shown.hidden, ...rubbishIn(shown) });
    const html = await answer.text();
    expect([answer.status(), /<title>\s*Error: /.test(html)]).toEqual([422, true]);
    const isText = shown.fields.some(
      ({ kind, name: of }) => kind === 'textarea' || (kind === 'text' && !/-(day|month|year|time)$/.test(of)),
    );
    expect(html).toContain(isText ? 'Not to be lost &lt;b&gt;' : 'value="31"');
    expect(malformed(html)).toEqual([]);
    expect(await known(form)).toEqual(before);
  });

  it.each(names.filter(({ foreseen }) => foreseen))(
    'tells while it is filled in what would come of it, and records nothing: $name',
    async ({ name }) => {
      const form = toWalk.get(name)!;
      const [{ hidden }, before] = [await pageOf(form), await known(form)];
      const watched = await send(form, { ...hidden, ...form.filled, do: 'watch' });
      const html = await watched.text();
      expect([watched.status(), html.includes('<html'), /cannot be recorded/.test(html)]).toEqual([200, false, false]);
      expect(html).toContain('<p class="govuk-body');
      const empty = await send(form, { ...hidden, do: 'watch' });
      expect([empty.status(), (await empty.text()).includes('govuk-error')]).toEqual([200, false]);
      expect(await known(form)).toEqual(before);
    },
  );

  it.each(names.filter(({ said }) => said === undefined))(
    'shows what changed meanwhile beside what was typed, and records nothing: $name',
    async ({ name }) => {
      const form = toWalk.get(name)!;
      const [{ hidden }, before] = [await pageOf(form), await known(form)];
      const stale = { ...hidden, ...form.filled, version: String(Number(hidden['version']) - 1) };
      const answer = await send(form, stale);
      const html = await answer.text();
      expect([answer.status(), html.includes('Somebody changed this case while you typed')]).toEqual([412, true]);
      for (const typed of Object.values(form.filled))
        expect([typed, typed === 'yes' || html.includes(typed)]).toEqual([typed, true]);
      expect(malformed(html)).toEqual([]);
      expect(await known(form)).toEqual(before);
    },
  );

  it('is taken from no other site, from nobody of another role, and of no case that is out of sight', async () => {
    const analyst = await signIn(desk.stack, 'perf-3001');
    const unseenCase = await openWalked(api, 'pc-1001');
    await supervisor.post(`/cases/${unseenCase.caseId}/restriction`, { staffIds: ['pc-1001'], reason: 'Kin' });
    for (const { name, forSupervisors } of names) {
      const form = toWalk.get(name)!;
      const [{ hidden }, before] = [await pageOf(form), await known(form)];
      const full = { ...hidden, ...form.filled };
      const elsewhere = await supervising.post(form.path, {
        form: full,
        headers: { origin: 'https://elsewhere.example' },
        maxRedirects: 0,
      });
      const refused = [elsewhere, await send(form, full, analyst), await analyst.get(form.path)];
      if (forSupervisors) refused.push(await send(form, full, desking), await desking.get(form.path));
      expect([name, ...refused.map((answer) => answer.status())]).toEqual([name, ...refused.map(() => 403)]);
      const unseen = { ...form, path: form.path.replace(form.caseId, unseenCase.caseId) };
      const unknown = { ...form, path: form.path.replace(/(\/record\/[^/]+)\/.*$/, '$1/nothing') };
      const gone = [await send(unseen, full), await supervising.get(unseen.path)];
      if (unknown.path !== form.path) gone.push(await send(unknown, full), await supervising.get(unknown.path));
      expect([name, ...gone.map((answer) => answer.status())]).toEqual([name, ...gone.map(() => 404)]);
      expect(await known(form)).toEqual(before);
    }
    await analyst.dispose();
  });

  it('that is sent after its writer was signed out records nothing, and is there again for them', async () => {
    const sending: { readonly form: FormToWalk; readonly typed: Record<string, string> }[] = [];
    for (const form of toWalk.values())
      sending.push({ form, typed: { ...(await pageOf(form)).hidden, ...form.filled } });
    await desk.stack.database.query('delete from desk_sessions where staff_id = $1', ['sgt-2003']);
    for (const { form, typed } of sending) {
      const answer = await send(form, typed);
      expect([form.name, answer.status(), answer.headers()['location']]).toEqual([
        form.name,
        303,
        expect.stringMatching(/^\/sign-in\?to=/),
      ]);
    }
    await supervising.dispose();
    supervising = await signIn(desk.stack, 'sgt-2003');
    for (const { form } of sending) {
      const html = await (await supervising.get(form.path)).text();
      expect([form.name, html.includes('You typed this on')]).toEqual([form.name, true]);
      for (const typed of Object.values(form.filled))
        expect([form.name, typed, typed === 'yes' || html.includes(typed)]).toEqual([form.name, typed, true]);
    }
  });

  it.each(names)('is recorded once, however often it is sent, and even at one time: $name', async ({ name }) => {
    const form = toWalk.get(name)!;
    const [{ hidden }, before] = [await pageOf(form), await known(form)];
    const full = { ...hidden, ...form.filled };
    const answers = await Promise.all([send(form, full), send(form, full)]);
    const recorded = await known(form);
    answers.push(await send(form, full));
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
    expect(new Set(answers.map((answer) => answer.headers()['location'])).size).toBe(1);
    expect(recorded).not.toEqual(before);
    expect(await known(form)).toEqual(recorded);
    const after = await supervising.get(answers[0]!.headers()['location']!);
    expect([after.status(), malformed(await after.text())]).toEqual([200, []]);
  });
});

describe('a form that is about no case', () => {
  it.each([
    [officer, '/cases/new', { reference: 'CR/NOT-TO-BE-LOST/26' }],
    ['perf-3001', '/publications/new', { title: 'Not to be lost' }],
    ['perf-3001', '/dip-samples/new', { seed: 'not-to-be-lost' }],
    ['perf-3001', '/what-if/new', { 'from-year': '2019' }],
    ['admin-4001', '/terms/policy/new', { 'counter-because': 'Not to be lost' }],
    ['admin-4001', '/terms/calendar/new', { holidays: '2027-06-01 Not to be lost' }],
  ])(
    'keeps what cannot be, comes from here and from whom it is for, and is there again: %s, %s',
    async (who, path, typed) => {
      let by = await signIn(desk.stack, who);
      const send = (form: Record<string, string>, more: object = {}) =>
        by.post(path, { form, maxRedirects: 0, ...more });
      const shown = formIn(await (await by.get(path)).text());
      const rubbish = Object.fromEntries(Object.entries(rubbishIn(shown)).slice(0, 8));
      const wrongly = await send({ ...shown.hidden, ...rubbish, ...typed });
      const html = await wrongly.text();
      expect([wrongly.status(), /<title>\s*Error: /.test(html), malformed(html)]).toEqual([422, true, []]);
      for (const value of Object.values(typed)) expect(html).toContain(value);
      const other = await signIn(desk.stack, 'com-8001');
      const refused = [
        await send({ ...shown.hidden, ...typed }, { headers: { origin: 'https://elsewhere.example' } }),
        await other.get(path),
        await other.post(path, { form: { ...typed, key: randomUUID() }, maxRedirects: 0 }),
      ];
      expect(refused.map((answer) => answer.status())).toEqual([403, 403, 403]);
      await desk.stack.database.query('delete from desk_sessions where staff_id = $1', [who]);
      const late = await send({ ...shown.hidden, ...typed });
      expect([late.status(), late.headers()['location']]).toEqual([303, `/sign-in?to=${encodeURIComponent(path)}`]);
      await Promise.all([by.dispose(), other.dispose()]);
      by = await signIn(desk.stack, who);
      const again = await (await by.get(path)).text();
      for (const value of ['You typed this on', ...Object.values(typed)]) expect(again).toContain(value);
      await by.dispose();
    },
  );
});

describe('a form', () => {
  it.each([
    'milestone',
    'feedback',
    'closure',
    'owner',
    'details',
    'nothing',
    'milestone/x',
    'reply-wanted',
    'reply-wanted/x',
    'plan/x',
    'route/x',
    'route-end/x',
    'opt-in/x',
    'correction/x',
    'person/x',
  ])('that is not there, or of a case that is out of sight, is not there: %s', async (form) => {
    const { caseId } = await burglaryOf('pc-1001');
    const supervisor = await desk.stack.as('supervisor');
    if (/^(milestone|feedback|closure|owner|details)$/.test(form))
      await supervisor.post(`/cases/${caseId}/restriction`, { staffIds: ['pc-1001'], reason: 'Kin' });
    const answer = await page.goto(at(`/cases/${caseId}/record/${form}`));
    expect(answer!.status()).toBe(404);
    const sending = await context.request.post(page.url(), {
      form: { key: randomUUID(), version: '1', type: 'suspect-arrested' },
      headers: { origin: desk.stack.url },
      maxRedirects: 0,
    });
    expect(sending.status()).toBe(404);
  });

  it('is shown to desk and supervisors alone, and taken from nobody else', async () => {
    const { caseId } = await burglary();
    const analyst = await desk.signedIn('perf-3001');
    const path = at(`/cases/${caseId}/record/closure`);
    const form = { key: randomUUID(), version: '1', reason: 'resolved' };
    const sending = await analyst.request.post(path, { form, headers: { origin: desk.stack.url }, maxRedirects: 0 });
    expect([(await analyst.request.get(path)).status(), sending.status()]).toEqual([403, 403]);
    expect(await recordedOn(caseId)).not.toContain('The case was closed: resolved');
    await analyst.close();
  });

  it('that was left is found as it was', async () => {
    const { caseId, victims } = await burglary();
    for (const path of [
      `/cases/${caseId}/record/milestone`,
      `/cases/${caseId}/record/plan/${victims[0]}`,
      '/cases/new',
    ]) {
      await page.goto(at(path));
      const field = path.endsWith('new') ? '#reference' : path.includes('plan') ? '#safeTimes' : '#detail';
      const kept = page.waitForResponse((response) => response.url().endsWith('/drafts') && response.status() === 204);
      await page.fill(field, 'Not to be lost');
      await kept;
      await page.goto(at('/my-settings'));
      await page.goto(at(path));
      expect([path, await page.inputValue(field)]).toEqual([path, 'Not to be lost']);
      await requireGood();
    }
  });

  it('is filled in by keys alone', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}/record/feedback`));
    await page.focus('#participantId');
    for (const key of ['Space', 'Tab', 'ArrowDown', 'Tab', 'Space']) await page.keyboard.press(key);
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Tab');
    for (const key of ['Tab', 'ArrowDown', 'Control+Enter']) await page.keyboard.press(key);
    await page.waitForURL('**/cases/*?recorded=*');
    expect(await recordedOn(caseId)).toContain('Feedback was received (comment), no reply requested');
  });
});
