import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { enclosureOf } from '@kept-informed/papers';
import { type BrowserContext, type Locator, type Page, request } from 'playwright-core';
import { inaccessible } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { openDesk, type OpenedDesk, signIn, signInAt, startDeskProcess } from '../support/desk.js';
import { faultsOf, fieldsOf, pictured, sent, wrong } from '../support/desk-forms.js';
import { lyingInClear } from '../support/in-clear.js';
import { isMarked, marker } from '../support/markers.js';
import { until } from '../support/waiting.js';
import { formIn } from '../support/walked-forms.js';

/** The demo's officer, as a browser signs in. */
const officer = 'pc-1031';

let desk: OpenedDesk;
let api: Client;
let context: BrowserContext;
let page: Page;

interface OpenedCase {
  readonly caseId: string;
  readonly victim: string;
  readonly milestoneId: string;
}

let opened = 0;
/** A burglary of which a victim is owed that somebody was arrested: due on Friday 27 November. */
async function burglary(owner = officer): Promise<OpenedCase> {
  opened += 1;
  const answer = await api.post('/cases', {
    kind: 'crime',
    reference: `CR/${opened}/26`,
    offenceGroup: 'burglary-dwelling',
    openedAt: '2026-11-19T09:00:00Z',
    area: { bcu: 'North Cumbria', lpt: 'Wigton' },
    owner,
    participants: [
      {
        role: 'victim',
        name: 'Siân <b>O’Neill</b>',
        entitlement: 'standard',
        routes: [{ method: 'phone', value: '01632 960001', safe: true }],
      },
    ],
  });
  const { caseId, participants } = answer.body;
  const arrest = { type: 'suspect-arrested', occurredAt: '2026-11-20T09:00:00Z' };
  const { milestoneId } = (await api.post(`/cases/${caseId}/milestones`, arrest)).body;
  return { caseId, victim: participants[0].participantId, milestoneId };
}

const at = (path: string) => desk.stack.url + path;

const contactsOf = async (caseId: string): Promise<string[]> => {
  const { body } = await api.get(`/cases/${caseId}/timeline?limit=500`);
  return body.items
    .filter(({ type }: { type: string }) => /^Contact(Made|Attempted)$/.test(type))
    .map(({ words }: { words: string }) => words);
};

/** The fields of the form on a case, as a browser would send them. */
async function formOn(caseId: string): Promise<Record<string, string>> {
  await page.goto(at(`/cases/${caseId}`));
  return fieldsOf(page, '#log');
}

const origin = () => ({ origin: desk.stack.url });

async function requireAccessible(on = page): Promise<void> {
  expect(await inaccessible(on)).toEqual([]);
}

beforeAll(async () => {
  desk = await openDesk('2026-11-30T10:00:00Z');
  api = await desk.stack.as('desk');
  context = await desk.signedIn(officer);
  page = await desk.window(context);
}, 300_000);

afterAll(() => desk?.stop());

describe('an officer', () => {
  it('is in with one click, and sees what is overdue', async () => {
    const { caseId } = await burglary();
    await page.goto(desk.stack.url);
    expect(new URL(page.url()).pathname).toBe('/my-work');
    expect(await page.innerText(`tr:has(a[href="/cases/${caseId}"]):has-text("arrest")`)).toMatch(
      /Overdue by 3 days\s+Friday 27 November 2026/,
    );
    await requireAccessible();
  });

  it('is told what a call will meet before it is logged, and then that it did', async () => {
    const { caseId, victim } = await burglary();
    await page.goto(at('/my-work'));
    await page.click(`a[href^="/cases/${caseId}?"]:has-text("support service")`);
    expect(await page.inputValue('#purpose')).toBe('referral');
    await page.goto(at('/my-work'));
    await page.click(`a[href^="/cases/${caseId}?"]:has-text("arrest")`);
    expect(await page.isChecked(`[value="${victim}"]`)).toBe(true);
    expect(await page.isChecked('[name="tells[]"] >> nth=0')).toBe(true);
    await page.check('[name=how][value=phone]');
    await page.check('[name=reached][value=spoke]');
    await page.waitForSelector('#foreseen >> text=This meets:');
    expect(await contactsOf(caseId)).toEqual([]);
    await requireAccessible();
    await page.fill('#note', 'Rang about the arrest');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('text=was recorded');
    expect(await page.innerText('.govuk-notification-banner')).toMatch(/It met:[^]*arrest/);
    expect(await page.innerText('.desk-timeline')).toContain('Rang about the arrest');
    expect(await contactsOf(caseId)).toEqual(['Outbound phone for update: spoke, telling: suspect arrested']);
    await requireAccessible();
  });

  it('logs an attempt by ten keys at most, and is told that it meets nothing', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    // To the form, past the only person, who is ticked; how, then whether they were reached.
    const keys = ['l', 'Tab', 'Tab', 'Space', 'Tab', 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Control+Enter'];
    expect(keys.length).toBeLessThanOrEqual(10);
    for (const key of keys.slice(0, -1)) await page.keyboard.press(key);
    await page.waitForSelector('text=This is an attempt. It meets nothing');
    await page.keyboard.press(keys.at(-1)!);
    await page.waitForSelector('text=It met nothing that is owed');
    expect(await contactsOf(caseId)).toEqual(['Attempt that reached nobody. Outbound phone for update: no answer']);
  });

  it('logs a contact by 25 actions at most, from the page on which they sign in', async () => {
    const { caseId } = await burglary();
    const theirs = await desk.browser.newContext();
    const on = await theirs.newPage();
    let actions = 0;
    const act = async (done: Promise<unknown>) => {
      actions += 1;
      await done;
    };
    await act(on.goto(desk.stack.url));
    await act(on.click(`button[value="${officer}"]`));
    await on.waitForURL('**/my-work');
    await act(on.click(`a[href^="/cases/${caseId}?"]:has-text("arrest")`));
    await act(on.check('[name=how][value=phone]'));
    await act(on.check('[name=reached][value=spoke]'));
    await act(on.fill('#note', 'Rang about the arrest'));
    await act(on.keyboard.press('Control+Enter'));
    await on.waitForSelector('text=was recorded');
    expect(await contactsOf(caseId)).toEqual(['Outbound phone for update: spoke, telling: suspect arrested']);
    expect(actions).toBeLessThanOrEqual(25);
    await theirs.close();
  });

  it('sees the next case at once, with what was recorded on the one before', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.check('[name=how][value=phone]');
    await page.check('[name=reached][value=voicemail]');
    await page.click('text=Log and open the next');
    await page.waitForSelector('text=was recorded');
    expect(page.url()).not.toContain(`/cases/${caseId}?`);
    expect(await page.innerText('.govuk-notification-banner')).toContain(`CR/${opened}/26`);
  });

  it('can read day by day why something is due then, and everything that was recorded', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.click('.desk-owed:has-text("arrest") >> text=Why then?');
    expect(await page.innerText('h1')).toBe('Why Friday 27 November 2026?');
    expect(await page.innerText('table')).toMatch(/Saturday 21 November 2026\s+No/);
    await requireAccessible();
    await page.goto(at(`/cases/${caseId}`));
    await page.click('nav[aria-label^="Pages of"] >> text=Everything');
    expect(await page.innerText('main')).toContain('Suspect arrested');
    await requireAccessible();
  });

  it('prints a case with what is folded away, by whom and of when, and without what is to be pressed', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    const seen = (selector: string) =>
      page.evaluate(
        `document.querySelector('${selector}').checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })`,
      );
    const parts = ['.desk-printed', '#log', '.desk-bar', 'details:not(.desk-screen-only) .desk-owed'];
    const all = async () => Promise.all(parts.map(seen));
    expect(await all()).toEqual([false, true, true, false]);
    await page.emulateMedia({ media: 'print' });
    expect(await all()).toEqual([true, false, false, true]);
    await pictured(page, 'case-printed');
    await page.emulateMedia({ media: 'screen' });
  });

  it('can read of what was recorded one part alone, and goes on from there', async () => {
    const { caseId, victim } = await burglary();
    await api.post(`/cases/${caseId}/contacts`, {
      participantIds: [victim],
      direction: 'outbound',
      method: 'phone',
      outcome: 'no-answer',
      purpose: 'update',
      occurredAt: '2026-11-30T09:00:00Z',
    });
    await page.goto(at(`/cases/${caseId}/timeline`));
    const shown = async (part: string) => {
      await page.click(`nav[aria-label="What of it is shown"] >> text=${part}`);
      return page.locator('.desk-timeline__item > p:first-child').allInnerTexts();
    };
    expect(await shown('Contacts')).toEqual(['Attempt that reached nobody. Outbound phone for update: no answer']);
    await requireAccessible();
    const clocks = await shown('Clocks and what was owed');
    expect(clocks.length).toBeGreaterThan(0);
    expect(clocks.join()).not.toMatch(/phone|Suspect arrested/);
    expect(await shown('What happened')).toEqual(['Suspect arrested', expect.stringContaining('was opened')]);
    await page.click('nav[aria-label^="Pages of"] >> text=Feedback');
    expect([new URL(page.url()).search, await page.innerText('h1')]).toEqual(['?show=feedback', 'Feedback']);
    expect(await page.innerText('main')).toContain('Nothing of that was recorded');
    await requireAccessible();
    await page.click('text=Record feedback');
    expect(new URL(page.url()).pathname).toBe(`/cases/${caseId}/record/feedback`);
  });

  it('goes anywhere by keys, which never take what is typed, and can turn them off', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open] >> text=Keys, while you are not typing');
    await requireAccessible();
    await pictured(page, 'keys');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog:not([open])', { state: 'attached' });
    await page.focus('#note');
    await page.keyboard.type('g w / ? l');
    expect([await page.inputValue('#note'), await page.locator('dialog[open]').count()]).toEqual(['g w / ? l', 0]);
    await page.keyboard.press('Control+k');
    await page.waitForSelector('dialog[open]');
    const other = await burglary();
    await page.keyboard.type(`cr/${opened}/26`);
    expect(await page.inputValue('#go-box')).toBe(`cr/${opened}/26`);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${other.caseId}`);
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.waitForURL('**/my-work');
    await page.goto(at('/my-settings'));
    await page.click('text=Turn the keys off');
    await page.waitForSelector('text=Turn the keys on');
    for (const key of ['?', 'Control+k', 'g', 'w', '/']) await page.keyboard.press(key);
    expect([await page.locator('dialog[open]').count(), new URL(page.url()).pathname]).toEqual([0, '/my-settings']);
    expect(await page.evaluate('document.activeElement.id')).not.toBe('find-box');
    const later = await signIn(desk.stack, officer);
    const keysAre = async () => /<body[^>]*data-keys="(\w+)"/.exec(await (await later.get('/my-work')).text())![1];
    expect(await keysAre()).toBe('off');
    await page.click('text=Turn the keys on');
    await page.waitForSelector('text=Turn the keys off');
    expect(await keysAre()).toBe('on');
    await later.dispose();
  });

  it('can read a case as it was known on a day, and do nothing there', async () => {
    const { caseId } = await burglary();
    desk.stack.clock.set('2026-12-01T10:00:00Z');
    try {
      await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-bailed', occurredAt: '2026-11-30T09:00:00Z' });
      await page.goto(at(`/cases/${caseId}`));
      expect(await page.innerText('.desk-timeline')).toContain('Suspect bailed');
      await page.fill('#known-at', '2026-11-30');
      await page.press('#known-at', 'Enter');
      await page.waitForSelector('text=This is what was recorded by Monday 30 November 2026, 11:59pm');
      expect(new URL(page.url()).search).toBe('?knownAt=2026-11-30');
      expect(await page.innerText('.desk-timeline')).not.toContain('Suspect bailed');
      expect(await page.innerText('.desk-owed:has-text("arrest")')).toContain('Overdue by 3 days');
      expect(await page.locator('#log, [href="#log"]').count()).toBe(0);
      await requireAccessible();
      await page.click('text=See how it is now');
      await page.waitForSelector('#log');
      for (const on of ['2026-11-29', '2026-12-02', 'then']) {
        const answer = await page.goto(at(`/cases/${caseId}?knownAt=${on}`));
        expect([on, answer!.status()]).toEqual([on, 404]);
      }
    } finally {
      desk.stack.clock.set('2026-11-30T10:00:00Z');
      desk.complaints.length = 0;
    }
  });

  it('finds a case by its reference, in any spelling', async () => {
    const { caseId } = await burglary();
    await page.goto(at('/my-work'));
    await page.keyboard.press('/');
    await page.keyboard.type(` cr/${opened}/26 `);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/cases/${caseId}`);
    await page.fill('#find-box', 'cr/');
    await page.press('#find-box', 'Enter');
    await page.waitForSelector('table');
    expect(new URL(page.url()).search).toBe('');
    await requireAccessible();
    await page.fill('#q', 'no such');
    await page.press('#q', 'Enter');
    await page.waitForSelector('text=Nothing is found for');
    await requireAccessible();
  });

  it('shows both where a crime and an enquiry have one reference, and goes to the one whose kind is said', async () => {
    const { caseId } = await burglary();
    const reference = `CR/${opened}/26`;
    const participants = [{ role: 'enquirer', name: 'Ann Enquirer' }];
    const enquiry = await api.post('/cases', {
      kind: 'enquiry',
      reference,
      openedAt: '2026-11-30T09:00:00Z',
      owner: officer,
      participants,
    });
    expect(enquiry.status).toBe(201);
    const find = async (q: string) => {
      await page.fill('#find-box', q);
      await page.press('#find-box', 'Enter');
    };
    await page.goto(at('/my-work'));
    await find(reference);
    await page.waitForSelector('table');
    const leads = await page.$$eval('tbody a', (links) => links.map((link) => link.getAttribute('href')));
    expect(leads.toSorted()).toEqual([`/cases/${caseId}`, `/cases/${enquiry.body.caseId}`].toSorted());
    await find(`Enquiry ${reference}`);
    await page.waitForURL(`**/cases/${enquiry.body.caseId}`);
    const link = `/cases/${caseId}/record/link`;
    const { hidden } = formIn(await (await context.request.get(at(link))).text());
    const named = (typed: string) =>
      context.request.post(at(link), {
        form: { ...hidden, caseId: typed, kind: 'series' },
        headers: origin(),
        maxRedirects: 0,
      });
    const refused = await named(reference);
    expect([refused.status(), await refused.text()]).toEqual([
      422,
      expect.stringMatching(/More than one case has this reference/),
    ]);
    expect((await named(`enquiry ${reference}`)).status()).toBe(303);
    desk.complaints.length = 0;
  });

  it('opens again what they looked at last, of what is still theirs to see, and nobody sees what others looked at', async () => {
    const [restricted, erased, first, last] = [
      await burglary('pc-1001'),
      await burglary(),
      await burglary(),
      await burglary(),
    ];
    for (const { caseId } of [restricted, first, erased, last, first])
      await context.request.get(at(`/cases/${caseId}`));
    const seenOn = async (path: string, by = context.request): Promise<string[]> => {
      const [, list = ''] = (await (await by.get(at(path))).text()).split('id="recent"');
      return [...list.matchAll(/href="\/cases\/([^"]+)"/g)].map(([, caseId]) => caseId!);
    };
    const ids = [first, last, erased, restricted].map(({ caseId }) => caseId);
    expect((await seenOn('/find')).slice(0, 4)).toEqual(ids);
    const supervisor = await desk.stack.as('supervisor');
    await supervisor.post(`/cases/${restricted.caseId}/restriction`, { staffIds: ['pc-1001'], reason: 'Kin' });
    const asked = await supervisor.post('/erasures', { participantId: erased.victim, basis: 'requested', reason: 'X' });
    const confirmed = await (await desk.stack.as('admin')).post(`/erasures/${asked.body.erasureId}/confirmation`, {});
    expect(confirmed.status).toBe(201);
    const left = await seenOn('/my-work');
    expect(left.slice(0, 2)).toEqual(ids.slice(0, 2));
    expect([left.includes(erased.caseId), left.includes(restricted.caseId)]).toEqual([false, false]);
    // Supervisors who look after this at the API and on the desk are not the same.
    const lifted = await supervisor.delete(`/cases/${restricted.caseId}/restriction`, {}, { reason: 'Over' });
    expect(lifted.status).toBe(200);
    const other = await signIn(desk.stack, 'sgt-2003');
    expect((await seenOn('/find', other)).filter((one) => ids.includes(one))).toEqual([]);
    await other.dispose();
    await page.goto(at('/find'));
    await requireAccessible();
    await page.click(`#recent + ul a[href="/cases/${last.caseId}"]`);
    await page.waitForURL(`**/cases/${last.caseId}`);
  });

  it('is offered again what they chose last, on a page that is never narrowed by itself, until they have it forgotten', async () => {
    const [own, other] = [await signIn(desk.stack, 'sgt-2003'), await signIn(desk.stack, 'perf-3001')];
    const offered = async (path: string, by = own) =>
      /Last time you chose: <a [^>]*href="([^"]+)">([^<]+)</.exec(await (await by.get(path)).text())?.slice(1);
    expect(await offered('/board')).toBeUndefined();
    await own.get('/board?team=wigton-lpt&rung=missed&after=nothing');
    const again = ['/board?team=wigton-lpt&amp;rung=missed', 'Wigton local policing team, Missed'];
    expect([await offered('/board'), await offered('/board?status=open')]).toEqual([again, undefined]);
    expect(await offered('/board')).toEqual(['/board?status=open', 'Taken on by nobody']);
    await own.get('/report?from=2026-11-01&to=2026-11-30&by=bcu');
    await own.get('/report?from=2026-11-30&to=2026-11-01');
    const [, words] = (await offered('/report'))!;
    expect(await offered('/report', other)).toBeUndefined();
    expect(words).toMatch(/^from Sunday 1 November 2026, to Monday 30 November 2026, by /);
    const forgotten = await own.post('/last-choices/forgotten', { form: { page: 'board' }, maxRedirects: 0 });
    expect([forgotten.status(), forgotten.headers()['location']]).toEqual([303, '/board']);
    expect([await offered('/board'), (await offered('/report'))?.[1]]).toEqual([undefined, words]);
    await Promise.all([own.dispose(), other.dispose()]);
    await page.goto(at('/my-work?list=overdue'));
    await page.click('text=All my work');
    await page.waitForSelector('text=Last time you chose: Overdue');
    await requireAccessible();
    await page.click('text=Forget it');
    await page.waitForSelector('text=Last time you chose', { state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/my-work');
  });

  it.each([
    ['siân o’neill', /Siân <b>O’Neill<\/b>, victim \(name\)/],
    ['Oneil', /Siân <b>O’Neill<\/b>, victim \(a name (spelt nearly so|that sounds like it)\)/],
    ['(01632) 960 001', /victim \(telephone ends 001\)/],
    ['960001', /victim \(telephone ends 001\)/],
  ])('finds a case by who is on it, and is told by what: %s', async (said, told) => {
    const { caseId } = await burglary();
    await page.fill('#find-box', said);
    await page.press('#find-box', 'Enter');
    await page.waitForSelector('table');
    expect(await page.innerText(`tr:has(a[href="/cases/${caseId}"])`)).toMatch(told);
    expect([new URL(page.url()).pathname, new URL(page.url()).search]).toEqual(['/find', '']);
    await requireAccessible();
  });
});

describe('a form', () => {
  it('that is sent twice is recorded once, and both times leads to the same', async () => {
    const { caseId } = await burglary();
    const form = { ...(await formOn(caseId)), how: 'phone', reached: 'no-answer' };
    const send = () =>
      context.request.post(at(`/cases/${caseId}/contacts`), { form, headers: origin(), maxRedirects: 0 });
    const answers = [await send(), await send()];
    expect(answers.map((answer) => answer.status())).toEqual([303, 303]);
    expect(answers[0]!.headers()['location']).toBe(answers[1]!.headers()['location']);
    expect(await contactsOf(caseId)).toHaveLength(1);
  });

  it('keeps what was typed and says at each field what is missing', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.fill('#note', 'Not to be lost <b>');
    await page.check('[name=when][value=earlier]');
    const [answer] = await Promise.all([page.waitForResponse(/contacts$/), page.click('button:text-is("Log it")')]);
    await page.waitForSelector('.govuk-error-summary');
    expect([answer.status(), await page.title()]).toEqual([422, `Error: CR/${opened}/26 - Kept Informed`]);
    expect(await wrong(page)).toEqual(['#how', '#reached', '#when-on']);
    expect(await page.evaluate('document.activeElement.className')).toContain('govuk-error-summary');
    expect(await page.inputValue('#note')).toBe('Not to be lost <b>');
    expect(await contactsOf(caseId)).toEqual([]);
    await page.click('.govuk-error-summary a >> nth=2');
    await requireAccessible();
    desk.complaints.length = 0;
  });

  it('of a case that changed meanwhile shows what changed beside what was typed, and is then recorded', async () => {
    const { caseId } = await burglary();
    await page.goto(at(`/cases/${caseId}`));
    await page.check('[name=how][value=phone]');
    await page.check('[name=reached][value=spoke]');
    await page.fill('#note', 'My own words');
    await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-bailed', occurredAt: '2026-11-30T09:00:00Z' });
    const [answer] = await Promise.all([page.waitForResponse(/contacts$/), page.click('button:text-is("Log it")')]);
    await page.waitForSelector('text=Somebody changed this case while you typed');
    expect(answer.status()).toBe(412);
    expect(await page.innerText('.govuk-error-summary')).toContain('Suspect bailed');
    expect(await page.inputValue('#note')).toBe('My own words');
    await requireAccessible();
    await page.click('button:text-is("Log it")');
    await page.waitForSelector('.govuk-notification-banner');
    expect(await contactsOf(caseId)).toHaveLength(1);
    desk.complaints.length = 0;
  });

  it('works without JavaScript, the question what it would meet too', async () => {
    const { caseId } = await burglary();
    const plain = await desk.signedIn(officer, { javaScriptEnabled: false });
    const on = await plain.newPage();
    await on.goto(at(`/cases/${caseId}`));
    await on.check('[name=how][value=phone]');
    await on.check('[name=reached][value=spoke]');
    await on.check('[name="tells[]"] >> nth=0');
    await on.click('text=What would this meet?');
    expect(await on.innerText('#foreseen')).toMatch(/This meets:[^]*arrest/);
    expect(await contactsOf(caseId)).toEqual([]);
    await on.click('button:text-is("Log it")');
    expect(await on.innerText('.govuk-notification-banner')).toContain('was recorded');
    await plain.close();
  });

  it.each([
    ['from another site', { origin: 'https://elsewhere.example' }],
    ['that does not say where from', {}],
  ])('%s is refused, and nothing is recorded', async (_, headers) => {
    const { caseId } = await burglary();
    const form = { ...(await formOn(caseId)), how: 'phone', reached: 'no-answer' };
    const answer = await context.request.post(at(`/cases/${caseId}/contacts`), {
      form,
      headers,
      maxRedirects: 0,
    });
    expect([answer.status(), await answer.text()]).toEqual([403, expect.stringContaining('did not come from a page')]);
    expect(await contactsOf(caseId)).toEqual([]);
  });
});

describe('what is typed and not recorded', () => {
  const [writer, other] = [officer, 'sgt-2003'];
  const draftIsKept = 'text=What you type is kept for a day';
  const left = 'text=/^You typed this on/';

  /** A page of a case on which somebody typed a note and no more; as after so long a time that they were signed out. */
  async function typing(more: object = {}): Promise<{ on: Page; caseId: string; theirs: BrowserContext }> {
    const { caseId } = await burglary();
    const theirs = await desk.signedIn(writer, more);
    const on = await theirs.newPage();
    await on.goto(at(`/cases/${caseId}`));
    await on.check('[name=how][value=phone]');
    await on.check('[name=reached][value=spoke]');
    await on.fill('#note', `${marker} rang`);
    return { on, caseId, theirs };
  }

  const signedOut = () => desk.stack.database.query('delete from desk_sessions where staff_id = $1', [writer]);

  it('is there again for who typed it, until it is recorded', async () => {
    const { on, caseId, theirs } = await typing();
    await on.waitForSelector(draftIsKept);
    await requireAccessible(on);
    await on.goto(at('/my-work'));
    await on.goto(at(`/cases/${caseId}`));
    await on.waitForSelector(left);
    expect([await on.inputValue('#note'), await on.isChecked('[name=how][value=phone]')]).toEqual([
      `${marker} rang`,
      true,
    ]);
    await requireAccessible(on);
    expect(await lyingInClear(desk.stack.database, isMarked)).toEqual([]);
    await on.click('button:text-is("Log it")');
    await on.waitForSelector('text=was recorded');
    expect(await on.locator(left).count()).toBe(0);
    expect(await on.inputValue('#note')).toBe('');
    expect(await contactsOf(caseId)).toHaveLength(1);
    await theirs.close();
  });

  it('is kept also when the page is left at once, and emptied when it is not wanted', async () => {
    const { on, caseId, theirs } = await typing();
    await on.goto(at('/my-work'));
    await until(
      async () => (await desk.stack.database.query('select 1 from drafts where case_id = $1', [caseId])).length,
      (count) => count === 1,
    );
    await on.goto(at(`/cases/${caseId}`));
    await on.click('text=Empty the form');
    await on.waitForURL(`**/cases/${caseId}`);
    expect([await on.inputValue('#note'), await on.locator(left).count()]).toEqual(['', 0]);
    await theirs.close();
  });

  it('is shown beside what was recorded meanwhile', async () => {
    const { on, caseId, theirs } = await typing();
    await on.waitForSelector(draftIsKept);
    await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-bailed', occurredAt: '2026-11-30T09:00:00Z' });
    await on.reload();
    await on.waitForSelector('text=Somebody changed this case while you typed');
    expect(await on.innerText('.govuk-error-summary')).toContain('Suspect bailed');
    await on.click('button:text-is("Log it")');
    await on.waitForSelector('text=was recorded');
    await theirs.close();
  });

  it('is told while it is typed when its writer was signed out', async () => {
    const { on, theirs } = await typing();
    await signedOut();
    await on.fill('#note', 'More');
    await on.waitForSelector('text=You have been signed out. Go on and send it');
    await theirs.close();
  });

  it('is shown after the sign-in when it was sent too late, without JavaScript, and then recorded once', async () => {
    const { on, caseId, theirs } = await typing({ javaScriptEnabled: false });
    await signedOut();
    await on.click('button:text-is("Log it")');
    await on.waitForSelector(left);
    expect([new URL(on.url()).pathname, await on.inputValue('#note')]).toEqual([`/cases/${caseId}`, `${marker} rang`]);
    expect(await contactsOf(caseId)).toEqual([]);
    expect(await lyingInClear(desk.stack.database, isMarked)).toEqual([]);
    await on.click('button:text-is("Log it")');
    expect(await on.innerText('.govuk-notification-banner')).toContain('was recorded');
    expect(await contactsOf(caseId)).toHaveLength(1);
    await theirs.close();
  });

  it('is shown to nobody else who signs in then, and still to its writer afterwards', async () => {
    const { on, caseId, theirs } = await typing();
    await theirs.clearCookies();
    await on.click('button:text-is("Log it")');
    await on.click(`button[value="${other}"]`);
    await on.waitForURL(`**/cases/${caseId}`);
    expect([await on.inputValue('#note'), await on.locator(left).count()]).toEqual(['', 0]);
    await theirs.clearCookies();
    await on.goto(at(`/cases/${caseId}`));
    await on.click(`button[value="${writer}"]`);
    await on.waitForSelector(left);
    expect(await on.inputValue('#note')).toBe(`${marker} rang`);
    await theirs.close();
  });

  it('is not recorded in the name of who signed in after them', async () => {
    const { on, caseId, theirs } = await typing();
    await theirs.clearCookies();
    const second = await theirs.newPage();
    await second.goto(desk.stack.url);
    await second.click(`button[value="${other}"]`);
    await second.waitForURL('**/my-work');
    await second.close();
    const [answer] = await Promise.all([on.waitForResponse(/contacts$/), on.click('button:text-is("Log it")')]);
    expect([answer.status(), await on.innerText('h1')]).toEqual([403, 'Somebody else began this form']);
    await requireAccessible(on);
    expect(await contactsOf(caseId)).toEqual([]);
    await theirs.close();
  });

  it('is kept where it was sent again with another text, and the first is recorded once', async () => {
    const { caseId } = await burglary();
    const form = { ...(await formOn(caseId)), how: 'phone', reached: 'no-answer' };
    const send = (note: string) =>
      context.request.post(at(`/cases/${caseId}/contacts`), {
        form: { ...form, note },
        headers: origin(),
        maxRedirects: 0,
      });
    const [one, two, three] = await Promise.all([send('One'), send('One'), send('One')]);
    expect([one, two, three].map((answer) => answer.status())).toEqual([303, 303, 303]);
    const again = await send('Another');
    expect([again.status(), await again.text()]).toEqual([409, expect.stringContaining('was recorded before')]);
    expect(await contactsOf(caseId)).toHaveLength(1);
    await page.goto(at(`/cases/${caseId}`));
    expect(await page.inputValue('#note')).toBe('Another');
    await page.click('text=Empty the form');
    await page.waitForFunction('document.querySelector("#note").value === ""');
  });
});

describe('a page', () => {
  it.each([
    ['/my-work', 320],
    ['/cases/:case', 320],
    ['/my-settings', 320],
  ])('fits a narrow window without being cut off: %s', async (path, width) => {
    const { caseId } = await burglary();
    await page.setViewportSize({ width, height: 800 });
    await page.goto(at(path.replace(':case', caseId)));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await requireAccessible();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it.each(['/my-settings', '/accessibility', '/away'])('is accessible and well formed: %s', async (path) => {
    const answer = await page.goto(at(path));
    if (path === '/away') expect((await answer!.allHeaders())['clear-site-data']).toBe('"cache"');
    await requireAccessible();
  });

  it('says two minutes before that they will be signed out, and lets them stay', async () => {
    const waiting = await context.newPage();
    await waiting.clock.install();
    await waiting.goto(at('/my-settings'));
    const warning = waiting.locator('#time-out');
    await waiting.clock.fastForward('01:57:00');
    expect(await warning.isVisible()).toBe(false);
    await waiting.clock.fastForward('02:00');
    await warning.waitFor({ state: 'visible' });
    await pictured(waiting, 'time-out');
    expect(await inaccessible(waiting)).toEqual([]);
    await Promise.all([waiting.waitForResponse('**/home'), waiting.click('text=Stay signed in')]);
    await warning.waitFor({ state: 'hidden' });
    await waiting.clock.fastForward('02:00');
    expect(await warning.isVisible()).toBe(false);
    await waiting.close();
  });

  it('that is not there, or of a case that is not, says so in plain words', async () => {
    for (const path of ['/nothing', `/cases/${randomUUID()}`, '/cases/%00', '/cases/x%20y', '/away%00']) {
      const answer = await page.goto(at(path));
      expect([path, answer!.status(), await page.innerText('h1')]).toEqual([path, 404, 'There is no such page']);
    }
    await requireAccessible();
    desk.complaints.length = 0;
  });

  it('of a case that is out of sight is not there, nor is the case in any list', async () => {
    const { caseId } = await burglary('pc-1001');
    const supervisor = await desk.stack.as('supervisor');
    const restricted = await supervisor.post(`/cases/${caseId}/restriction`, { staffIds: ['pc-1001'], reason: 'Kin' });
    expect(restricted.status).toBe(201);
    for (const path of [`/cases/${caseId}`, `/cases/${caseId}/timeline`, `/my-work?logged=x&on=${caseId}`]) {
      const answer = await page.goto(at(path));
      expect([path, answer!.status()]).toEqual([path, path.startsWith('/my') ? 200 : 404]);
      expect(await page.innerText('main')).not.toContain(`CR/${opened}/26`);
    }
    await page.fill('#find-box', `cr/${opened}/26`);
    await page.press('#find-box', 'Enter');
    await page.waitForSelector('text=Nothing is found for');
    expect(await page.innerText('main')).not.toContain('restricted');
    const other = await desk.signedIn('sgt-2003');
    const on = await other.newPage();
    await on.goto(at('/find'));
    await on.fill('#q', `cr/${opened}/26`);
    await on.press('#q', 'Enter');
    await on.waitForSelector('text=it is restricted');
    expect(await on.locator('main a').allInnerTexts()).toEqual(['look at it all the same']);
    await requireAccessible(on);
    await on.fill('#q', 'O’Neill');
    await on.press('#q', 'Enter');
    await on.waitForSelector('h1');
    expect(await on.innerText('main')).not.toMatch(/restricted/);
    expect(await on.innerText('main')).not.toContain(`CR/${opened}/26`);
    await other.close();
    // Supervisors who look after this at the API and on the desk are not the same.
    const lifted = await supervisor.delete(`/cases/${caseId}/restriction`, {}, { reason: 'Over' });
    expect(lifted.status).toBe(200);
    desk.complaints.length = 0;
  });

  it('travels packed, and what it loads was packed beforehand', async () => {
    const packing = async (path: string, accepted: string) => {
      const answer = await context.request.get(at(path), { headers: { 'accept-encoding': accepted } });
      return [answer.status(), answer.headers()['content-encoding']];
    };
    const [styles] = /\/assets\/desk-[^"]+\.css/.exec(await (await context.request.get(at('/my-work'))).text())!;
    expect(await packing('/my-work', 'gzip, br')).toEqual([200, 'gzip']);
    expect(await packing('/my-work', 'identity')).toEqual([200, undefined]);
    expect(await packing(styles, 'gzip, br')).toEqual([200, 'br']);
  });

  it('begins a sign-in for nobody but who goes to it, and lets forms lead to where one signs in', async () => {
    const stranger = await request.newContext({
      baseURL: desk.stack.url,
      extraHTTPHeaders: { 'sec-fetch-mode': 'cors' },
    });
    const answer = await stranger.get('/my-work', { maxRedirects: 0 });
    expect([answer.status(), answer.headers()['set-cookie']]).toEqual([401, undefined]);
    expect(answer.headers()['content-security-policy']).toContain(`form-action 'self' ${desk.stack.url}`);
    await stranger.dispose();
  });

  it('is looked at without a write, but once a minute', async () => {
    // Unpacked: the last byte of such a page waits until the session is stored, a packed one is whole before.
    const headers = { 'accept-encoding': 'identity' };
    const look = async (): Promise<number[]> => {
      expect((await context.request.get(at('/my-settings'), { headers })).status()).toBe(200);
      const rows: { seen: number }[] = await desk.stack.database.query(
        `select (sess #>> '{signedIn,seenAt}')::float8 as seen from desk_sessions where staff_id = $1 order by seen`,
        [officer],
      );
      return rows.map(({ seen }) => seen);
    };
    const before = await look();
    expect(await look()).toEqual(before);
    await desk.stack.database.query(
      `update desk_sessions set sess = jsonb_set(sess, '{signedIn,seenAt}', to_jsonb($2::float8)) where staff_id = $1`,
      [officer, Date.now() - 61_000],
    );
    expect(Math.max(...(await look()))).toBeGreaterThan(Date.now() - 60_000);
  });

  it('of another role is refused in plain words', async () => {
    const other = await desk.signedIn('com-8001');
    const on = await other.newPage();
    const answer = await on.goto(at('/my-work'));
    expect([answer!.status(), await on.innerText('h1')]).toEqual([403, 'You may not see this page']);
    await on.goto(desk.stack.url);
    expect(await on.innerText('h1')).toBe('You are signed in');
    await requireAccessible(on);
    await other.close();
  });

  it('broke no rule of what it may load, and no script of it failed', () => {
    expect(desk.complaints).toEqual([]);
  });
});

describe('a supervisor', () => {
  let on: Page;
  let theirs: BrowserContext;

  beforeAll(async () => {
    const worker = await desk.stack.worker();
    for (const _ of ['one', 'two', 'three']) await burglary();
    await until(
      async () =>
        (await (await desk.stack.as('performance')).get('/alerts?status=open&rung=missed')).body['items'].length,
      (count) => count >= 6,
    );
    await worker.close();
    theirs = await desk.signedIn('sgt-2003');
    on = await desk.window(theirs);
  });

  afterAll(() => theirs?.close());

  it('sees what waits, and takes on several at once, each with its result', async () => {
    await on.goto(at('/board'));
    await on.waitForSelector('text=Live.');
    await requireAccessible(on);
    await on.click('.desk-tile:has-text("Missed")');
    const boxes = on.locator('[name="alert[]"]');
    await on.click('button:text-is("Go on")');
    expect(await wrong(on)).toEqual(['#rows']);
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const second = await boxes.nth(1).inputValue();
    await on.click('button:text-is("Go on")');
    await on.waitForSelector('text=It is done with 2 rows');
    await requireAccessible(on);
    // Somebody else was quicker with one of them.
    const supervisor = await desk.stack.as('supervisor');
    expect((await supervisor.post(`/alerts/${second}/acknowledgement`, {})).status).toBe(201);
    await on.click('button:text-is("Do it")');
    await on.waitForSelector('text=What came of it');
    expect(await on.locator('.govuk-notification-banner li').allInnerTexts()).toEqual([
      expect.stringMatching(/: taken on$/),
      expect.stringMatching(/: not done. It changed after you chose it/),
    ]);
    await requireAccessible(on);
    await pictured(on, 'board-results');
    desk.complaints.length = 0;
  });

  it('sees how much is overdue, and due today, as the API tells it, each with exactly its rows', async () => {
    const supervisor = await desk.stack.as('supervisor');
    const { caseId } = await burglary();
    const dueToday = { type: 'suspect-arrested', suspect: 'suspect-2', occurredAt: '2026-11-23T09:00:00Z' };
    expect((await api.post(`/cases/${caseId}/milestones`, dueToday)).status).toBe(201);
    const endOfToday = '2026-12-01T00:00:00.001Z';
    for (const [list, asked] of [
      ['overdue', 'status=missed&open=true'],
      ['today', `status=open&open=true&dueBefore=${endOfToday}`],
    ] as const) {
      const { body } = await supervisor.get(`/obligations?${asked}&limit=500`);
      expect([list, body.items.length > 0, body.next ?? null]).toEqual([list, true, null]);
      await on.goto(at('/board'));
      const tile = on.locator(`.desk-tile[href="/board?list=${list}"]`);
      const count = Number(await tile.locator('strong').innerText());
      expect([list, count]).toEqual([list, body.items.length]);
      await tile.click();
      const why = await on.$$eval('tbody a[href*="/why/"]', (links) => links.map((link) => link.getAttribute('href')));
      const owed = body.items.map((one: any) => `/cases/${one.caseId}/why/${one.obligationId}`);
      expect(why.toSorted()).toEqual(count > 50 ? expect.arrayContaining(why) : owed.toSorted());
      expect(await on.getAttribute('#rows', 'data-live')).toBe(`/board/rows?list=${list}`);
      await requireAccessible(on);
      await pictured(on, `board-${list}`);
    }
    // As the failure of its last message leaves it.
    await desk.stack.database.query(
      `update alerts set unreached = true where alert_id = (select min(alert_id) from alerts where status = 'open')`,
    );
    await on.goto(at('/board'));
    await on.click('.desk-tile:has-text("1 No one to tell")');
    expect(await on.locator('[name="alert[]"]').count()).toBe(1);
    await desk.stack.database.query('update alerts set unreached = false');
  });

  it('puts warnings aside, hands them over and gives their cases to somebody else, with why', async () => {
    const asked = 'rung=missed&status=open';
    const { items } = (await (await desk.stack.as('supervisor')).get(`/alerts?${asked}&limit=200`)).body;
    const act = async (does: string, fill: () => Promise<unknown>, told: RegExp) => {
      await on.goto(at(`/board?${asked}`));
      const shown = await on.$$eval('[name="alert[]"]', (boxes) => boxes.map((box) => box.getAttribute('value')));
      const isOther = ({ alertId, recipient }: any) => recipient !== 'sgt-2001' && shown.includes(alertId);
      await on.check(`[value="${items.find(isOther).alertId}"]`);
      await on.check(`[name=does][value=${does}]`);
      await fill();
      await on.click('button:text-is("Go on")');
      await on.click('button:text-is("Do it")');
      await on.waitForSelector('text=What came of it');
      expect(await on.innerText('.govuk-notification-banner li')).toMatch(told);
    };
    await act('aside', () => on.fill('#note', 'On leave'), /: put aside$/);
    await act(
      'hand-over',
      () => Promise.all([on.selectOption('#to', 'sgt-2001'), on.fill('#note', 'Yours')]),
      /: handed over$/,
    );
    await act('reassign', () => on.selectOption('#to', 'pc-1001'), /: given to them$/);
    await on.goto(at('/board?rung=missed&status=open'));
    await on.locator('[name="alert[]"]').first().check();
    await on.check('[name=does][value=hand-over]');
    await on.click('button:text-is("Go on")');
    expect(await wrong(on)).toEqual(['#to', '#note']);
    expect(await on.locator('[name="alert[]"]').first().isChecked()).toBe(true);
    expect(await faultsOf(on)).toEqual([]);
    desk.complaints.length = 0;
  });

  it('excuses what was tried, with the attempts before them', async () => {
    const { caseId, victim } = await burglary();
    for (const day of ['24', '25'])
      await api.post(`/cases/${caseId}/contacts`, {
        participantIds: [victim],
        direction: 'outbound',
        method: 'phone',
        outcome: 'no-answer',
        purpose: 'update',
        occurredAt: `2026-11-${day}T15:00:00Z`,
        lateReason: 'Written up late',
      });
    await on.goto(at('/board/excusals'));
    const row = on.locator(`tr:has(a[href="/cases/${caseId}"]):has-text("arrest")`);
    expect(await row.innerText()).toMatch(
      /Phone, no answer: Tuesday 24 November 2026, 3:00pm\s+Phone, no answer: Wednesday 25/,
    );
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'excusals');
    await row.locator('text=Decide').click();
    await on.waitForSelector('text=They still have to be told');
    await on.click('button:text-is("Excuse it")');
    expect(await wrong(on)).toEqual(['#reason']);
    expect(await faultsOf(on)).toEqual([]);
    await on.fill('#reason', 'Rang on two days');
    await on.click('button:text-is("Excuse it")');
    await on.waitForURL('**/board/excusals');
    expect(await row.count()).toBe(0);
    const { body } = await api.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`);
    expect(body.items).toEqual([expect.objectContaining({ status: 'excused', toBeDone: true })]);
  });

  it('decides what is disputed, unless they have a part in it', async () => {
    // Recorded in time, so that what is recorded now is too late to change it.
    desk.stack.clock.set('2026-11-20T10:00:00Z');
    const { caseId, milestoneId } = await burglary();
    desk.stack.clock.set('2026-11-30T10:00:00Z');
    expect((await api.post(`/cases/${caseId}/milestones/${milestoneId}/void`, { reason: 'Another man' })).status).toBe(
      201,
    );
    await on.goto(at('/board/disputes'));
    const row = on.locator(`tr:has(a[href="/cases/${caseId}"])`);
    expect(await row.innerText()).toMatch(/Missed\s+Voided/);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'disputes');
    await row.locator('text=Decide').click();
    await on.click('button:text-is("Decide it")');
    expect(await wrong(on)).toEqual(['#confirm', '#reason']);
    await on.check('[name=confirm][value=no]');
    await on.fill('#reason', 'He was arrested all the same');
    await on.click('button:text-is("Decide it")');
    await on.waitForURL('**/board/disputes');
    expect(await row.count()).toBe(0);
    const other = await on.goto(at(`/cases/${(await burglary()).caseId}/disputes/nothing`));
    expect(other!.status()).toBe(404);
    desk.complaints.length = 0;
  });

  it('sees what comes, for whom and on which day, as the API tells it', async () => {
    // Of a team that has no case which one supervisor alone may see.
    const asked = 'days=20&team=wigton-lpt';
    await on.goto(at(`/board/workload?${asked}`));
    const { body } = await (await desk.stack.as('supervisor')).get(`/workload?${asked}`);
    const total = body.days.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(total).toBeGreaterThan(0);
    const cells = await on.locator('tfoot td').allInnerTexts();
    expect(cells[0]).toBe(String(total));
    expect(cells.slice(2)).toEqual(body.days.map(({ count }: { count: number }) => String(count)));
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'workload');
  });

  it('sees who may see restricted cases and who did all the same, and which unsafe routes were let be used', async () => {
    const { caseId, victim } = await burglary();
    const supervisor = await desk.stack.as('supervisor');
    const route = await api.post(`/cases/${caseId}/participants/${victim}/routes`, {
      method: 'phone',
      value: '01632 960555',
      safe: false,
      reason: 'He answers it',
    });
    const { routeId } = route.body;
    const allowance = `/cases/${caseId}/participants/${victim}/routes/${routeId}/allowance`;
    expect((await supervisor.post(allowance, { reason: 'No other way' })).status).toBe(201);
    await on.goto(at(`/cases/${caseId}`));
    expect(await on.innerText('.desk-unsafe')).toMatch(/said so on Monday 30 November 2026\. “He answers it”/);
    await on.goto(at('/board/unsafe'));
    expect(await on.innerText(`tr:has(a[href="/cases/${caseId}"])`)).toMatch(/Holds now[^]*No other way\s+Not used/i);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'unsafe');
    const named = { staffIds: [officer, 'sgt-2003'], reason: 'Kin' };
    expect((await supervisor.post(`/cases/${caseId}/restriction`, named)).status).toBe(201);
    expect((await api.post(`/cases/${caseId}/break-glass`, { reason: 'She is at the counter' })).status).toBe(201);
    await on.goto(at('/board/restricted'));
    const row = await on.innerText(`tr:has(a[href="/cases/${caseId}"])`);
    expect(row).toMatch(/pc-1031[^]*sgt-2003[^]*Sees it now/i);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'restricted');
  });

  it('sees a change without doing anything, but never under their hands', async () => {
    // What the other one sees too: the last of all can be about a case that is restricted.
    await on.goto(at('/board?rung=missed&status=open'));
    const boxes = on.locator('[name="alert[]"]');
    const rowOf = (id: string) => on.locator(`[name="alert[]"][value="${id}"]`);
    /** Somebody else takes on what stands last. */
    const change = async (): Promise<string> => {
      const id = await boxes.last().inputValue();
      const supervisor = await desk.stack.as('supervisor');
      expect((await supervisor.post(`/alerts/${id}/acknowledgement`, {})).status).toBe(201);
      return id;
    };
    await rowOf(await change()).waitFor({ state: 'detached' });
    await boxes.first().check();
    const changed = await change();
    await on.waitForSelector('text=Something changed: show it');
    expect([await boxes.first().isChecked(), await rowOf(changed).count()]).toEqual([true, 1]);
    await on.click('text=Something changed: show it');
    expect(await rowOf(changed).count()).toBe(0);
  });

  it('can hold it still, and is told when it is not live', async () => {
    await on.goto(at('/board'));
    await on.click('text=Pause updates');
    await on.waitForSelector('text=/^Paused/');
    await on.click('text=Go on with updates');
    await on.waitForSelector('text=/^Live/');
  });

  it('sees that the board is not live while the server is frozen, and what came meanwhile once it goes on', async () => {
    const running = await startDeskProcess(desk.stack, '2026-11-30T10:00:00Z');
    const context = await desk.browser.newContext();
    try {
      await signInAt(running.url, context, 'sgt-2003');
      const board = await context.newPage();
      await board.goto(`${running.url}/board?status=open`);
      await board.waitForSelector('text=/^Live/');
      const looks = () => board.evaluate('getComputedStyle(document.getElementById("live")).backgroundColor');
      const [fresh, red] = [await looks(), 'rgb(202, 53, 53)'];
      expect(fresh).not.toBe(red);
      const shown: string[] = await board.evaluate(
        `[...document.querySelectorAll('[name="alert[]"]')].map(({ value }) => value)`,
      );
      const supervisor = await desk.stack.as('supervisor');
      const { items } = (await supervisor.get('/alerts?status=open&limit=200')).body;
      const { alertId } = items.find((one: { alertId: string }) => shown.includes(one.alertId));
      const row = board.locator(`[value="${alertId}"]`);
      running.process.kill('SIGSTOP');
      expect((await supervisor.post(`/alerts/${alertId}/acknowledgement`, {})).status).toBe(201);
      await board.waitForSelector('text=/^Not live: nothing was heard for \\d+ seconds/', { timeout: 60_000 });
      expect([await looks(), await row.count()]).toEqual([red, 1]);
      await requireAccessible(board);
      running.process.kill('SIGCONT');
      await board.waitForSelector('text=/^Live/', { timeout: 60_000 });
      await row.waitFor({ state: 'detached' });
      expect(await looks()).toBe(fresh);
    } finally {
      await context.close();
      await running.stop();
    }
  }, 240_000);

  it('takes one on from their own work, or puts it aside with a reason, without JavaScript too', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const theirOwn = await desk.signedIn('sgt-2003', { javaScriptEnabled });
      const own = await theirOwn.newPage();
      await own.goto(at('/my-work#alerts'));
      const rows = own.locator('.desk-alert');
      const alertId = await rows.first().locator('[name=alert]').inputValue();
      const same = own.locator(`.desk-alert:has([name=alert][value="${alertId}"])`);
      await rows.first().locator('summary').click();
      await rows.first().locator('text=Put aside until then').click();
      await own.waitForSelector('.govuk-error-summary >> text=Say why it can wait');
      expect(await own.title()).toBe('Error: My work - Kept Informed');
      if (javaScriptEnabled) await requireAccessible(own);
      await own.fill('#note', 'On leave');
      await own.selectOption('#days', '3');
      await own.click('details[open] >> text=Put aside until then');
      await own.waitForSelector('text=/put aside until Thursday 3 December 2026, 9:00am. What is owed/');
      await same.locator('summary').click();
      await same.locator('input[type=text]').fill('Ringing at four');
      await own.keyboard.press('Enter');
      await own.waitForSelector('text=/: taken on. What is owed stays owed/');
      expect(await same.count()).toBe(0);
      if (javaScriptEnabled) await requireAccessible(own);
      await theirOwn.close();
    }
  });

  it('alone has a board', async () => {
    const answer = await page.goto(at('/board'));
    expect(answer!.status()).toBe(403);
    desk.complaints.length = 0;
  });
});

describe('the performance unit', () => {
  let on: Page;
  let theirs: BrowserContext;

  beforeAll(async () => {
    theirs = await desk.signedIn('perf-3001');
    on = await desk.window(theirs);
  });

  afterAll(() => theirs?.close());

  it('begins at the standards, each with its rate, and goes on from them to months and to the report', async () => {
    await on.goto(at('/'));
    expect(new URL(on.url()).pathname).toBe('/dashboard');
    await on.goto(at('/dashboard?month=2026-11'));
    const { body } = await (
      await desk.stack.as('performance')
    ).get('/compliance?from=2026-11-01&to=2026-11-30&groupBy=standard');
    const rate = (standard: string): string =>
      body['rows'].find((row: any) => row.group.standard === standard)?.display ?? 'none due';
    const shown = await on.locator('.desk-standard__rate a').allInnerTexts();
    const standards = ['easy-to-contact', 'professional-service', 'initial-enquiry', 'keeping-informed'];
    expect(shown.slice(0, 4).map((text) => text.toLowerCase().split(/%|\n/)[0])).toEqual(
      standards.map((standard) => rate(standard).replace('%', '')),
    );
    expect(await on.locator('svg[role="img"]').count()).toBe(6);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'dashboard');
    await on.click('text=Victims of crime, month by month');
    await on.waitForSelector('h1:has-text("By month")');
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'months');
    await on.locator('svg a').last().focus();
    await on.keyboard.press('Enter');
    await on.waitForURL(/\/report\?.*standard=victims-of-crime/);
    expect((await theirs.request.get(at('/dashboard?month=1999-01'))).status()).toBe(404);
  });

  it('compares groups by a picture, of which each point leads to the report of its group', async () => {
    await on.goto(at('/report/compare?from=2026-11-01&to=2026-11-30&by=bcu'));
    const { body } = await (
      await desk.stack.as('performance')
    ).get('/compliance/funnel?from=2026-11-01&to=2026-11-30&by=bcu');
    const points = await on.locator('svg a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(points).toEqual(
      body['points'].map(({ group }: any) => expect.stringContaining(`bcu=${group.replaceAll(' ', '+')}`)),
    );
    expect(await on.locator('tbody tr').count()).toBe(body['points'].length);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'compare');
    await on.goto(at('/report/compare?from=2026-11-30&to=2026-11-01'));
    expect(await wrong(on)).toEqual(['#from']);
  });

  it('looks at the report, of which each figure leads to exactly its rows', async () => {
    await on.goto(at('/report'));
    await on.fill('#from', '2026-11-01');
    await on.fill('#to', '2026-11-30');
    await on.click('button:text-is("Show")');
    expect(await faultsOf(on)).toEqual([]);
    expect(await on.locator('.govuk-input--error').count()).toBe(0);
    await pictured(on, 'report');
    const line = on.locator('tbody tr:has-text("Told of an arrest")');
    const [fellDue, missed] = [line.locator('a').first(), line.locator('a[href*="status=missed"]')];
    const counted = Number(await missed.innerText());
    expect(counted).toBeGreaterThanOrEqual(3);
    expect(Number(await fellDue.innerText())).toBeGreaterThanOrEqual(counted);
    await missed.click();
    // Some of them are of cases that were restricted above.
    const unlisted = await on.innerText('text=/\\d+ more (is|are) counted and not listed/');
    const withheld = Number(/\d+/.exec(unlisted)![0]);
    expect(withheld).toBeGreaterThan(0);
    expect(await on.locator('tbody tr').count()).toBe(counted - withheld);
    expect(await on.locator('tbody a').count()).toBe(0);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'counted');
    const asked = new URL(on.url()).search.slice(1);
    const { body } = await (await desk.stack.as('performance')).get(`/compliance/obligations?${asked}`);
    expect([body['items'].length, body['withheld']]).toEqual([counted - withheld, withheld]);
    const rows = await theirs.request.get(at((await on.locator('a[href^="/report/rows.csv"]').getAttribute('href'))!));
    expect(
      (await rows.text())
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    ).toEqual(body['items'].map(({ obligationId }: any) => obligationId));
  });

  it('chooses a measure, of which each figure leads to exactly its rows', async () => {
    await burglary();
    await on.goto(at('/report/measures?from=2026-11-01&to=2026-11-30'));
    await on.selectOption('#measure', 'needs-assessed');
    await on.selectOption('#by', 'bcu');
    await on.click('button:text-is("Show")');
    await on.waitForSelector('h1:has-text("Needs assessment recorded")');
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'measures');
    const asked = 'from=2026-11-01&to=2026-11-30&measure=needs-assessed';
    const { body } = await (await desk.stack.as('performance')).get(`/compliance/shares?${asked}`);
    const { part, whole, display } = body['totals'];
    expect((await on.locator('tfoot td').allInnerTexts()).slice(0, 3)).toEqual([`${part}`, `${whole}`, display]);
    await on.locator('tfoot a:not([href*="part=yes"])').click();
    await on.waitForSelector('h1:has-text("Owed")');
    const withheld = /(\d+) more (is|are) counted/.exec(await on.locator('main').innerText())?.[1] ?? '0';
    expect(await on.locator('tbody tr').count()).toBe(Math.min(50, whole - Number(withheld)));
    expect(await on.locator('tbody td:nth-child(3):text-is("Yes")').count()).toBe(part);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'measured');
    await on.goto(at('/report/measures?measure=unassessed&commitment=VC20-ARREST'));
    expect(await wrong(on)).toEqual(['#commitment']);
    expect((await theirs.request.get(at('/report/measures/rows?measure=rumours'))).status()).toBe(404);
    desk.complaints.length = 0;
  });

  it('asks whether people are kept informed alike, and is told of no few', async () => {
    await on.goto(at('/report/measures'));
    await on.click('text=Are people kept informed alike');
    await on.selectOption('#by', 'bcu');
    await on.click('button:text-is("Show")');
    expect(await on.inputValue('#quarter')).toBe('2026-Q3');
    await on.waitForSelector('text=In one of the two nothing fell due: they cannot be compared.');
    expect(await on.locator('tbody tr').count()).toBeGreaterThanOrEqual(5);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'alike');
  });

  it('is told what a report counts otherwise than on another day, and by which facts', async () => {
    await on.goto(at('/report?from=2026-11-01&to=2026-11-30'));
    await on.click('text=What changed since another day');
    await on.fill('#before', '2026-11-20');
    await on.click('button:text-is("Show")');
    await on.waitForSelector('text=/more (has|have) changed and (is|are) not listed/');
    const line = on.locator('tbody tr:has-text("Told of an arrest")').first();
    expect(await line.innerText()).toMatch(/Obligation missed, recorded on \w+day \d+ \w+ 202\d/);
    expect(await faultsOf(on)).toEqual([]);
    expect(await on.locator('.govuk-input--error').count()).toBe(0);
    await pictured(on, 'changes');
    await on.goto(at('/report/changes?from=2026-11-01&to=2026-11-30&before=2026-11-20&after=2026-11-19'));
    expect(await wrong(on)).toEqual(['#after']);
  });

  it('takes the same away as a file', async () => {
    await on.goto(at('/report?from=2026-11-01&to=2026-11-30&by=bcu'));
    const href = await on.locator('a[download][href^="/report.csv"]').getAttribute('href');
    const answer = await theirs.request.get(at(href!));
    expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(await answer.text()).toMatch(/^from,to,asOf,knownAt,position,bcu,fellDue/);
    const book = await theirs.request.get(at(href!.replace('.csv', '.xlsx')));
    expect([(await book.body()).subarray(0, 2).toString(), book.headers()['content-disposition']]).toEqual([
      'PK',
      'attachment; filename="compliance-2026-11-01-to-2026-11-30.xlsx"',
    ]);
    const paper = await theirs.request.get(at(href!.replace('.csv', '.pdf')));
    expect([(await paper.body()).subarray(0, 5).toString(), paper.headers()['content-type']]).toEqual([
      '%PDF-',
      'application/pdf',
    ]);
  });

  it('publishes a return once, sees it as it was frozen, asks it again and takes it away', async () => {
    await on.goto(at('/publications/new'));
    await on.click('button:text-is("Publish it")');
    expect(await wrong(on)).toContain('#title');
    await on.fill('#title', 'November <b>');
    await on.check('input[name="questions-0-report"][value="compliance"]');
    const fill = async (name: string, [year, month, day]: readonly string[]) => {
      await on.fill(`[name="questions-0-${name}-day"]`, day!);
      await on.fill(`[name="questions-0-${name}-month"]`, month!);
      await on.fill(`[name="questions-0-${name}-year"]`, year!);
    };
    await fill('from', ['2026', '11', '30']);
    await fill('to', ['2026', '11', '1']);
    await on.selectOption('[name="questions-0-groupBy"]', 'commitment');
    await on.click('button:text-is("Publish it")');
    expect((await wrong(on))[0]).toMatch(/^#questions-0-to/);
    await fill('from', ['2026', '11', '1']);
    await fill('to', ['2026', '11', '30']);
    expect(await faultsOf(on)).toEqual([]);
    await on.click('button:text-is("Publish it")');
    await on.waitForURL(/\/publications$/);
    expect(await faultsOf(on)).toEqual([]);
    const published = await on.locator('tbody a').getAttribute('href');
    await on.click('tbody a');
    await on.click('text=Ask it again now');
    await on.waitForSelector('text=It is what was published.');
    await on.waitForSelector('text=it is answered the same, byte by byte');
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'publication');
    const { body } = await (await desk.stack.as('performance')).get(published!);
    expect(await on.locator('dl').innerText()).toContain(body['digest']);
    const document = await (await theirs.request.get(at(`${published}.json`))).body();
    expect(createHash('sha256').update(document).digest('hex')).toBe(body['digest']);
    const paper = await (await theirs.request.get(at(`${published}.pdf`))).body();
    expect(enclosureOf(paper)!.equals(document)).toBe(true);
    for (const path of ['/publications/none', '/publications/none.pdf'])
      expect((await theirs.request.get(at(path))).status()).toBe(404);
    desk.complaints.length = 0;
  });

  it('sees who hears nothing, and what is owed without a limit', async () => {
    const asker = await desk.stack.as('performance');
    await on.goto(at('/silence?days=5'));
    const { body } = await asker.get('/compliance/silence?days=5&limit=50');
    expect(await on.locator('tbody tr').count()).toBe(body['items'].length);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'silence');
    await on.goto(at('/silence?days=none'));
    expect(await wrong(on)).toEqual(['#days']);
    await on.goto(at('/no-limit?from=2026-11-01&to=2026-11-30'));
    const { rows } = (await asker.get('/compliance/no-limit?from=2026-11-01&to=2026-11-30&groupBy=commitment')).body;
    expect(await on.locator('tbody tr').count()).toBe(rows.length + 1);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'no-limit');
    desk.complaints.length = 0;
  });

  it('is told what is wrong with dates, and that nothing due is no 100%', async () => {
    await on.goto(at('/report?from=2026-11-30&to=2026-11-01'));
    expect([await wrong(on), await on.title()]).toEqual([['#from'], 'Error: Report - Kept Informed']);
    await on.goto(at('/report?from=2025-01-01&to=2025-01-31'));
    await on.waitForSelector('text=That is “none due”, not 100%');
    for (const path of ['/report/rows', '/report/rows?from=2026-11-01&to=2026-11-30&knownAt=x', '/report.csv?from=x'])
      expect([path, (await theirs.request.get(at(path))).status()]).toEqual([path, 404]);
    desk.complaints.length = 0;
  });

  it('draws a sample, and judges one of it', async () => {
    await burglary();
    await desk.stack.worker();
    const report = await desk.stack.as('performance');
    await until(
      () => report.get('/compliance?from=2026-11-01&to=2026-11-30'),
      ({ status, body }) => status === 200 && body.totals.fellDue > 0,
    );
    // What was recorded in the very second before is in no sample.
    desk.stack.clock.set(new Date(Date.parse(desk.stack.clock.now()) + 60_000).toISOString());
    await on.goto(at('/dip-samples'));
    expect(await faultsOf(on)).toEqual([]);
    await on.click('text=Draw a sample');
    for (const [field, value] of Object.entries({ from: '1', to: '30' })) {
      await on.fill(`#${field}-day`, value);
      await on.fill(`#${field}-month`, '11');
      await on.fill(`#${field}-year`, '2026');
    }
    await on.fill('#size', '501');
    await on.fill('#seed', 'desk-1');
    await on.check('input[value="commitment"]');
    expect(await sent(on)).toBe(422);
    expect(await wrong(on)).toEqual(['#size']);
    expect(await faultsOf(on)).toEqual([]);
    await on.fill('#size', '500');
    await sent(on);
    await on.click('text=What fell due from Sunday 1 November 2026 to Monday 30 November 2026');
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'sample');
    await on.locator('text=See whom it is owed to').first().click();
    expect(await sent(on)).toBe(422);
    expect(await wrong(on)).toEqual(['#reason']);
    expect(await faultsOf(on)).toEqual([]);
    await on.fill('#reason', 'The return of November is doubted');
    const keyed = await fieldsOf(on);
    expect(await sent(on)).toBe(200);
    expect(await on.locator('h1').innerText()).toBe('Siân <b>O’Neill</b>');
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'sample-opened');
    const again = await theirs.request.post(on.url(), { form: keyed, headers: { origin: desk.stack.url } });
    const said = await again.text();
    expect([again.status(), said.includes('It was shown already')]).toEqual([422, true]);
    expect(said).not.toContain('O’Neill');
    const looks = await desk.stack.database.query(
      `select count(*)::int as count from looks where route = 'POST /dip-samples/:dipSampleId/openings/:obligationId'`,
    );
    expect(looks).toEqual([{ count: 1 }]);
    await on.click('text=Back to the sample');
    await on.click('text=Draw it again from the seed');
    await on.waitForSelector('text=The same is drawn again, in the same order.');
    expect(await on.locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'sample-redrawn');
    await on.click('text=Back to the sample');
    await on.locator('text=Judge it').first().click();
    expect(await faultsOf(on)).toEqual([]);
    for (const question of ['inTime', 'rightPerson', 'useful', 'plain'])
      await on.check(`input[name="${question}"][value="yes"]`);
    await sent(on);
    await on.waitForSelector('text=1 of 2, yours among them');
    await pictured(on, 'sample-judged');
    desk.complaints.length = 0;
  });

  it('reads what an administrator drafts, and what it would change', async () => {
    const drafter = await desk.signedIn('admin-4001');
    const draft = await desk.window(drafter);
    await draft.goto(at('/terms'));
    const held = draft.locator('tr:has-text("What the force started with")');
    expect(await held.allInnerTexts()).toEqual([
      expect.stringMatching(/Holds now/),
      expect.stringMatching(/Holds now/),
    ]);
    await held.first().locator('text=What it says').click();
    expect(await draft.locator('main').innerText()).toMatch(/Victims’ Code of 2020[^]*missed: when it is due/);
    expect(await faultsOf(draft)).toEqual([]);
    await draft.goto(at('/terms'));
    await held.last().locator('text=What it says').click();
    expect(await draft.locator('main').innerText()).toMatch(/Friday 25 December 2026: Christmas Day/);
    await draft.goto(at('/terms'));
    await draft.click('text=Draft a policy');
    expect(await faultsOf(draft)).toEqual([]);
    await pictured(draft, 'policy-form');
    await draft.fill('#ladder-1-rung', '');
    await draft.fill('#ladder-2-days', 'two');
    await draft.click('text=Which days count for a promise');
    await draft.selectOption('#dayKinds-QOS-FB-REPLY', 'working');
    expect(await sent(draft)).toBe(422);
    // The alert that was emptied is gone, and the others moved up.
    expect(await wrong(draft)).toEqual(['#ladder-1-days']);
    expect(await faultsOf(draft)).toEqual([]);
    await draft.fill('#ladder-1-days', '2');
    expect(await sent(draft)).toBe(422);
    await draft.waitForSelector('text=The rung missed, at 0 days, must stay.');
    await draft.fill('#ladder-1-rung', 'missed');
    await draft.fill('#ladder-1-days', '0');
    await sent(draft);
    await draft.click('tbody tr:first-child >> text=What it says and would change');
    expect(await draft.locator('main').innerText()).toMatch(/missed: when it is due, to the inspector/);
    expect(await draft.locator('main').innerText()).toMatch(/ten days.*: working, and now as its source says/);
    expect(await draft.locator('text=Let it hold').count()).toBe(0);
    await draft.click('text=All that is not due yet is counted again');
    await draft.waitForSelector('text=/something is otherwise|Nothing that is open/');
    expect(await faultsOf(draft)).toEqual([]);
    await pictured(draft, 'policy-draft');
    await draft.click('text=Draft another one like it');
    expect(await draft.locator('#ladder-1-rung').inputValue()).toBe('missed');
    await draft.goto(at('/terms/calendar/new'));
    const holidays = await draft.inputValue('#holidays');
    await draft.fill('#holidays', `${holidays}\nChristmas 2027`);
    expect(await sent(draft)).toBe(422);
    expect(await wrong(draft)).toEqual(['#holidays']);
    expect(await faultsOf(draft)).toEqual([]);
    await draft.fill('#holidays', `${holidays}\n2027-06-01 Made up`);
    await sent(draft);
    await draft.click('h2:text-is("Calendars") ~ * >> text=What it says and would change');
    expect(await draft.locator('main').innerText()).toMatch(/1 June 2027: Made up/);
    expect(await faultsOf(draft)).toEqual([]);
    await pictured(draft, 'calendar-draft');
    const given = draft.url();
    await draft.click('text=Give it up');
    await sent(draft);
    await on.goto(given);
    await on.waitForSelector('text=Given up');
    expect(await on.locator('text=Draft another one like it').count()).toBe(0);
    expect((await theirs.request.get(at('/terms/policy/new'))).status()).toBe(403);
    desk.complaints.length = 0;
    await drafter.close();
  });

  it('asks what a draft would have made of a period, and a second person lets it hold', async () => {
    const admin = await desk.stack.as('admin');
    await desk.stack.worker();
    const { headers } = await admin.get('/policies');
    const adopts = ['qos-2006', 'victims-code-2006', 'victims-code-2013', 'victims-code-2015', 'victims-code-2020'];
    const content = { adopts, ladder: [{ rung: 'missed', days: 0, to: 'inspector' }], lateAfterHours: 72 };
    const drafted = await admin.post('/policies/drafts', content, { 'if-match': headers.get('etag')! });
    const { versionId } = drafted.body;
    await on.goto(at('/terms'));
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'terms');
    await on.click(`tr:has-text("${versionId}") >> text=What would it have made of a period?`);
    expect(await on.locator('select option:checked').innerText()).toContain(versionId);
    await on.fill('#from-day', '1');
    await on.fill('#from-month', '11');
    await on.fill('#from-year', '1986');
    for (const [part, value] of [
      ['day', '30'],
      ['month', '11'],
      ['year', '2026'],
    ] as const)
      await on.fill(`#to-${part}`, value);
    expect(await sent(on)).toBe(422);
    expect(await wrong(on)).toEqual(['#to-day']);
    expect(await faultsOf(on)).toEqual([]);
    await on.fill('#from-year', '2026');
    await pictured(on, 'what-if-form');
    await sent(on);
    await on.waitForSelector('h1:text-is("What if")');
    await on.click(`tbody a:has-text("${versionId}")`);
    await until(
      async () => {
        await on.reload();
        return on.locator('text=Download as CSV').count();
      },
      (found) => found === 1,
    );
    await on.waitForSelector('text=/The rate would have been the same/');
    expect(await on.locator('caption').allInnerTexts()).toEqual(['By promise', 'By team', 'Alerts']);
    expect(await on.locator('tbody tr:has-text("All together")').count()).toBe(1);
    expect(await faultsOf(on)).toEqual([]);
    await pictured(on, 'what-if');
    await on.setViewportSize({ width: 390, height: 844 });
    await pictured(on, 'what-if-phone');
    await on.setViewportSize({ width: 1280, height: 900 });
    const file = await theirs.request.get(at((await on.locator('a[download]').getAttribute('href'))!));
    expect(await file.text()).toMatch(/^part,name,team,date,figure,before,after,change/);
    expect((await theirs.request.get(at(`/terms/policy/${versionId}/activation`))).status()).toBe(403);
    const sergeant = await desk.signedIn('sgt-2003');
    const second = await desk.window(sergeant);
    expect((await second.goto(at('/what-if')))!.status()).toBe(403);
    await second.goto(at('/terms'));
    await second.click(`tr:has-text("${versionId}") >> text=Let it hold`);
    expect(await faultsOf(second)).toEqual([]);
    await pictured(second, 'activation');
    expect(await sent(second)).toBe(422);
    await second.check('input[value="new-only"]');
    await sent(second);
    await second.waitForSelector('h1:text-is("Policies and calendars")');
    expect(await second.locator(`tr:has-text("${versionId}")`).innerText()).toContain('Holds now');
    desk.complaints.length = 0;
    await sergeant.close();
  });
});

describe('somebody who signs out', () => {
  it('everywhere is out in every browser, and asked who they are', async () => {
    const [one, other] = [await desk.signedIn('pc-1031'), await desk.signedIn('pc-1031')];
    const [here, there] = [await one.newPage(), await other.newPage()];
    await here.goto(at('/my-settings'));
    expect(await here.locator('tbody tr').count()).toBeGreaterThanOrEqual(2);
    await here.click('text=Sign out everywhere');
    await here.click('button[name=logout]');
    await here.waitForSelector('text=You have signed out');
    const answer = await other.request.get(at('/my-work'), { maxRedirects: 0 });
    expect([answer.status(), answer.headers()['location']]).toEqual([303, '/sign-in?to=%2Fmy-work']);
    // The provider knows them there still.
    await there.goto(at('/my-work'));
    await there.click('button[value="pc-1031"]');
    await there.waitForURL(at('/my-work'));
    await there.goto(at('/my-settings'));
    expect(await there.locator('tbody tr').count()).toBe(1);
    await Promise.all([one.close(), other.close()]);
  });

  it('in one browser is asked there who they are', async () => {
    const [one, other] = [await desk.signedIn('com-8001'), await desk.signedIn('com-8001')];
    const [here, there] = [await one.newPage(), await other.newPage()];
    await here.goto(at('/my-settings'));
    // The one that was used last.
    await Promise.all([here.waitForNavigation(), here.locator('text=Sign out there').first().click()]);
    await there.goto(at('/home'));
    await there.click('button[value="com-8001"]');
    await there.waitForURL(at('/home'));
    await Promise.all([one.close(), other.close()]);
  });

  it('at the provider is out here too', async () => {
    const one = await desk.signedIn('admin-4001');
    const on = await one.newPage();
    await on.goto(at('/oidc/session/end'));
    await on.click('button[name=logout]');
    await on.waitForSelector('text=You have signed out');
    const answer = await one.request.get(at('/home'), { maxRedirects: 0 });
    expect([answer.status(), answer.headers()['location']]).toEqual([303, '/sign-in?to=%2Fhome']);
    await one.close();
  });

  it('leaves nothing in the table by which somebody else could be them', async () => {
    const cookie = (await (await desk.signedIn('admin-4001')).cookies()).find(({ name }) => name === 'desk');
    const kept: { sid: string }[] = await desk.stack.database.query('select sid from desk_sessions');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(({ sid }) => decodeURIComponent(cookie!.value).includes(sid))).toEqual([]);
  });
});

describe.each([
  ['on a phone', { viewport: { width: 320, height: 640 } }],
  ['without JavaScript', { javaScriptEnabled: false }],
])('a task of the day, from its first page to its last, %s', (how, window) => {
  let on: Page;
  let theirs: BrowserContext;

  const begin = async (as: string, path: string) => {
    theirs = await desk.signedIn(as, window);
    on = await theirs.newPage();
    await on.goto(at(path));
  };

  afterEach(() => theirs.close());

  /** A page on the way: nothing of it is beside the window. */
  async function passed(name: string): Promise<void> {
    await on.waitForLoadState();
    const wide = await on.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect([name, wide]).toEqual([name, 0]);
    await pictured(on, `day-${name}-${how.replaceAll(' ', '-')}`);
  }

  /** Goes where something leads: a click is over before the next page is there. */
  async function followed(link: Locator): Promise<void> {
    await Promise.all([on.waitForEvent('load'), link.click()]);
  }

  it('an officer tells what is overdue, and goes on with the next', async () => {
    await burglary();
    await begin(officer, '/my-work');
    await passed('my-work');
    const log = on.locator('#overdue ~ * a[href*="duty="]').first();
    const [, caseId] = /cases\/([^?]+)/.exec((await log.getAttribute('href'))!)!;
    const before = (await contactsOf(caseId!)).length;
    await followed(log);
    await passed('case');
    await on.check('[name=how][value=phone]');
    await on.check('[name=reached][value=spoke]');
    await on.fill('#note', 'Rang');
    await on.click('button:text-is("Log it")');
    await on.waitForSelector('text=was recorded');
    await passed('logged');
    expect(await contactsOf(caseId!)).toHaveLength(before + 1);
    await on.click('text=next in my work');
    await on.waitForURL((url) => !url.search.includes('logged='));
    await passed('next');
  });

  it('the performance unit asks a report, opens the rows of a figure and takes them away', async () => {
    await begin('perf-3001', '/report');
    await on.fill('#from', '2026-11-01');
    await on.fill('#to', '2026-11-30');
    await on.click('button:text-is("Show")');
    await on.waitForSelector('tbody tr:has-text("Told of an arrest")');
    await passed('report');
    await on.click('tbody tr:has-text("Told of an arrest") >> a[href*="status=missed"]');
    await on.waitForSelector('h1:has-text("Missed")');
    expect(await on.locator('tbody tr').count()).toBeGreaterThan(0);
    await passed('rows');
    const file = (await on.locator('a[href^="/report/rows.csv"]').getAttribute('href'))!;
    expect((await theirs.request.get(at(file))).status()).toBe(200);
  });

  it('a supervisor takes on what waits, and excuses what was tried', async () => {
    const { caseId, victim } = await burglary();
    for (const day of ['24', '25'])
      await api.post(`/cases/${caseId}/contacts`, {
        participantIds: [victim],
        direction: 'outbound',
        method: 'phone',
        outcome: 'no-answer',
        purpose: 'update',
        occurredAt: `2026-11-${day}T15:00:00Z`,
        lateReason: 'Written up late',
      });
    await begin('sgt-2003', '/board');
    await passed('board');
    await on.click('.desk-tile:has-text("Missed")');
    await on.locator('[name="alert[]"]').first().check();
    await on.click('button:text-is("Go on")');
    await on.waitForSelector('text=It is done with 1 row');
    await passed('board-thought');
    await on.click('button:text-is("Do it")');
    await on.waitForSelector('text=What came of it');
    expect(await on.innerText('.govuk-notification-banner li')).toMatch(/: taken on$/);
    await passed('board-done');
    await followed(on.locator('nav[aria-label="What supervisors see to"] >> text=Excusals'));
    await passed('excusals');
    const row = on.locator(`tr:has(a[href="/cases/${caseId}"]):has-text("arrest")`);
    await followed(row.locator('text=Decide'));
    await passed('excusal');
    await on.fill('#reason', 'Rang on two days');
    await on.click('button:text-is("Excuse it")');
    await on.waitForURL('**/board/excusals');
    expect(await row.count()).toBe(0);
    const { body } = await api.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`);
    expect(body.items).toEqual([expect.objectContaining({ status: 'excused', toBeDone: true })]);
  });

  it('the counter finds who is asking, says what may be said, takes a message and logs the enquiry', async () => {
    // Of one name there are more by now than a search reads.
    const { caseId, victim } = await burglary();
    await begin('desk-1101', '/counter');
    await passed('counter');
    await on.fill('#q', 'Sian Oneill');
    await on.fill('#reference', `CR/${opened}/26`);
    await followed(on.locator('main >> button:text-is("Find")'));
    await passed('counter-found');
    await on.click(`tbody a[href^="/counter/${caseId}/${victim}"]`);
    await on.check('[value=address]');
    await on.check('[value=document]');
    await passed('identity');
    await on.click('button:text-is("Go on")');
    await on.waitForSelector('.desk-say li');
    await passed('may-say');
    await on.click('text=Leave a message for the officer');
    await on.fill('#text', 'Ring me');
    await passed('message');
    expect(await sent(on)).toBe(303);
    await on.waitForSelector('text=The message was left');
    await on.click('text=Log this enquiry');
    await on.check('[name=purpose][value=enquiry]');
    await passed('enquiry');
    expect(await sent(on)).toBe(303);
    await on.waitForSelector('text=The enquiry was logged');
    await passed('enquiry-logged');
    await on.click('main >> text=Done');
    await on.waitForURL('**/counter');
    const { items } = (await api.get(`/cases/${caseId}/timeline?limit=200`)).body;
    const done = items.filter(({ recordedBy }: { recordedBy: string }) => recordedBy === 'desk-1101');
    expect(done.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['ContactMade', 'MessageLeft']),
    );
  });

  it('an administrator confirms an erasure, and drafts a policy', async () => {
    const { victim } = await burglary();
    const asked = { participantId: victim, basis: 'requested', reason: 'X' };
    const { erasureId } = (await (await desk.stack.as('supervisor')).post('/erasures', asked)).body;
    await begin('admin-4001', '/erasures');
    await passed('erasures');
    await followed(on.locator(`a[href="/erasures/${erasureId}"]`));
    await passed('erasure');
    await on.click('text=Erase them');
    await on.check('[name="sure[]"]');
    await passed('erasing');
    expect(await sent(on)).toBe(303);
    await on.waitForSelector('h1:has-text("erased")');
    await passed('erased');
    await on.goto(at('/terms'));
    await passed('terms');
    await on.click('text=Draft a policy');
    await on.fill('#lateAfterHours', '71');
    await passed('policy');
    expect(await sent(on)).toBe(303);
    await followed(on.locator('tbody tr:first-child >> text=What it says and would change'));
    await passed('policy-draft');
    await on.click('text=Give it up');
    expect(await sent(on)).toBe(303);
    await on.waitForSelector('h1:text-is("Policies and calendars")');
    await passed('given-up');
  });
});
