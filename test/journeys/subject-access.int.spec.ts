import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const now = '2026-11-20T12:00:00Z';

describe('what is kept of somebody, for themselves', () => {
  let stack: Stack;
  let on: Cases;
  let opened: Opened;

  beforeAll(async () => {
    stack = await startStack(now);
    on = await onCases(stack);
    const routes = (value: string) => [{ method: 'phone', value, safe: true }];
    opened = await on.crime({
      participants: [
        { role: 'victim', name: 'Anne <Smith>', routes: routes('01229 555001') },
        { role: 'victim', name: 'Bertram Quill', routes: routes('01229 555002') },
      ],
    });
    const note = 'Anne says that Bertram Quill (01229 555002) moved; QUILL rang her.';
    await on.desk.post(`/cases/${opened.caseId}/contacts`, on.call(opened.victim, '2026-11-20T10:00:00Z', { note }));
    stack.clock.advance({ minutes: 1 });
    const right = { needs: 'large print', reason: 'Told us.' };
    const of = `/cases/${opened.caseId}/participants/${opened.victim}/details`;
    await on.desk.post(of, right, await on.etagOf(opened.caseId));
    const routesOfThem = `/cases/${opened.caseId}/participants/${opened.victim}/routes`;
    const wrong = { method: 'email', value: 'anne@old.example', safe: true };
    const { routeId } = (await on.desk.post(routesOfThem, wrong)).body;
    await on.desk.delete(`${routesOfThem}/${routeId}`, {}, { reason: 'Mistyped.' });
  });
  afterAll(() => stack?.stop());

  it('is all of it, with others masked', async () => {
    const { status, body } = await on.supervisor.get(`/subject-access/${opened.victim}`);
    expect(status).toBe(200);
    const [item] = body.items;
    expect(item).toMatchObject({
      caseId: opened.caseId,
      role: 'victim',
      person: { name: 'Anne <Smith>', needs: 'large print', routes: [{ value: '01229 555001' }] },
      earlier: [{ field: 'needs', value: null }],
      earlierRoutes: [{ method: 'email', value: 'anne@old.example' }],
    });
    expect(item.notes.map(({ text }: any) => text)).toEqual([
      'Anne says that [somebody else] ([somebody else]) moved; [somebody else] rang her.',
      'Told us.',
    ]);
    expect(item.obligations.length).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/Quill|Bertram|555002/i);
  });

  it('is a page to be read, in which nothing that was typed is markup', async () => {
    const page = await on.supervisor.get<string>(`/subject-access/${opened.victim}`, { accept: 'text/html' });
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.body).toContain('Anne &lt;Smith&gt;');
    expect(page.body).toContain('email: anne@old.example (until ');
    expect(page.body).not.toMatch(/Quill|<Smith>/i);
  });

  it('is for supervisors, and of nobody who is not there', async () => {
    expect((await on.desk.get(`/subject-access/${opened.victim}`)).status).toBe(403);
    const nobody = await on.supervisor.get('/subject-access/nobody');
    expect(nobody).toMatchObject({ status: 404, body: { code: 'unknown-participant' } });
  });
});
