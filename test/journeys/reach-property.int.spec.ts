import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { issuerForAnybody } from '../support/anybody.js';
import type { Client } from '../support/client.js';
import { listen } from '../support/event-stream.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import type { Issuer } from '../support/issuer.js';
import { hookReceiver, mailServer, type ArrivedHook, type ArrivedMail, type Receiver } from '../support/receivers.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const NOW = '2026-11-02T10:00:00Z';
const GATHERED = '2026-11-02T10:06:00Z';
const LATER = '2026-11-30T10:00:00Z';

interface ForceOfSpec {
  bcus: { id: string; name: string; inspector: string; lpts: { name: string; teams: string[] }[] }[];
  teams: { id: string; bcu?: string; lpt?: string; supervisor: string }[];
  staff: { id: string; team: string }[];
}
interface SpecCase {
  readonly caseId: string;
  readonly victim: string;
  readonly name: string;
  readonly reference: string;
  readonly owner: string | null;
  readonly bcu: string;
  readonly lpt: string;
  restrictedTo: readonly string[] | null;
  readonly brokenBy: readonly string[];
}
interface SpecPerson {
  readonly staffId: string;
  readonly roles: readonly string[];
}

/** Who sees what, as a naive reader has it (rules.md, Who sees what, Restricted cases): role by role, case by case, with nothing in common with the product. */
function maySee(person: SpecPerson, one: SpecCase, force: ForceOfSpec): boolean {
  const teamOf = (staffId: string) =>
    force.teams.find(({ id }) => id === force.staff.find((each) => each.id === staffId)?.team);
  const supervisorOf = (staffId: string): string | undefined => {
    const team = teamOf(staffId);
    if (team?.supervisor !== staffId) return team?.supervisor;
    const inspector = force.bcus.find(({ id }) => id === team.bcu)?.inspector;
    return inspector === staffId ? undefined : inspector;
  };
  const seers = person.roles.filter((role) => role !== 'admin' && role !== 'committee');
  if (seers.length === 0) return false;
  if (one.restrictedTo)
    return (
      one.brokenBy.includes(person.staffId) ||
      one.restrictedTo.some((named) => named === person.staffId || supervisorOf(named) === person.staffId)
    );
  return seers.some((role) => {
    if (role !== 'supervisor') return true;
    const bcu = force.bcus.find(({ name }) => name === one.bcu)!;
    if (bcu.inspector === person.staffId) return true;
    const answering =
      one.owner === null ? bcu.lpts.find(({ name }) => name === one.lpt)!.teams[0] : teamOf(one.owner)!.id;
    const team = force.teams.find(({ id }) => id === answering)!;
    return team.supervisor === person.staffId || teamOf(person.staffId)?.id === team.id;
  });
}

let stack: Stack;
let issuer: Issuer;
let file: ForceFileOfSpec;
let hooks: Receiver<ArrivedHook>;
let mails: Receiver<ArrivedMail>;
let force: ForceOfSpec;

beforeAll(async () => {
  [issuer, hooks, mails] = [await issuerForAnybody(), await hookReceiver(), await mailServer()];
  file = forceFileWith((each) => void delete each.reach);
  force = parse(readFileSync(file.file, 'utf8')) as ForceOfSpec;
  stack = await startStack(NOW, 'postgres', {
    OIDC_ISSUER: issuer.url,
    FORCE_FILE: file.file,
    SMTP_URL: mails.url,
    REQUESTS_PER_MINUTE: '100000',
    REQUESTS_BEFORE_SIGN_IN: '100000',
  });
});

afterAll(async () => {
  await stack?.stop();
  issuer?.stop();
  await hooks?.close();
  await mails?.close();
  file?.forget();
});

/** No two of them are alike, as far as a search tells words apart by their sound or by a letter. */
const nameOfNth = (n: number) =>
  `Victim ${['Abel', 'Brook', 'Crane', 'Dunmore', 'Eskett'][n % 5]} ${['Fitzroy', 'Gamble', 'Hutton', 'Irving', 'Jopling', 'Kirkby', 'Lowther', 'Mungo', 'Naylor', 'Ormside', 'Penrith', 'Quayle'][Math.floor(n / 5)]}`;

/** Everybody listens from the beginning at once: who hears of which cases; null: they may not listen. */
async function heardBy(people: readonly SpecPerson[], expected: (who: SpecPerson) => readonly string[]) {
  const listening = await Promise.all(
    people.map(async (who) => {
      const { authorization } = await stack.as(`${who.roles.join('+')}@${who.staffId}`);
      const one = await listen(stack.url, authorization.replace('Bearer ', ''), { last: '0' });
      return {
        who,
        one,
        wanted: one.status === 200 ? expected(who) : [],
        cases: () => new Set(one.alerts().map(({ data }) => data['caseId'] as string)),
      };
    }),
  );
  await until(
    async () =>
      listening
        .filter(({ wanted, cases }) => !wanted.every((id) => cases().has(id)))
        .map(({ who, wanted, cases }) => [who, wanted.length, cases().size]),
    ({ length }) => length === 0,
    120_000,
    250,
  );
  return listening.map(({ who, one, cases }) => {
    one.close();
    return { who, heard: one.status === 200 ? [...cases()].toSorted() : null };
  });
}

/** What goes out to other systems and into mailboxes, once all of it has gone. */
async function sent(unrestricted: readonly string[]) {
  const worker = await stack.worker();
  const messages = () =>
    stack.database.query<{ channel: string; state: string; caseId: string | null }[]>(
      `select channel, state, body->'data'->>'caseId' as "caseId" from messages`,
    );
  const isToBeTold = (found: Awaited<ReturnType<typeof messages>>) =>
    unrestricted.every((id) => found.filter(({ caseId }) => caseId === id).length > 1);
  await until(messages, isToBeTold, 120_000, 250);
  // What is gathered into one e-mail waits for five minutes.
  let now = Date.parse(GATHERED);
  const told = await until(
    () => {
      stack.clock.set(new Date((now += 5_000)).toISOString());
      return messages();
    },
    (found) => found.every(({ state }) => state === 'sent' || state === 'undeliverable' || state === 'not-needed'),
    120_000,
    250,
  );
  await worker.close();
  return told.flatMap(({ caseId }) => (caseId ? [caseId] : []));
}

const roles = ['desk', 'supervisor', 'supervisor', 'performance', 'admin', 'committee'] as const;

describe('what 200 people see of cases, whoever has them and whomever they are restricted to', () => {
  it('is what a naive reader of the rules says, through every list and one by one', async () => {
    const staff = force.staff.map(({ id }) => id);
    const areas = force.bcus.flatMap(({ name: bcu, lpts }) => lpts.map(({ name: lpt }) => ({ bcu, lpt })));
    const caseOf = fc.record({
      owner: fc.option(fc.constantFrom(...staff), { freq: 4 }),
      area: fc.constantFrom(...areas),
      named: fc.option(fc.uniqueArray(fc.constantFrom(...staff), { minLength: 1, maxLength: 3 }), { freq: 2 }),
      broken: fc.uniqueArray(fc.constantFrom(...staff), { maxLength: 2 }),
    });
    const personOf = fc.record({
      staffId: fc.constantFrom(...staff),
      roles: fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 2 }),
    });
    const seed = 20_261_129;
    const planned = fc.sample(caseOf, { numRuns: 60, seed });
    const people: SpecPerson[] = fc.sample(personOf, { numRuns: 200, seed });
    const desk = await stack.as('desk@pc-1001');
    const cases: (SpecCase & { readonly brokenBy: string[] })[] = [];
    for (const [index, { owner, area }] of planned.entries()) {
      const [name, reference] = [nameOfNth(index), `RP/${100 + index}/26`];
      const { body } = await desk.post('/cases', {
        kind: 'crime',
        reference,
        openedAt: NOW,
        area,
        ...(owner && { owner }),
        participants: [{ role: 'victim', name }],
      });
      const victim = body['participants'][0].participantId;
      cases.push({ caseId: body['caseId'], victim, name, reference, owner, ...area, restrictedTo: null, brokenBy: [] });
    }
    const wrong: string[] = [];
    expect((await (await stack.as('admin@admin-4001')).post('/webhooks', { url: hooks.url })).status).toBe(201);
    // A message for whoever has a case is an alert: of each case there is one of before anybody restricts it, and one of after.
    const leave = async (client: Client, { caseId }: SpecCase) =>
      expect((await client.post(`/cases/${caseId}/messages`, { to: 'owner', text: 'Ring.' })).status).toBe(201);
    for (const one of cases) await leave(desk, one);

    // Before any is restricted, everybody who may rings once. What they are answered is kept for their key.
    const rung: { readonly who: SpecPerson; readonly one: SpecCase; again(): Promise<number> }[] = [];
    for (const [index, who] of people.entries()) {
      if (!who.roles.some((role) => role === 'desk' || role === 'supervisor')) continue;
      const one = cases[(index * 7) % cases.length]!;
      const client = await stack.as(`${who.roles.join('+')}@${who.staffId}`);
      const call = { direction: 'outbound', method: 'phone', outcome: 'no-answer', purpose: 'update', occurredAt: NOW };
      const ring = async () =>
        (
          await client.post(
            `/cases/${one.caseId}/contacts`,
            { ...call, participantIds: [one.victim] },
            { 'idempotency-key': `ring-${index}` },
          )
        ).status;
      const status = await ring();
      if ((status === 201) !== maySee(who, one, force)) wrong.push(`${JSON.stringify(who)} rings: ${status}`);
      if (status === 201) rung.push({ who, one, again: ring });
    }
    expect(wrong).toEqual([]);
    expect(rung.length).toBeGreaterThan(60);

    for (const [index, { named, broken, owner }] of planned.entries()) {
      const found = cases[index]!;
      const { caseId } = found;
      const restrictedTo = named && [...new Set([...named, ...(owner ? [owner] : [])])];
      found.restrictedTo = restrictedTo;
      if (restrictedTo) await desk.post(`/cases/${caseId}/restriction`, { staffIds: restrictedTo, reason: 'x' });
      if (restrictedTo)
        for (const staffId of broken) {
          const breaker = await stack.as(`desk@${staffId}`);
          const { status } = await breaker.post(`/cases/${caseId}/break-glass`, { reason: 'x' });
          if (status === 201) found.brokenBy.push(staffId);
        }
    }
    const given = await Promise.all(rung.map(async ({ who, one, again }) => [maySee(who, one, force), await again()]));
    expect(given.filter(([isSeen, status]) => status !== (isSeen ? 201 : 404))).toEqual([]);
    expect(new Set(given.map(([isSeen]) => isSeen)).size).toBe(2);

    for (const one of cases) await leave(one.restrictedTo ? await stack.as(`desk@${one.restrictedTo[0]}`) : desk, one);
    const seenBy = (who: SpecPerson) => cases.filter((one) => maySee(who, one, force)).map(({ caseId }) => caseId);
    for (const { who, heard } of await heardBy(people, seenBy)) {
      const expected = seenBy(who).toSorted();
      if (heard && heard.join() !== expected.join())
        wrong.push(`${JSON.stringify(who)} hears of ${heard.length} for ${expected.length}`);
      if (!heard && who.roles.some((role) => role !== 'admin' && role !== 'committee'))
        wrong.push(`${JSON.stringify(who)} may not listen`);
    }
    expect(wrong).toEqual([]);

    const [restricted, unrestricted] = [true, false].map((is) =>
      cases.filter((one) => (one.restrictedTo !== null) === is),
    );
    const told = new Set(unrestricted!.map(({ caseId }) => caseId));
    expect(new Set(await sent([...told]))).toEqual(told);
    expect(new Set(hooks.arrived.map(({ body }) => body['data'].caseId))).toEqual(told);
    const written = [...hooks.arrived, ...mails.arrived].map(({ raw }) => raw.replaceAll('=\r\n', '')).join('\n');
    const isNamed = ({ caseId, reference, name, victim }: SpecCase) =>
      [caseId, reference, name, victim].some((word) => written.includes(word));
    expect(restricted!.filter(isNamed)).toEqual([]);
    expect(unrestricted!.filter(isNamed)).toEqual(unrestricted);
    expect(mails.arrived.length).toBeGreaterThan(5);

    let searches = 0;
    const compare = async (who: SpecPerson, client: Client) => {
      const expected = cases
        .filter((one) => maySee(who, one, force))
        .map(({ caseId }) => caseId)
        .sort();
      const lists = await Promise.all(
        ['/cases?limit=500', '/obligations?limit=500&commitment=VC20-CONFIRM'].map((path) => client.get(path)),
      );
      for (const { status, body } of lists) {
        const found =
          status === 403 ? [] : [...new Set((body['items'] as any[]).map(({ caseId }) => caseId as string))].sort();
        if (found.join() !== expected.join())
          wrong.push(`${JSON.stringify(who)} lists ${found.length} for ${expected.length}`);
      }
      for (const one of cases.filter((_, index) => index % 7 === people.indexOf(who) % 7)) {
        const { status } = await client.get(`/cases/${one.caseId}`);
        const isSeen = expected.includes(one.caseId);
        if ((status === 200) !== isSeen)
          wrong.push(`${JSON.stringify(who)} is answered ${status} for ${JSON.stringify(one)}`);
        if (people.indexOf(who) % 4 > 0) continue;
        for (const [q, where] of [
          [one.name, 'people'],
          [one.reference, 'references'],
        ]) {
          const found = await client.post('/search', { q, in: [where], limit: 50 });
          if (found.status === 403) continue;
          searches += 1;
          const others = found.body['items'].filter(({ caseId }: any) => !expected.includes(caseId));
          const isFound = found.body['items'].some(({ caseId }: any) => caseId === one.caseId);
          if (others.length > 0 || isFound !== isSeen)
            wrong.push(`${JSON.stringify(who)} finds ${q}: ${isFound}, and ${others.length} others`);
        }
      }
    };
    for (const who of people) await compare(who, await stack.as(`${who.roles.join('+')}@${who.staffId}`));
    expect(wrong).toEqual([]);
    expect(searches).toBeGreaterThan(300);

    // A month later there are alerts, silence and what fell due; nobody sees a case any more for having broken the glass.
    stack.clock.set(LATER);
    await (await stack.as('performance@perf-3001')).get('/compliance?from=2026-11-01&to=2026-11-30');
    const later = cases.map((one) => ({ ...one, brokenBy: [] }));
    const period = 'from=2026-11-01&to=2026-11-30&status=missed&limit=500';
    let alerts = 0;
    for (const who of people.filter((_, index) => index % 5 === 0)) {
      const client = await stack.as(`${who.roles.join('+')}@${who.staffId}`);
      const expected = new Set(later.filter((one) => maySee(who, one, force)).map(({ caseId }) => caseId));
      for (const path of [
        '/alerts?limit=500',
        '/compliance/silence?days=5&limit=500',
        `/compliance/obligations?${period}`,
      ]) {
        const { status, body } = await client.get(path);
        if (status !== 200) continue;
        const found = (body['items'] as any[]).map(({ caseId }) => caseId as string);
        alerts += found.length;
        const others = found.filter((caseId) => !expected.has(caseId));
        if (others.length > 0) wrong.push(`${JSON.stringify(who)} is shown ${others.length} others by ${path}`);
        if (path.includes('silence') && new Set(found).size !== expected.size)
          wrong.push(`${JSON.stringify(who)}: ${found.length} of ${expected.size}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(alerts).toBeGreaterThan(100);
  }, 600_000);
});
