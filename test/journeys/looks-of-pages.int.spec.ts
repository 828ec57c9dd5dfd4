import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { Client as OwnerClient } from 'pg';
import type { APIRequestContext, APIResponse } from 'playwright-core';
import { REACH, type PageReach } from '../../apps/desk/src/frame/page.js';
import { signIn } from '../support/desk.js';
import { startStack, type Stack } from '../support/stack.js';
import { until } from '../support/waiting.js';

const NOW = '2026-11-30T10:00:00Z';
/** In every name, route and note: no page can show anybody without it. */
const marker = 'Quillfeather';

interface PageRoute extends PageReach {
  readonly method: 'GET' | 'POST';
}

/** Whom to ask as, where several may: who has something to see. */
const askers = { desk: 'pc-1031', supervisor: 'sgt-2003' } as const;
type Asker = keyof typeof askers;

let stack: Stack;
let ids: Record<string, string>;
const signedIn = new Map<Asker, APIRequestContext>();
let routes: PageRoute[];

/** Every route of the desk, as its controllers declare it. */
async function routesOfDesk(): Promise<PageRoute[]> {
  const files = readdirSync('apps/desk/src', { recursive: true, encoding: 'utf8' });
  const modules = files
    .filter((file) => file.endsWith('.controller.ts'))
    .map((file) => import(`../../apps/desk/src/${file.replace(/\.ts$/, '.js')}`) as Promise<Record<string, unknown>>);
  return (await Promise.all(modules))
    .flatMap((exported) => Object.values(exported))
    .filter((one): one is { prototype: object } => typeof one === 'function')
    .flatMap(({ prototype }) => Object.values(Object.getOwnPropertyDescriptors(prototype)))
    .flatMap(({ value }) => {
      const reach = value && (Reflect.getMetadata(REACH, value) as PageReach | undefined);
      if (!reach) return [];
      const isPost = Reflect.getMetadata(METHOD_METADATA, value) === RequestMethod.POST;
      return [{ ...reach, method: isPost ? ('POST' as const) : ('GET' as const) }];
    });
}

beforeAll(async () => {
  stack = await startStack('2026-11-19T09:00:00Z', 'postgres', { DESK: 'yes' });
  const api = await stack.as('desk');
  const opened = await api.post('/cases', {
    kind: 'crime',
    reference: 'LP/1/26',
    offenceGroup: 'burglary-dwelling',
    openedAt: '2026-11-19T09:00:00Z',
    area: { bcu: 'North Cumbria', lpt: 'Wigton' },
    owner: askers.desk,
    participants: [
      {
        role: 'victim',
        name: `Ann ${marker}`,
        entitlement: 'standard',
        routes: [{ method: 'email', value: `ann@${marker}.example`, safe: true }],
      },
    ],
  });
  const { caseId, participants } = opened.body;
  const { participantId } = participants[0];
  const arrest = await api.post(`/cases/${caseId}/milestones`, {
    type: 'suspect-arrested',
    occurredAt: '2026-11-19T09:00:00Z',
  });
  const contact = await api.post(`/cases/${caseId}/contacts`, {
    participantIds: [participantId],
    direction: 'outbound',
    method: 'phone',
    outcome: 'no-answer',
    purpose: 'update',
    occurredAt: '2026-11-19T09:00:00Z',
    note: `Rang ${marker}`,
  });
  const { obligationId } = arrest.body['obligations'][0];
  stack.clock.set(NOW);
  const worker = await stack.worker();
  const { body } = await until(
    async () => (await stack.as('performance')).get(`/alerts?caseId=${caseId}&rung=missed&status=open`),
    (answer) => answer.body['items'].length > 0,
  );
  await worker.close();
  const { alertId } = body['items'][0];
  ids = { caseId, participantId, obligationId, alertId, contactId: contact.body['contactId'] };
  for (const [role, staffId] of Object.entries(askers)) signedIn.set(role as Asker, await signIn(stack, staffId));
  routes = await routesOfDesk();
});

afterAll(async () => {
  for (const one of signedIn.values()) await one.dispose();
  await stack?.stop();
});

const askerOf = ({ roles }: PageRoute): Asker | undefined =>
  roles === 'everybody' ? undefined : (Object.keys(askers) as Asker[]).find((role) => roles.includes(role));

const pathOf = ({ at }: PageRoute): string =>
  `/${at.replace(/^\//, '').replaceAll(/:(\w+)/g, (_, id: string) => ids[id] ?? 'nothing')}`;

/** As a form that somebody began, with nothing that could be recorded; a page that shows it again answers so. */
const form = () => ({
  key: 'a-form-of-the-spec',
  version: '0',
  q: 'Ann',
  'who[]': ids['participantId']!,
  'alert[]': ids['alertId']!,
});

function ask(route: PageRoute, asker: Asker): Promise<APIResponse> {
  const by = signedIn.get(asker)!;
  const options = { maxRedirects: 0 };
  if (route.method === 'GET') return by.get(pathOf(route), options);
  return by.post(pathOf(route), { ...options, form: form() });
}

const looksOf = (answer: APIResponse) =>
  stack.database.query('select * from looks join shown_people using (shown_id) where request_id = $1', [
    answer.headers()['x-request-id'],
  ]) as Promise<Record<string, any>[]>;

describe('each page', () => {
  it('that shows somebody is on record before it leaves: who, whose, which fields, from where and with which request', async () => {
    const showing: string[] = [];
    for (const route of routes) {
      const asker = askerOf(route);
      // After that whoever walks on would be asked who they are.
      if (!asker || route.at === 'my-settings/sign-out-everywhere') continue;
      const answer = await ask(route, asker);
      const said = `${route.method} /${route.at}`;
      expect([said, answer.status()]).toEqual([said, expect.not.stringMatching(/^5/)]);
      expect([said, answer.status() < 500]).toEqual([said, true]);
      const rows = await looksOf(answer);
      const shows = (await answer.text()).includes(marker);
      if (!shows && rows.length === 0) continue;
      showing.push(said);
      expect(rows).toEqual([
        expect.objectContaining({
          staff_id: askers[asker],
          route: said,
          came_from: expect.stringContaining('127.0.0.1'),
          why: asker,
          case_ids: [ids['caseId']],
          participant_ids: [ids['participantId']],
          own_name: [],
        }),
      ]);
      expect([said, Object.keys(rows[0]!['fields'])]).toEqual([said, [ids['participantId']]]);
    }
    expect(showing).toEqual(
      expect.arrayContaining([
        'GET /my-work',
        'GET /cases/:caseId',
        'GET /cases/:caseId/timeline',
        'GET /cases/:caseId/why/:obligationId',
        'GET /cases/:caseId/people/:participantId',
        'GET /cases/:caseId/people/:participantId/links',
        'GET /board',
        'GET /board/rows',
        'POST /board/acts',
        'POST /cases/:caseId/contacts',
        'POST /cases/:caseId/contacts/foreseen',
      ]),
    );
  });

  it('says which fields', async () => {
    const fieldsOf = async (path: string) => {
      const [row] = await looksOf(await signedIn.get('desk')!.get(path));
      return row!['fields'][ids['participantId']!] as string[];
    };
    expect(await fieldsOf(`/cases/${ids['caseId']}`)).toEqual(['name', 'notes', 'routes']);
    expect(await fieldsOf(`/cases/${ids['caseId']}/timeline`)).toEqual(['notes']);
    expect(await fieldsOf('/my-work')).toEqual(['name']);
  });

  it('that shows nobody leaves nothing', async () => {
    for (const path of ['/my-settings', '/accessibility', `/cases/${ids['participantId']}`])
      expect(await looksOf(await signedIn.get('desk')!.get(path))).toEqual([]);
  });

  it('of which the look cannot be kept is not shown', async () => {
    const owner = new OwnerClient(stack.ownerUrl);
    await owner.connect();
    await owner.query('revoke insert on looks from kept_informed_desk');
    const refused = await signedIn.get('desk')!.get(`/cases/${ids['caseId']}`);
    expect([refused.status(), (await refused.text()).includes(marker)]).toEqual([500, false]);
    await owner.query('grant insert on looks to kept_informed_desk');
    await owner.end();
    expect((await signedIn.get('desk')!.get(`/cases/${ids['caseId']}`)).status()).toBe(200);
  });

  it('is put on record by whoever can do nothing else to it', async () => {
    const [may] = await stack.database.query(
      `select has_table_privilege('kept_informed_desk', 'looks', 'insert') as add,
        has_table_privilege('kept_informed_desk', 'looks', 'select, update, delete, truncate') as else`,
    );
    expect(may).toEqual({ add: true, else: false });
  });
});
