import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issuerForAnybody } from '../support/anybody.js';
import type { Answer, Client } from '../support/client.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import type { Issuer } from '../support/issuer.js';
import { startStack, type Stack } from '../support/stack.js';

const OPENED = '2026-11-02T10:00:00Z';
const NOW = '2026-11-30T10:00:00Z';

/** Who asks in each column. */
const askers = {
  desk: 'desk@pc-1001',
  counter: 'counter@desk-1101',
  supervisor: 'supervisor@sgt-2003',
  performance: 'performance@perf-3001',
  committee: 'committee@com-8001',
  admin: 'admin@admin-4001',
  service: 'service@svc-5001',
} as const;
type Role = keyof typeof askers;

/** Whose each of the three cases is; the last is restricted to its owner. */
const owners = ['pc-1021', 'pc-1011', 'pc-1234'] as const;

const lines = readFileSync(new URL('reach-matrix.csv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const [head, ...rows] = lines.map((line) => line.split(','));
const columns = head!.slice(1) as Role[];
const named = /\{(caseId|obligationId|alertId|disputeId)\}/;

type Ids = Readonly<Record<string, string>>;

let stack: Stack;
let issuer: Issuer;
let force: ForceFileOfSpec;
let cases: Ids[];
let operations: string[];
const clients = new Map<Role, Client>();

beforeAll(async () => {
  issuer = await issuerForAnybody();
  force = forceFileWith((file) => void delete file.reach);
  stack = await startStack(OPENED, 'postgres', {
    OIDC_ISSUER: issuer.url,
    FORCE_FILE: force.file,
    REQUESTS_PER_MINUTE: '100000',
  });
  for (const role of columns) clients.set(role, await stack.as(askers[role]));
  const desk = clients.get('desk')!;
  const opened: { ids: Record<string, string>; milestoneId: string }[] = [];
  for (const [index, owner] of owners.entries()) {
    const { body } = await desk.post('/cases', {
      kind: 'crime',
      reference: `RM/${index}/26`,
      openedAt: OPENED,
      area: { bcu: 'North Cumbria', lpt: 'Carlisle' },
      owner,
      participants: [{ role: 'victim', name: 'A Victim' }],
    });
    const { caseId, participants } = body as { caseId: string; participants: { participantId: string }[] };
    const arrest = await desk.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt: OPENED });
    opened.push({
      ids: { caseId, participantId: participants[0]!.participantId },
      milestoneId: arrest.body['milestoneId'],
    });
  }
  stack.clock.set(NOW);
  await clients.get('performance')!.get('/compliance?from=2026-11-01&to=2026-11-30');
  cases = [];
  for (const { ids, milestoneId } of opened) {
    await desk.post(`/cases/${ids['caseId']}/milestones/${milestoneId}/void`, { reason: 'The wrong man.' });
    const first = async (what: string, id: string) =>
      (await desk.get(`/${what}?caseId=${ids['caseId']}&limit=1`)).body['items'][0][id] as string;
    const obligationId = await first('obligations', 'obligationId');
    const alertId = await first('alerts', 'alertId');
    cases.push({ ...ids, obligationId, alertId, disputeId: await first('disputes', 'disputeId') });
  }
  const { caseId } = cases[2]!;
  const { status } = await desk.post(`/cases/${caseId}/restriction`, { staffIds: [owners[2]], reason: 'x' });
  expect(status).toBe(201);
  const { body } = await desk.get<{ paths: Record<string, object> }>('/openapi.json');
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  );
});

afterAll(async () => {
  await stack?.stop();
  issuer?.stop();
  force?.forget();
});

const queries: Readonly<Record<string, string>> = {
  'GET /compliance/obligations': '?from=2026-11-01&to=2026-11-30&status=missed&limit=500',
  'GET /compliance/restatement': `?from=2026-11-01&to=2026-11-30&before=2026-11-01T00:00:00Z&after=${NOW}&limit=500`,
  'GET /compliance/shares/rows': '?measure=in-time&from=2026-11-01&to=2026-11-30&part=false&limit=500',
  'GET /compliance/silence': '?days=1&limit=500',
};

/** As the matrix writes it: there, not there, or not for this role. Nothing that is sent could be recorded. */
async function found(client: Client, route: string, ids: Ids): Promise<'s' | '-' | 'x'> {
  const [method, template] = route.split(' ') as [string, string];
  const path = template.replaceAll(/\{(\w+)\}/g, (_, id: string) => ids[id] ?? 'nothing');
  const ask = (): Promise<Answer> => {
    if (method === 'POST') return client.post(path, {});
    return method === 'DELETE'
      ? client.delete(path)
      : client.get(`${path}${queries[route] ?? (named.test(route) ? '' : '?limit=500')}`);
  };
  const { status, body } = await ask();
  if (status === 403) return 'x';
  if (status >= 500) throw new Error(`${route} answers ${status}`);
  if (!named.test(route)) return (body['items'] as any[]).some((one) => one.caseId === ids['caseId']) ? 's' : '-';
  return status === 404 && /^There is no such (case|obligation|alert|dispute)\.$/.test(body['detail']) ? '-' : 's';
}

describe('the matrix of reach', () => {
  it('has every operation that names a case, or something on one', () => {
    const written = rows.map(([route]) => route!);
    expect(written.filter((route) => named.test(route)).toSorted()).toEqual(
      operations.filter((one) => named.test(one)).toSorted(),
    );
  });

  it.each(columns)(
    'is as it is written for %s',
    async (role) => {
      const client = clients.get(role)!;
      const walked: string[] = [];
      for (const [route] of rows) {
        const three = await Promise.all(cases.map((ids) => found(client, route!, ids)));
        walked.push(`${route} ${three.join('')}`);
      }
      const column = columns.indexOf(role) + 1;
      expect(walked).toEqual(rows.map((row) => `${row[0]} ${row[column]}`));
    },
    120_000,
  );
});
