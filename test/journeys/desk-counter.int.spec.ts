import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { Client } from '../support/client.js';
import { openDesk, type OpenedDesk } from '../support/desk.js';
import { faultsOf, fieldsOf, pictured, sent, wrong } from '../support/desk-forms.js';

/** The demo's counter clerk, as a browser signs in. */
const clerk = 'desk-1101';
const secret = 'The man next door is the one.';
const proved = '?checked=born-on,reference';

let desk: OpenedDesk;
let api: Client;
let context: BrowserContext;
let page: Page;
/** Without JavaScript. */
let plain: Page;

interface OpenedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly victim: string;
  readonly routes: Readonly<Record<string, string>>;
}

let opened = 0;
/** A burglary of two, of which an arrest is to be told that nobody has told yet. */
async function burglary(): Promise<OpenedCase> {
  const reference = `CR/${(opened += 1)}/26`;
  const { body } = await api.post('/cases', {
    kind: 'crime',
    reference,
    offenceGroup: 'burglary-dwelling',
    openedAt: '2026-11-16T09:00:00Z',
    area: { bcu: 'North Cumbria', lpt: 'Wigton' },
    owner: 'pc-1031',
    participants: [
      {
        role: 'victim',
        name: 'Una <b>Counterley',
        bornOn: '1990-02-28',
        entitlement: 'standard',
        routes: [
          { method: 'phone', value: '01229 555 001', safe: true, times: 'after six' },
          { method: 'sms', value: '07700 900123', safe: false },
        ],
      },
      { role: 'witness', name: 'Somebody Elsewise' },
    ],
  });
  const { caseId } = body;
  const [{ participantId: victim }] = body.participants;
  await api.post(`/cases/${caseId}/contacts`, {
    participantIds: [victim],
    direction: 'outbound',
    method: 'phone',
    outcome: 'spoke',
    purpose: 'update',
    occurredAt: '2026-11-18T10:00:00Z',
    lateReason: 'Away',
    note: secret,
  });
  await api.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: '2026-11-27T10:00:00Z' });
  const { participants } = (await api.get(`/cases/${caseId}`)).body;
  const { routes } = participants.find((one: any) => one.participantId === victim);
  return {
    caseId,
    reference,
    victim,
    routes: Object.fromEntries(routes.map(({ method, routeId }: any) => [method, routeId])),
  };
}

const at = (path: string) => desk.stack.url + path;
const about = ({ caseId, victim }: OpenedCase, more = '') => at(`/counter/${caseId}/${victim}${more}`);

async function requireGood(on = page): Promise<void> {
  expect(await faultsOf(on, page)).toEqual([]);
}

/** What a page says to be read out. */
const sayings = (on = page): Promise<string[]> => on.locator('.desk-say li').allInnerTexts();

const factsOf = ({ caseId }: OpenedCase, type: string) =>
  desk.stack.database.query('select data from facts where stream = $1 and type = $2', [
    `case-${caseId}`,
    type,
  ]) as Promise<{ data: Record<string, any> }[]>;

const unsayable = ['rrest', 'Elsewise', '555 001', '900123', '1990-02', '02/1990', 'pc-1031', secret];

/** Nothing of what is on the case, wherever in the page it might stand. */
function requireUnsaid(html: string, ...besides: string[]): void {
  for (const unsaid of [...unsayable, ...besides]) expect(html).not.toContain(unsaid);
}

beforeAll(async () => {
  desk = await openDesk('2026-11-30T10:00:00Z');
  api = await desk.stack.as('desk');
  context = await desk.signedIn(clerk);
  page = await desk.window(context);
  plain = await (await desk.signedIn(clerk, { javaScriptEnabled: false })).newPage();
}, 300_000);

afterAll(() => desk?.stop());

/** A refused form is told to the console by every browser: nothing else may be. */
afterEach(() => {
  expect(desk.complaints.filter((one) => !/status of (4\d\d)/.test(one))).toEqual([]);
});

describe('a counter clerk', () => {
  it('begins at the counter, and has no other page of a case', async () => {
    const { caseId } = await burglary();
    await page.goto(at('/'));
    expect(new URL(page.url()).pathname).toBe('/counter');
    expect(await page.locator('nav >> a').allInnerTexts()).toEqual(['Counter']);
    await pictured(page, 'counter-empty');
    await requireGood();
    for (const path of ['/my-work', '/find', '/board', `/cases/${caseId}`, `/cases/${caseId}/timeline`])
      expect([path, (await context.request.get(at(path))).status()]).toEqual([path, 403]);
  });

  it('finds who stands there by what they say, and is told by what and no date of birth, without JavaScript', async () => {
    const one = await burglary();
    await plain.goto(at('/counter'));
    await plain.fill('#q', 'Una Counterly 28/02/1990');
    await plain.fill('#reference', one.reference.toLowerCase());
    await plain.press('#q', 'Enter');
    expect([new URL(plain.url()).pathname, new URL(plain.url()).search]).toEqual(['/counter', '']);
    expect(await plain.locator('tbody tr').count()).toBe(1);
    expect(await plain.innerText('tbody a')).toContain('Una <b>Counterley');
    expect(await plain.locator('tbody td').allInnerTexts()).toEqual([
      expect.stringContaining('victim'),
      one.reference,
      'date of birth, name, a name spelt nearly so, reference',
    ]);
    requireUnsaid((await plain.content()).replaceAll('Una Counterly 28/02/1990', ''));
    await pictured(plain, 'counter-found');
    await plain.click('tbody a');
    expect(plain.url()).toBe(about(one, `/identity${proved}`));
    const ticked = plain.locator('[name="checked[]"]:checked');
    expect(await ticked.evaluateAll((boxes) => boxes.map((box) => (box as never as { value: string }).value))).toEqual([
      'born-on',
      'reference',
    ]);
    await pictured(plain, 'identity-ticked');
    await plain.click('text=Go on');
    expect(plain.url()).toBe(about(one, proved));
    expect((await sayings(plain))[0]).toBe('“Your case is being dealt with.”');
    await requireGood(plain);
  });

  it('is told what became of a reference, and that nobody was found', async () => {
    const { reference } = await burglary();
    for (const [q, asked, said] of [
      ['', reference, `There is a case ${reference}. Ask them who they are`],
      ['Counterley', 'CR/9999/26', 'There is no case with the reference CR/9999/26'],
      ['Nobody Atall', reference, `There is a case ${reference}, and nobody who was found is on it`],
      ['Nobody Atall', '', 'Nobody is found for “Nobody Atall”'],
    ] as const) {
      await page.goto(at('/counter'));
      await page.fill('#q', q);
      await page.fill('#reference', asked);
      await page.press('#reference', 'Enter');
      await page.waitForSelector(`text=${said}`);
      await requireGood();
    }
    await pictured(page, 'counter-nobody');
    await page.goto(at('/counter'));
    await page.press('#q', 'Enter');
    expect(await page.locator('table, .govuk-inset-text, h2:has-text("Nobody")').count()).toBe(0);
  });

  it('goes on with two proofs, and asks for more than one', async () => {
    const one = await burglary();
    await page.goto(about(one, '/identity'));
    await pictured(page, 'identity-empty');
    await page.check('[value=document]');
    expect(await sent(page)).toBe(422);
    expect([await wrong(page), await page.isChecked('[value=document]'), await page.title()]).toEqual([
      ['#checked'],
      true,
      expect.stringMatching(/^Error: /),
    ]);
    await pictured(page, 'identity-wrong');
    await requireGood();
    await page.check('[value=address]');
    expect(await sent(page)).toBe(303);
    await page.waitForURL(about(one, '?checked=address,document'));
  });

  it('reads in one glance what may be said, what not and why, and nothing else is in the page', async () => {
    const one = await burglary();
    await page.goto(about(one, proved));
    expect(await sayings()).toEqual([
      '“Your case is being dealt with.”',
      expect.stringMatching(/^“It is with the .*\.”$/),
      '“You were last told about it on Wednesday 18 November 2026.”',
      expect.stringMatching(/^“You will hear from us by .*\.”$/),
      '“You can leave a message for whoever has your case, and say by when you want a call.”',
    ]);
    expect(await page.innerText('.desk-unsaid')).toMatch(/Suspects\s+Anything about a suspect is told/);
    expect(await page.innerText('main')).toMatch(/Safe ways to call back\s+Phone ending 001, after six/);
    requireUnsaid(await page.content(), 'Counterley');
    const order = [
      'h1',
      '.desk-unsaid',
      'h2:has-text("Safe ways")',
      'a:text-is("Leave a message for the officer")',
      'a:text-is("Done")',
    ];
    const boxes = await Promise.all(order.map((one) => page.locator(one).first().boundingBox()));
    // All of it on a desk's screen.
    for (const box of boxes) expect(box!.y + box!.height).toBeLessThan(900);
    const hide = await page.locator('.desk-hide').boundingBox();
    expect(hide!.height).toBeGreaterThan(50);
    await pictured(page, 'may-say');
    await requireGood();
    await page.click('text=Hide this page');
    expect(new URL(page.url()).pathname).toBe('/away');
  });

  it.each(['', '?checked=', '?checked=born-on'])(
    'confirms nothing to whoever did not prove who they are: %s',
    async (query) => {
      const one = await burglary();
      await page.goto(about(one, query));
      expect(await sayings()).toEqual(['“I cannot confirm whether we hold anything about you. I can take a message.”']);
      requireUnsaid(await page.content(), 'Counterley', 'Wigton', 'ending', 'dealt with', '18 November');
      await pictured(page, 'may-say-unproved');
      await requireGood();
      await page.click('text=They can prove it now');
      await page.waitForSelector('text=Did they prove who they are?');
      await page.click('text=They did not prove it');
      await page.waitForURL(about(one, '?checked='));
    },
  );

  it('is on record with what was shown', async () => {
    const one = await burglary();
    const answer = await context.request.get(about(one, proved));
    const looks = await desk.stack.database.query(
      'select staff_id, fields from looks join shown_people using (shown_id) where request_id = $1',
      [answer.headers()['x-request-id']],
    );
    expect(looks).toEqual([{ staff_id: clerk, fields: { [one.victim]: ['routes', 'what-may-be-said'] } }]);
  });
});

describe('a message', () => {
  it('is left for whoever has the case: a fact without its words, and an alert, without JavaScript', async () => {
    const one = await burglary();
    await plain.goto(about(one, proved));
    await plain.click('text=Leave a message for the officer');
    await pictured(plain, 'message-empty');
    await requireGood(plain);
    await plain.fill('#text', secret);
    for (const [part, value] of Object.entries({ day: '1', month: '12', year: '2026', time: '6pm' }))
      await plain.fill(`#callBackBy-${part}`, value);
    expect(await plain.locator('[name=routeId]').count()).toBe(2);
    await plain.check(`[name=routeId][value="${one.routes['phone']}"]`);
    expect(await sent(plain)).toBe(303);
    expect(plain.url()).toBe(about(one, `${proved}&done=message`));
    expect(await plain.innerText('.govuk-notification-banner')).toContain('The message was left');
    await pictured(plain, 'message-done');
    await requireGood(plain);
    const facts = await factsOf(one, 'MessageLeft');
    expect(facts.map(({ data }) => data)).toEqual([
      expect.objectContaining({
        participantId: one.victim,
        identityVerified: true,
        callBackBy: '2026-12-01T18:00:00.000Z',
        routeId: one.routes['phone'],
      }),
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/next door|born-on/);
    const { items } = (await api.get(`/alerts?caseId=${one.caseId}&rung=message-left`)).body;
    expect(items).toEqual([expect.objectContaining({ recipient: 'pc-1031' })]);
  });

  it('of somebody who proved nothing says so, and names no number', async () => {
    const one = await burglary();
    await page.goto(about(one, '?checked='));
    await page.click('text=Leave a message for the officer');
    requireUnsaid(await page.content(), 'Counterley', 'ending');
    await pictured(page, 'message-unproved');
    await requireGood();
    await page.fill('#text', 'Ring me');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(about(one, '?checked=&done=message'));
    expect(await factsOf(one, 'MessageLeft')).toEqual([{ data: expect.objectContaining({ identityVerified: false }) }]);
    expect(await sayings()).toHaveLength(1);
  });

  it('that cannot be left says why at each field, and keeps what was typed', async () => {
    const one = await burglary();
    await page.goto(about(one, `/message${proved}`));
    await page.fill('#callBackBy-day', '31');
    expect(await sent(page)).toBe(422);
    expect(await wrong(page)).toEqual(['#text', '#callBackBy-day']);
    await page.fill('#text', 'Not to be lost <b>');
    for (const [part, value] of Object.entries({ day: '30', month: '11', year: '2026', time: '10am' }))
      await page.fill(`#callBackBy-${part}`, value);
    expect(await sent(page)).toBe(422);
    expect([await wrong(page), await page.inputValue('#text')]).toEqual([['#callBackBy-day'], 'Not to be lost <b>']);
    await pictured(page, 'message-wrong');
    await requireGood();
    expect(await factsOf(one, 'MessageLeft')).toEqual([]);
    await page.fill('#callBackBy-time', '10:01am');
    expect(await sent(page)).toBe(303);
    await page.waitForURL(about(one, `${proved}&done=message`));
  });

  it('is for no route that must not be used', async () => {
    const one = await burglary();
    await page.goto(about(one, `/message${proved}`));
    const form = { ...(await fieldsOf(page)), text: 'x', routeId: one.routes['sms']! };
    const answer = await context.request.post(about(one, '/message'), { form, headers: { origin: desk.stack.url } });
    expect([answer.status(), await answer.text()]).toEqual([422, expect.stringContaining('must not be used')]);
    expect(await factsOf(one, 'MessageLeft')).toEqual([]);
  });

  it('is left once, however often the form is sent, and even at one time', async () => {
    const one = await burglary();
    await page.goto(about(one, `/message${proved}`));
    const form = { ...(await fieldsOf(page)), text: 'Ring me' };
    const send = () =>
      context.request.post(about(one, '/message'), { form, headers: { origin: desk.stack.url }, maxRedirects: 0 });
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303]);
    expect(await factsOf(one, 'MessageLeft')).toHaveLength(1);
  });

  it('that was sent too late is there again with what they proved, and what they prove then comes before that', async () => {
    const one = await burglary();
    const theirs = await desk.signedIn(clerk, { javaScriptEnabled: false });
    const on = await theirs.newPage();
    await on.goto(about(one, `/message${proved}`));
    await on.fill('#text', 'Ring me');
    await desk.stack.database.query('delete from desk_sessions where staff_id = $1', [clerk]);
    await on.click('form.desk-form button[data-default-button]');
    await on.waitForSelector('text=/^You typed this on/');
    expect([await on.inputValue('#text'), await on.inputValue('[name=checked]')]).toEqual([
      'Ring me',
      'born-on,reference',
    ]);
    await on.goto(about(one, '/message?checked='));
    expect([await on.inputValue('#text'), await on.inputValue('[name=checked]')]).toEqual(['Ring me', '']);
    expect(await sent(on)).toBe(303);
    expect(await factsOf(one, 'MessageLeft')).toEqual([{ data: expect.objectContaining({ identityVerified: false }) }]);
    await theirs.close();
    context = await desk.signedIn(clerk);
    page = await desk.window(context);
    plain = await (await desk.signedIn(clerk, { javaScriptEnabled: false })).newPage();
  });
});

describe('an enquiry', () => {
  const contactsOf = (items: any[]) =>
    items.filter(({ recordedBy, type }) => recordedBy === clerk && type === 'ContactMade');

  it('is logged by keys alone, as a contact that came in', async () => {
    const one = await burglary();
    await page.goto(about(one, proved));
    await page.focus('text=Log this enquiry');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/enquiry?*');
    await pictured(page, 'enquiry-empty');
    await requireGood();
    await page.focus('[name=purpose] >> nth=0');
    for (const key of ['ArrowDown', 'Tab', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.type(secret);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(about(one, `${proved}&done=enquiry`));
    expect(await page.innerText('.govuk-notification-banner')).toContain('The enquiry was logged');
    requireUnsaid(await page.content(), 'Counterley');
    const { items } = (await api.get(`/cases/${one.caseId}/timeline?limit=200`)).body;
    expect(contactsOf(items)).toEqual([
      expect.objectContaining({ words: 'Inbound counter for chase: received', note: secret }),
    ]);
  });

  it('says what is missing, and is logged once', async () => {
    const one = await burglary();
    await page.goto(about(one, `/enquiry${proved}`));
    await page.fill('#note', 'Not to be lost');
    expect(await sent(page)).toBe(422);
    expect([await wrong(page), await page.inputValue('#note')]).toEqual([['#purpose'], 'Not to be lost']);
    await pictured(page, 'enquiry-wrong');
    await requireGood();
    const form = { ...(await fieldsOf(page)), purpose: 'enquiry', method: 'phone' };
    const send = () =>
      context.request.post(about(one, '/enquiry'), { form, headers: { origin: desk.stack.url }, maxRedirects: 0 });
    expect((await Promise.all([send(), send()])).map((answer) => answer.status())).toEqual([303, 303]);
    const { items } = (await api.get(`/cases/${one.caseId}/timeline?limit=200`)).body;
    expect(contactsOf(items).map(({ words }: any) => words)).toEqual(['Inbound phone for enquiry: received']);
  });
});

describe('the counter’s pages', () => {
  it('are not there of whoever takes no part, of a case out of sight, or for what nobody proves by', async () => {
    const [one, hidden] = [await burglary(), await burglary()];
    const { status } = await (
      await desk.stack.as('supervisor')
    ).post(`/cases/${hidden.caseId}/restriction`, {
      staffIds: ['pc-1031'],
      reason: 'Kin',
    });
    for (const path of ['', '/identity', '/message', '/enquiry'])
      for (const [address, expected] of [
        [about(one, path), 200],
        [at(`/counter/${one.caseId}/${hidden.victim}${path}`), 404],
        [at(`/counter/${one.caseId}/no-body${path}`), 404],
        [at(`/counter/no-case/${one.victim}${path}`), 404],
        [about(hidden, path), status === 201 ? 404 : status],
        [about(one, `${path}?checked=mothers-name`), 404],
      ] as const)
        expect([address, (await context.request.get(address)).status()]).toEqual([address, expected]);
    const headers = { origin: desk.stack.url };
    for (const path of ['/message', '/enquiry', '/identity']) {
      const form = { key: `k${path}`, text: 'x', purpose: 'enquiry' };
      expect((await context.request.post(about(hidden, path), { form, headers })).status()).toBe(404);
    }
    await page.goto(at('/counter'));
    await page.fill('#reference', hidden.reference);
    await page.press('#reference', 'Enter');
    await page.waitForSelector(`text=There is no case with the reference ${hidden.reference}`);
  });

  it('are for desk and supervisors too, and for nobody else', async () => {
    const one = await burglary();
    for (const [who, expected] of [
      ['pc-1031', 200],
      ['sgt-2003', 200],
      ['perf-3001', 403],
      ['admin-4001', 403],
      ['com-8001', 403],
    ] as const) {
      const other = await desk.signedIn(who);
      for (const address of [at('/counter'), about(one, proved)])
        expect([who, address, (await other.request.get(address)).status()]).toEqual([who, address, expected]);
      await other.close();
    }
  });
});
