import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, onCases, type Cases } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';

const reason = 'Misheard on the telephone.';

/** D2: what was typed wrongly is put right, with the history. */
describe('details that were typed wrongly', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const owing = async (caseId: string, commitment: string) =>
    (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=${commitment}`)).body.items.map(
      ({ dueOn, status, disputed }: any) => `${dueOn} ${status}${disputed ? ' disputed' : ''}`,
    );
  const right = async (caseId: string, details: object, more = '') =>
    cases.desk.post(`/cases/${caseId}${more}/details`, { ...details, reason }, await cases.etagOf(caseId));

  it('of a case: reference, kind, offence group and area; what it was stays in the timeline', async () => {
    at(stack, '2026-11-02T10:00:00Z');
    const { caseId } = await cases.crime({ kind: 'incident', offenceGroup: 'burglary-dwelling' });
    expect(await owing(caseId, 'QOS-INITIAL')).toEqual([]);
    const area = { bcu: 'North Cumbria', lpt: 'Carlisle' };
    const details = { reference: 'CR/RIGHT/26', kind: 'crime', offenceGroup: 'robbery', area };
    const answer = await right(caseId, details);
    expect(answer).toMatchObject({ status: 201, body: { position: expect.any(String) } });
    expect(answer.body.obligations.map(({ commitment }: any) => commitment)).toContain('QOS-INITIAL');
    expect(await cases.whole(caseId)).toMatchObject(details);
    const { items } = (await cases.desk.get(`/cases/${caseId}/timeline?limit=500`)).body;
    const corrected = items.find(({ type }: any) => type === 'CaseDetailsCorrected');
    expect(corrected).toMatchObject({ note: reason });
    expect(corrected.words).toMatch(/kind was incident and is crime; reference was CR\/J\d+\/26 and is CR\/RIGHT\/26/);
    expect(await cases.desk.get('/cases?reference=CR/RIGHT/26')).toMatchObject({ body: { items: [{ caseId }] } });
    const facts = await stack.database.query(`select data from facts where type = 'CaseDetailsCorrected'`);
    expect(JSON.stringify(facts)).not.toContain(reason);
  });

  it('refuses what changes nothing, is taken, is unknown, or cannot be', async () => {
    at(stack, '2026-11-02T10:00:00Z');
    const other = await cases.crime();
    const { caseId, victim, body } = await cases.crime({ offenceGroup: 'robbery' });
    const { version } = await cases.whole(caseId);
    const taken = (await cases.whole(other.caseId)).reference;
    expect(await right(caseId, { reference: taken })).toMatchObject({
      status: 409,
      body: { code: 'reference-taken', caseId: other.caseId },
    });
    const refused = async (details: object, code: string, pointer: string, more = '') =>
      expect(await right(caseId, details, more)).toMatchObject({
        status: 422,
        body: { code, errors: [{ pointer }] },
      });
    await refused({ offenceGroup: 'robbery' }, 'changes-nothing', '#/offenceGroup');
    await refused({ kind: 'crime', openedAt: '2026-11-02T09:15:00Z' }, 'changes-nothing', '#/kind');
    await refused({ offenceGroup: 'no-such-group' }, 'unknown-offence-group', '#/offenceGroup');
    await refused({ area: { bcu: 'Nowhere' } }, 'unknown-area', '#/area/bcu');
    await refused({ openedAt: '2026-11-02T10:00:00.001Z' }, 'in-the-future', '#/openedAt');
    await refused({ openedAt: '2020-11-02T10:00:00Z' }, 'opened-too-early', '#/openedAt');
    await refused({ kind: 'murder' }, 'invalid', '#/kind');
    const person = `/participants/${victim}`;
    await refused({ name: 'A Victim' }, 'changes-nothing', '#/name', person);
    await refused({ role: 'victim' }, 'changes-nothing', '#/role', person);
    await refused({ role: 'representative' }, 'represents-nobody', '#/role', person);
    await refused({ authorityUntil: '2026-12-01' }, 'not-a-representative', '#/authorityUntil', person);
    await refused({ bornOn: '1990-02-30' }, 'invalid', '#/bornOn', person);
    await refused({ bornOn: '2026-11-03' }, 'in-the-future', '#/bornOn', person);
    const unborn = { role: 'victim', name: 'A Victim', bornOn: '2026-11-03' };
    expect(await cases.desk.post(`/cases/${caseId}/participants`, unborn)).toMatchObject({
      status: 422,
      body: { code: 'in-the-future', errors: [{ pointer: '#/bornOn' }] },
    });
    expect((await cases.desk.post(`/cases/${caseId}/participants`, { ...unborn, bornOn: '2026-11-02' })).status).toBe(
      201,
    );
    expect(await right(caseId, {})).toMatchObject({ status: 422, body: { code: 'nothing-to-correct' } });
    expect(await right(caseId, {}, person)).toMatchObject({ status: 422, body: { code: 'nothing-to-correct' } });
    expect(await right(caseId, { name: 'B' }, '/participants/nobody')).toMatchObject({ status: 404 });
    const unseen = await cases.desk.post(`/cases/${caseId}/details`, { kind: 'incident', reason });
    expect(unseen).toMatchObject({ status: 428 });
    const service = await stack.as('service');
    expect(await service.post(`/cases/${caseId}/details`, { kind: 'incident', reason })).toMatchObject({ status: 403 });
    await cases.desk.post(`/cases/${caseId}/contacts`, cases.call(victim, '2026-11-02T09:30:00Z'));
    const seen = await cases.whole(caseId);
    await refused({ openedAt: '2026-11-02T09:45:00Z' }, 'after-it-happened', '#/openedAt');
    expect((await cases.whole(caseId)).version).toBe(seen.version);
    expect(body.version).toBe(version);
  });

  it('of an opening: what is owed is counted from when it was; put right after a miss it stands, disputed', async () => {
    at(stack, '2026-11-03T10:00:00Z');
    const early = await cases.crime({}, '2026-11-02T09:00:00Z');
    const late = await cases.crime({}, '2026-11-02T09:00:00Z');
    expect(await owing(early.caseId, 'QOS-UPDATE')).toEqual(['2026-12-02 open']);
    expect((await right(early.caseId, { openedAt: '2026-11-03T09:00:00Z' })).status).toBe(201);
    expect(await owing(early.caseId, 'QOS-UPDATE')).toEqual(['2026-12-03 open']);
    expect(await cases.whole(early.caseId)).toMatchObject({
      openedAt: '2026-11-03T09:00:00Z',
      participants: [{ joinedAt: '2026-11-03T09:00:00Z' }],
    });
    at(stack, '2026-12-03T00:00:00Z');
    expect((await right(late.caseId, { openedAt: '2026-11-03T09:00:00Z' })).status).toBe(201);
    expect(await owing(late.caseId, 'QOS-UPDATE')).toEqual(['2026-12-02 missed disputed']);
    const { items } = (await cases.supervisor.get(`/disputes?caseId=${late.caseId}`)).body;
    const ofUpdate = items.find(({ commitment }: any) => commitment === 'QOS-UPDATE');
    expect(ofUpdate).toMatchObject({ stood: 'missed', would: 'due-later' });
  });

  it('of a participant: who they are is put right with the people, and what was known before is told', async () => {
    at(stack, '2026-12-07T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-12-07T09:00:00Z');
    const path = `/participants/${victim}`;
    const details = { name: 'Anne Victim', bornOn: '1990-02-28', language: 'Welsh', needs: 'large print' };
    expect((await right(caseId, details, path)).status).toBe(201);
    expect((await cases.whole(caseId)).participants).toMatchObject([details]);
    at(stack, '2026-12-08T10:00:00Z');
    expect((await right(caseId, { name: 'Ann Victim', needs: 'large print' }, path)).status).toBe(201);
    const history = await cases.desk.get(`/cases/${caseId}${path}/history`);
    expect(history.body.items).toMatchObject([
      { field: 'name', value: 'Anne Victim', replacedAt: '2026-12-08T10:00:00Z', reason },
      { field: 'needs', value: null },
      { field: 'language', value: null },
      { field: 'bornOn', value: null },
      { field: 'name', value: 'A Victim', replacedAt: '2026-12-07T10:00:00Z', reason },
    ]);
    expect(await cases.performance.get(`/cases/${caseId}${path}/history`)).toMatchObject({ status: 403 });
    expect(await cases.desk.get(`/cases/${caseId}/participants/nobody/history`)).toMatchObject({ status: 404 });
    const facts = await stack.database.query(
      `select data from facts where type = 'ParticipantDetailsCorrected' order by position`,
    );
    expect(JSON.stringify(facts)).not.toMatch(/Ann|1990|Welsh|print/);
    expect(facts.at(-1)).toMatchObject({ data: { person: ['name'], before: {}, after: {} } });
  });

  it('of a route: one that was removed is told with who did so and why, and one whose place another took without', async () => {
    at(stack, '2026-12-09T10:00:00Z');
    const { caseId, victim } = await cases.crime({}, '2026-12-09T09:00:00Z');
    const path = `/cases/${caseId}/participants/${victim}`;
    const route = { method: 'phone', value: '01632 960001', safe: true };
    const { routeId } = (await cases.desk.post(`${path}/routes`, route)).body;
    at(stack, '2026-12-09T11:00:00Z');
    const again = (await cases.desk.post(`${path}/routes`, { ...route, times: 'after 6pm' })).body;
    at(stack, '2026-12-09T12:00:00Z');
    await cases.desk.delete(`${path}/routes/${again.routeId}`, {}, { reason: 'Belongs to somebody else.' });
    expect((await cases.desk.get(`${path}/history`)).body.routes).toEqual([
      {
        ...route,
        routeId: again.routeId,
        knownSince: '2026-12-09T11:00:00Z',
        until: '2026-12-09T12:00:00Z',
        removedBy: 'pc-1001',
        reason: 'Belongs to somebody else.',
      },
      {
        ...route,
        routeId,
        knownSince: '2026-12-09T10:00:00Z',
        until: '2026-12-09T11:00:00Z',
        removedBy: null,
        reason: null,
      },
    ]);
  });

  it('of a birth date: the fact says how old that made them, no more, and what is owed follows', async () => {
    at(stack, '2026-12-07T10:00:00Z');
    const children = [{ role: 'victim', name: 'A Victim', bornOn: '2009-12-07' }];
    const { caseId, victim } = await cases.crime({ participants: children }, '2026-12-07T09:00:00Z');
    const arrested = { type: 'suspect-arrested', occurredAt: '2026-12-07T09:30:00Z' };
    await cases.desk.post(`/cases/${caseId}/milestones`, arrested);
    const arrest = () => owing(caseId, 'VC20-ARREST');
    expect(await arrest()).toEqual(['2026-12-08 open']);
    const path = `/participants/${victim}`;
    expect((await right(caseId, { bornOn: '2008-12-07' }, path)).status).toBe(201);
    expect(await arrest()).toEqual(['2026-12-14 open']);
    expect((await right(caseId, { openedAt: '2026-12-06T23:59:59Z' })).status).toBe(201);
    expect(await arrest()).toEqual(['2026-12-08 open']);
    expect((await right(caseId, { bornOn: '2008-12-08' }, path)).status).toBe(201);
    const facts = await stack.database.query(
      `select data from facts where stream = $1 and type in ('ParticipantAdded', 'ParticipantDetailsCorrected', 'CaseDetailsCorrected') order by version`,
      [`case-${caseId}`],
    );
    expect(facts).toMatchObject([
      { data: { ageAtOffence: 'under-18' } },
      { data: { before: { ageAtOffence: 'under-18' }, after: { ageAtOffence: 'adult' }, person: ['bornOn'] } },
      { data: { ages: { [victim]: 'under-18' } } },
      { data: { before: {}, after: {}, person: ['bornOn'] } },
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/200[89]-12/);
  });

  it('of a role: a witness who is a victim is owed what a victim is', async () => {
    at(stack, '2026-12-09T10:00:00Z');
    const { caseId, victim } = await cases.crime({ participants: [{ role: 'witness' }] }, '2026-12-09T09:00:00Z');
    expect(await owing(caseId, 'QOS-UPDATE')).toEqual([]);
    const answer = await right(caseId, { role: 'victim' }, `/participants/${victim}`);
    expect(answer.status).toBe(201);
    expect(await owing(caseId, 'QOS-UPDATE')).toEqual(['2027-01-09 open']);
    expect((await cases.whole(caseId)).participants).toMatchObject([{ role: 'victim' }]);
  });

  it('a transfer closes the case, supersedes what is open and has the victim told', async () => {
    at(stack, '2026-12-10T10:00:00Z');
    const { caseId } = await cases.crime({}, '2026-12-01T09:00:00Z');
    const transfer = async (more: object) =>
      cases.desk.post(
        `/cases/${caseId}/transfer`,
        { toForce: 'Lancashire Constabulary', reason, ...more },
        {
          ...(await cases.etagOf(caseId)),
        },
      );
    expect(await transfer({ at: '2026-12-10T10:00:00.001Z' })).toMatchObject({
      status: 422,
      body: { code: 'in-the-future', errors: [{ pointer: '#/at' }] },
    });
    expect(await transfer({ toForce: '<b>' })).toMatchObject({ body: { errors: [{ pointer: '#/toForce' }] } });
    const answer = await transfer({ at: '2026-12-10T09:00:00Z', reference: 'LC/77/26' });
    expect(answer).toMatchObject({
      status: 201,
      body: { closureId: expect.any(String), obligations: [{ commitment: 'QOS-CLOSE', dueOn: '2026-12-17' }] },
    });
    expect(await owing(caseId, 'QOS-UPDATE')).toEqual(['2027-01-01 superseded']);
    expect(await owing(caseId, 'QOS-INITIAL')).toEqual(['2026-12-08 missed']);
    expect(await cases.whole(caseId)).toMatchObject({
      status: 'closed',
      closureReason: 'transferred',
      transferredTo: 'Lancashire Constabulary',
      transferredReference: 'LC/77/26',
    });
    expect(await transfer({})).toMatchObject({ status: 409, body: { code: 'already-closed' } });
    expect(JSON.stringify((await cases.desk.get(`/cases/${caseId}/timeline?limit=500`)).body)).toContain(
      'closed: transferred to Lancashire Constabulary (LC/77/26)',
    );
  });

  it('an incident that becomes a crime is one from then on; once', async () => {
    at(stack, '2026-12-11T10:00:00Z');
    const { caseId } = await cases.crime({ kind: 'incident' }, '2026-12-10T09:00:00Z');
    const becoming = { type: 'crime-reported', occurredAt: '2026-12-11T10:00:00Z' };
    const answer = await cases.desk.post(`/cases/${caseId}/milestones`, becoming);
    expect(answer.body.obligations.map(({ commitment }: any) => commitment)).toContain('VC20-CONFIRM');
    expect(await cases.desk.post(`/cases/${caseId}/milestones`, becoming)).toMatchObject({
      status: 422,
      body: { code: 'is-a-crime', errors: [{ pointer: '#/type' }] },
    });
  });

  it('one recorded in error is cancelled by a supervisor: what is open is voided, what was missed is disputed', async () => {
    at(stack, '2026-12-11T11:00:00Z');
    const { caseId } = await cases.crime({}, '2026-12-11T11:00:00Z');
    at(stack, '2026-12-21T11:00:00Z');
    const inError = async () => cases.supervisor.post(`/cases/${caseId}/void`, { reason }, await cases.etagOf(caseId));
    expect((await inError()).status).toBe(201);
    expect(await owing(caseId, 'QOS-UPDATE')).toEqual(['2027-01-11 voided']);
    expect(await owing(caseId, 'VC20-CONFIRM')).toEqual(['null voided']);
    expect(await owing(caseId, 'QOS-INITIAL')).toEqual(['2026-12-18 missed disputed']);
    expect(await owing(caseId, 'QOS-CLOSE')).toEqual([]);
    const { body } = await cases.supervisor.get(`/disputes?caseId=${caseId}`);
    expect(body.items.map(({ stood, would }: any) => `${stood} ${would}`)).toContain('missed voided');
    expect(await cases.whole(caseId)).toMatchObject({ status: 'closed', closureReason: 'cancelled' });
    expect(await inError()).toMatchObject({ status: 409, body: { code: 'already-voided' } });
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
