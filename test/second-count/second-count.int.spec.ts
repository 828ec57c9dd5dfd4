import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoForceFile, DirectoryHolder } from '@kept-informed/directory';
import { domainOn } from '@kept-informed/follow-up';
import { People } from '@kept-informed/people';
import { generateDemo } from '../../apps/cli/src/demo/generate-demo.js';
import { filesOfPage, type PageWithFiles } from '../support/one-figure.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import { peopleKeeper } from '../support/people-key.js';
import { aPolicy } from '../support/policies.js';
import { startStack, type Stack } from '../support/stack.js';
import { askersOf, groupsIn, questionOf, restrictSome, withOneReach } from './asked-figures.js';
import { bookOf } from './force.js';
import { secondCount, type Count } from './second-count.js';
import type { Description } from '../support/description.js';
import { asking } from '../fuzz/asking.js';
import { KnownIds } from '../fuzz/known-ids.js';
import { alertLife, feedbackLife, open, succeeding, type Succeed } from '../fuzz/lives.js';

const now = '2026-11-24T15:00:00.000Z';
const runs = { numRuns: Number(process.env['RUNS'] ?? 12) };

describe('a second count of the small demo', () => {
  let stack: Stack;
  let count: Count;
  let force: ForceFileOfSpec;

  beforeAll(async () => {
    force = forceFileWith(withOneReach);
    stack = await startStack(now, 'postgres', { DESK: 'yes', FORCE_FILE: force.file, REQUESTS_PER_MINUTE: '100000' });
    const { database, clock } = stack;
    const directory = new DirectoryHolder(force.file);
    const domain = domainOn({ database, directory, clock });
    await generateDemo('small', { ...domain, people: new People(domain.work, peopleKeeper) });
    count = {
      query: (sql, values) => database.query(sql, values),
      book: bookOf(force.file),
      asker: await stack.as('performance'),
      from: '2026-01-01',
      to: '2027-12-31',
      asOf: now,
      groupings: [
        ['commitment', 'month'],
        ['bcu', 'lpt'],
        ['team', 'owner'],
        ['kind', 'offenceGroup', 'entitlement'],
        ['standard', 'body', 'quarter'],
        ['financialYear', 'kind'],
        ['method', 'month'],
      ],
    };
  });
  afterAll(async () => {
    await stack?.stop();
    force?.forget();
  });

  it('finds every obligation and every cell of the reports as the product has them', async () => {
    const counted = await secondCount(count);
    expect(counted.differences).toEqual([]);
    expect(counted.obligations).toBeGreaterThan(100);
    expect(counted.fellDue).toBeGreaterThan(50);
  });

  it('finds what is asked of it the same by API, page, file and board, and behind each figure exactly its rows', async () => {
    const askers = await askersOf(stack);
    await restrictSome(askers.supervisor);
    await fc.assert(
      fc.asyncProperty(questionOf(await groupsIn(askers.performance)), async ({ who, ask }) => ask(stack, askers[who])),
      { ...runs, verbose: true },
    );
  }, 1_800_000);

  it.each<readonly [PageWithFiles, string]>([
    ['/report/measures/rows', 'from=2026-08-01&to=2026-12-31&measure=done-without-limit&knownAt=2026-11-24T15:00:00Z'],
    ['/report/measures/rows', 'from=2026-08-01&to=2026-12-31&measure=unassessed&part=yes&knownAt=2026-11-20T12:00:00Z'],
    ['/report/changes', 'from=2026-10-01&to=2026-11-30&before=2026-11-13'],
    ['/report/changes', 'from=2026-10-01&to=2026-11-30&before=2026-11-06&after=2026-11-20&only=recorded'],
    ['/report/alike', ''],
    ['/report/alike', 'quarter=2026-Q2&by=bcu'],
  ])('finds the files of %s?%s to be what the API answers, and what the page shows', async (page, asked) => {
    const { performance } = await askersOf(stack);
    expect(await filesOfPage(stack, performance, page, Object.fromEntries(new URLSearchParams(asked)))).toBe(2);
  });

  it('finds what is otherwise', async () => {
    const [{ obligation_id: id }] = (await count.query<any>(
      `select obligation_id from obligations where outcome = 'met' limit 1`,
    )) as any;
    await count.query(`update obligations set outcome = 'met-late' where obligation_id = $1`, [id]);
    const { differences } = await secondCount(count);
    expect(differences.some((line) => /oracle: .*: met,[^]*product: .*: met-late,/.test(line))).toBe(true);
    expect(differences.some((line) => /metLate: oracle \d+, product \d+/.test(line))).toBe(true);
    expect(differences.some((line) => /^late-but-done of all: oracle \d+ of \d+, product/.test(line))).toBe(true);
  });
});

/** Cases on which much was done after it was first recorded: receipts, pauses, deaths, errors put right, disputes, a merger. */
describe('a second count of what was recorded later', () => {
  const [morning, later, end] = ['2026-11-02T10:00:00.000Z', '2026-11-25T10:00:00.000Z', '2027-01-11T10:00:00.000Z'];
  const reason = 'As the sergeant was told.';
  const targets = {
    'VC20-NEEDS': { limit: 'P5D', unit: 'working' },
    'VC20-CONFIRM': { limit: 'P14D', unit: 'calendar' },
  } as const;
  let stack: Stack;
  let succeed: Succeed;

  beforeAll(async () => {
    stack = await startStack(morning, 'postgres', { REQUESTS_PER_MINUTE: '100000' });
    await setTargets();
    const description = (await (await fetch(`${stack.url}/api/v1/openapi.json`)).json()) as Description;
    succeed = succeeding(await asking(stack, description), new KnownIds(), () => undefined);
    await feedbackLife(succeed, morning);
    for (const life of [decidedOtherwise, putRight, merged, mergedTwice, assessed]) {
      stack.clock.set(morning);
      await life();
    }
    stack.clock.set(morning);
    await alertLife(succeed, stack, morning, later);
    stack.clock.set(end);
  }, 240_000);
  afterAll(() => stack?.stop());

  /** Limits of the force's own where none is printed, activated before any case is opened. */
  async function setTargets(): Promise<void> {
    const [admin, supervisor] = await Promise.all([stack.as('admin'), stack.as('supervisor')]);
    const tag = async () => ({ 'if-match': (await admin.get('/policies')).headers.get('etag')! });
    const draft = await admin.post('/policies/drafts', aPolicy({ targets }), await tag());
    const path = `/policies/drafts/${draft.body['versionId']}/activation`;
    const { status, body } = await supervisor.post(path, { reach: 'new-only' }, await tag());
    if (status !== 201) throw new Error(`No target was set: ${status} ${JSON.stringify(body)}`);
  }

  const day = (date: number) => stack.clock.set(`2026-11-${String(date).padStart(2, '0')}T10:00:00.000Z`);
  const idsIn = ({ participants }: any) => participants.map(({ participantId }: any) => participantId as string);
  const arrested = (caseId: string) =>
    succeed('desk', 'POST', `/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: morning });

  /** An arrest found, once it was missed, never to have been: so a supervisor decides. */
  async function decidedOtherwise(): Promise<void> {
    const { caseId } = await open(succeed, morning);
    const { milestoneId } = await arrested(caseId);
    day(12);
    await succeed('desk', 'POST', `/cases/${caseId}/milestones/${milestoneId}/void`, { reason });
    const { items } = await succeed('supervisor', 'GET', `/disputes?decided=false&caseId=${caseId}`);
    for (const { disputeId } of items)
      await succeed('supervisor', 'POST', `/disputes/${disputeId}/decision`, { confirm: true, reason });
  }

  /** A clock that stood still, a text that arrived a day later, an area and a death put right, and another that was none. */
  async function putRight(): Promise<void> {
    const { caseId, ...opened } = await open(succeed, morning);
    const [victim, second] = idsIn(opened);
    const on = `/cases/${caseId}`;
    const { obligationId } = opened.obligations.find(({ commitment }: any) => commitment === 'VC20-REFER');
    await succeed('desk', 'POST', `/obligations/${obligationId}/pause`, { reason: 'consent-awaited' });
    const route = { method: 'sms', value: '01632 960 778', safe: true };
    const { routeId } = await succeed('desk', 'POST', `${on}/participants/${victim}/routes`, route);
    day(3);
    const told = { participantIds: [victim], direction: 'outbound', method: 'sms', outcome: 'sent', purpose: 'update' };
    const text = { ...told, occurredAt: '2026-11-03T09:00:00Z', routeId };
    const { contactId } = await succeed('desk', 'POST', `${on}/contacts`, text);
    const area = { bcu: 'North Cumbria', lpt: 'Carlisle' };
    await succeed('desk', 'POST', `${on}/details`, { area, offenceGroup: 'robbery', reason });
    day(4);
    const receipt = { outcome: 'delivered', at: '2026-11-04T09:00:00Z' };
    await succeed('desk', 'POST', `${on}/contacts/${contactId}/receipt`, receipt);
    day(5);
    await succeed('desk', 'POST', `/obligations/${obligationId}/resume`, {});
    day(6);
    await succeed('desk', 'POST', `${on}/participants/${victim}/death`, { on: '2026-11-05' });
    await succeed('desk', 'POST', `${on}/participants/${second}/death`, { on: '2026-11-03' });
    day(7);
    await succeed('desk', 'DELETE', `${on}/participants/${second}/death`, { reason });
  }

  /** Needs that were assessed of one victim in time, of another late. */
  async function assessed(): Promise<void> {
    const { caseId, ...opened } = await open(succeed, morning);
    const [victim, second] = idsIn(opened);
    for (const [date, participantId] of [
      [5, victim],
      [20, second],
    ] as const) {
      day(date);
      const needs = { entitlement: 'enhanced', assessedAt: stack.clock.now() };
      await succeed('desk', 'POST', `/cases/${caseId}/participants/${participantId}/entitlement`, needs);
    }
  }

  /** Two cases of one arrest, of which one victim is the same. */
  async function merged(): Promise<void> {
    const [from, into] = [await open(succeed, morning), await open(succeed, morning)];
    const [there, here] = [await arrested(from.caseId), await arrested(into.caseId)];
    day(13);
    await succeed('desk', 'POST', `/cases/${from.caseId}/merger`, {
      into: into.caseId,
      participants: { [idsIn(from)[0]]: idsIn(into)[0] },
      milestones: { [there.milestoneId]: here.milestoneId },
      reason,
    });
  }

  /** A case into which two were merged, one of them told of and one silent for months. */
  async function mergedTwice(): Promise<void> {
    const [one, told, silent] = [
      await open(succeed, morning),
      await open(succeed, morning),
      await open(succeed, morning),
    ];
    day(5);
    await succeed('desk', 'POST', `/cases/${told.caseId}/contacts`, {
      participantIds: [idsIn(told)[0]],
      direction: 'outbound',
      method: 'in-person',
      outcome: 'told-in-person',
      purpose: 'update',
      occurredAt: '2026-11-05T09:00:00Z',
    });
    for (const [date, { caseId, ...opened }] of [
      [9, told],
      [20, silent],
    ] as const) {
      day(date);
      await succeed('desk', 'POST', `/cases/${caseId}/merger`, {
        into: one.caseId,
        participants: { [idsIn(opened)[0]]: idsIn(one)[0] },
        reason,
      });
    }
  }

  it('finds every obligation and every cell of the reports as the product has them', async () => {
    const counted = await secondCount({
      query: (sql, values) => stack.database.query(sql, values),
      book: { ...bookOf(demoForceFile()), targets },
      asker: await stack.as('performance'),
      from: '2026-01-01',
      to: '2027-12-31',
      asOf: end,
      groupings: [
        ['commitment', 'month'],
        ['team', 'owner'],
        ['kind', 'bcu', 'offenceGroup'],
        ['method', 'team'],
      ],
    });
    expect(counted.differences).toEqual([]);
    expect(counted.obligations).toBeGreaterThan(100);
  });

  it('counts what met and what missed a target of the force’s own, of both some', async () => {
    const asked = `/compliance/no-limit?from=2026-11-01&to=2026-11-30&asOf=${end}&groupBy=commitment`;
    const { rows } = (await (await stack.as('performance')).get(asked)).body as { rows: any[] };
    const of = Object.fromEntries(rows.map(({ group, ...row }) => [group.commitment, row]));
    expect(Math.min(of['VC20-NEEDS'].targetMet, of['VC20-NEEDS'].targetMetLate)).toBeGreaterThan(0);
    expect(Math.min(...Object.keys(targets).map((id) => of[id].targetMissed))).toBeGreaterThan(0);
  });
});
