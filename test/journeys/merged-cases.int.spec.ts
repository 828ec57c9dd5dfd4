import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rebuild, openDatabase, FactStore, tablesOf, UnitOfWork } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { openFromBoth } from '../support/open-from-both.js';
import { startStack, type Stack } from '../support/stack.js';

const reason = 'Reported twice.';
const told = { tells: ['suspect-arrested'] };

/** One matter in two cases, one call about several, one victim on many. */
describe('merged and linked cases', () => {
  let stack: Stack;
  let cases: Cases;

  beforeAll(async () => {
    stack = await startStack('2026-11-02T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const arrested = async ({ caseId }: Opened, occurredAt: string) =>
    (await cases.desk.post(`/cases/${caseId}/milestones`, { type: 'suspect-arrested', occurredAt })).body;
  const arrests = async (caseId: string) =>
    (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=VC20-ARREST`)).body.items;
  const merge = async ({ caseId }: Opened, body: object) =>
    cases.desk.post(`/cases/${caseId}/merger`, body, await cases.etagOf(caseId));

  it('what was owed on a case that is merged counts once in a report, for the owner who answered for it', async () => {
    at(stack, '2026-09-01T10:00:00Z');
    const openedAt = '2026-09-01T09:00:00Z';
    const one = await cases.crime({ owner: 'pc-1234' }, openedAt);
    const other = await cases.crime({ owner: 'pc-1235' }, openedAt);
    await arrested(one, '2026-09-01T09:30:00Z');
    at(stack, '2026-09-02T10:00:00Z');
    const call = cases.call(one.victim, '2026-09-02T09:30:00Z', told);
    expect((await cases.desk.post(`/cases/${one.caseId}/contacts`, call)).status).toBe(201);
    at(stack, '2026-10-01T10:00:00Z');
    const report = async (more = '') => {
      const asked = `from=2026-09-01&to=2026-09-30&commitment=VC20-ARREST&groupBy=owner${more}`;
      const { rows } = (await cases.performance.get(`/compliance?${asked}`)).body;
      return rows.map(({ group, fellDue, met, superseded }: any) => [group.owner, fellDue, met, superseded]);
    };
    const before = await report();
    expect(before).toEqual([['pc-1234', 1, 1, 0]]);
    at(stack, '2026-10-02T10:00:00Z');
    const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    expect((await merge(one, asked)).status).toBe(201);
    expect(await report()).toEqual(before);
    expect(await report('&knownAt=2026-10-01T10:00:00Z')).toEqual(before);
  });

  it('what two openings made owed counts as it stood, and once what stays', async () => {
    at(stack, '2026-08-03T10:00:00Z');
    const one = await cases.crime({ owner: 'pc-1234' }, '2026-08-03T09:00:00Z');
    at(stack, '2026-08-04T10:00:00Z');
    const other = await cases.crime({ owner: 'pc-1235' }, '2026-08-04T09:00:00Z');
    at(stack, '2026-08-20T10:00:00Z');
    const report = async (commitment: string) => {
      const asked = `from=2026-08-01&to=2026-09-30&commitment=${commitment}&groupBy=owner`;
      const { rows } = (await cases.performance.get(`/compliance?${asked}`)).body;
      return (
        rows
          // What others of these specs owe shows as days that were covered, too.
          .filter(({ group, fellDue }: any) => ['pc-1234', 'pc-1235'].includes(group.owner) && fellDue > 0)
          .map(({ group, fellDue, missed, superseded, changedAfterDue }: any) => [
            group.owner,
            fellDue,
            missed,
            superseded,
            changedAfterDue,
          ])
      );
    };
    expect(await report('QOS-INITIAL')).toEqual([
      ['pc-1234', 1, 1, 0, 0],
      ['pc-1235', 1, 1, 0, 0],
    ]);
    const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    expect((await merge(one, asked)).status).toBe(201);
    expect(await report('QOS-INITIAL')).toEqual([
      ['pc-1234', 1, 1, 0, 0],
      ['pc-1235', 1, 0, 1, 1],
    ]);
    at(stack, '2026-09-05T10:00:00Z');
    expect(await report('QOS-UPDATE')).toEqual([['pc-1235', 1, 1, 0, 0]]);
    const months = (await cases.desk.get(`/obligations?caseId=${other.caseId}&commitment=QOS-UPDATE`)).body.items;
    expect(months.map(({ dueOn, status }: any) => [dueOn, status]).toSorted()).toEqual([
      ['2026-09-03', 'missed'],
      ['2026-09-04', 'superseded'],
    ]);
  });

  describe('case 50: a case that was merged', () => {
    let first: Opened;
    let second: Opened;

    beforeAll(async () => {
      at(stack, '2026-11-02T10:00:00Z');
      first = await cases.crime({
        participants: [
          { role: 'victim', name: 'One' },
          { role: 'witness', name: 'Wit' },
        ],
      });
      second = await cases.crime();
      await arrested(first, '2026-11-02T09:30:00Z');
      at(stack, '2026-11-12T10:00:00Z');
    });

    it('is followed up in the other one: what it owed is owed there, missed included', async () => {
      expect(await arrests(first.caseId)).toMatchObject([{ status: 'missed', dueOn: '2026-11-09' }]);
      const asked = { into: second.caseId, participants: { [first.victim]: second.victim }, reason };
      const path = `/cases/${first.caseId}/merger`;
      expect(await cases.desk.post(path, asked, { 'if-match': first.etag })).toMatchObject({ status: 412 });
      expect(await cases.desk.post(path, asked)).toMatchObject({ status: 428 });
      const merged = await merge(first, asked);
      const { version } = await cases.whole(second.caseId);
      expect(merged).toMatchObject({
        status: 201,
        body: { position: expect.any(String), into: { caseId: second.caseId, version, position: expect.any(String) } },
      });
      expect(merged.body.version).toBe((await cases.whole(first.caseId)).version);
      expect(await arrests(first.caseId)).toMatchObject([{ status: 'superseded', open: false, nextRung: null }]);
      expect(await arrests(second.caseId)).toMatchObject([
        { status: 'missed', participantId: second.victim, dueOn: '2026-11-09' },
      ]);
      const open = await cases.supervisor.get(`/alerts?caseId=${first.caseId}&status=open`);
      expect(open.body.items).toEqual([]);
      const { body: timeline } = await cases.desk.get(`/cases/${first.caseId}/timeline`);
      expect(timeline.items.find(({ type }: any) => type === 'CaseMerged')).toMatchObject({ note: reason });
      const forPerformance = await cases.performance.get(`/cases/${first.caseId}/timeline`);
      expect(JSON.stringify(forPerformance.body)).not.toContain(reason);
      const here = await cases.whole(first.caseId);
      expect(here).toMatchObject({ status: 'merged', mergedInto: second.caseId });
      const there = await cases.whole(second.caseId);
      expect(there.participants.map(({ role, name }: any) => [role, name])).toEqual([
        ['victim', 'A Victim'],
        ['witness', 'Wit'],
      ]);
    });

    it('takes a contact to the other one, and says so', async () => {
      const call = cases.call(first.victim, '2026-11-12T09:55:00Z', told);
      const { status, body } = await cases.desk.post(`/cases/${first.caseId}/contacts`, call);
      expect(status).toBe(201);
      expect(body.caseId).toBe(second.caseId);
      expect(await arrests(second.caseId)).toMatchObject([{ status: 'met-late', dischargedBy: body.contactId }]);
      expect(body.discharged).toContain((await arrests(second.caseId))[0].obligationId);
    });

    it('refuses everything else, records nothing, and names the case where it is followed up', async () => {
      const versions = async () => [
        (await cases.whole(first.caseId))['version'],
        (await cases.whole(second.caseId))['version'],
      ];
      const before = await versions();
      const refused = [
        await cases.desk.post(`/cases/${first.caseId}/milestones`, {
          type: 'suspect-bailed',
          occurredAt: '2026-11-12T09:00:00Z',
        }),
        await cases.desk.post(`/cases/${first.caseId}/links`, { caseId: second.caseId, kind: 'series' }),
        await merge(first, { into: second.caseId, reason }),
        // In a circle.
        await merge(second, { into: first.caseId, reason }),
        await cases.desk.post(
          `/cases/${first.caseId}/closure`,
          { reason: 'resolved' },
          await cases.etagOf(first.caseId),
        ),
      ];
      for (const answer of refused)
        expect(answer).toMatchObject({ status: 409, body: { code: 'merged-elsewhere', caseId: second.caseId } });
      expect(await versions()).toEqual(before);
    });

    it('is silent for nobody: only the other one is asked about', async () => {
      at(stack, '2026-12-20T10:00:00Z');
      const { body } = await cases.performance.get('/compliance/silence?days=28');
      const silent = body.items.map(({ caseId }: any) => caseId);
      expect(silent).toContain(second.caseId);
      expect(silent).not.toContain(first.caseId);
    });
  });

  describe('of which a contact is put right since', () => {
    const opening = '2026-03-02T09:00:00Z';
    const monthly = async (caseId: string) => {
      const { items } = (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=QOS-UPDATE`)).body;
      const shown = items.map(({ dueOn, status, disputed, stood }: any) => [dueOn, status, disputed, stood]);
      return shown.toSorted().filter(([, status, , stood]: any) => status !== 'superseded' || stood);
    };
    /** A case of which somebody was told on a day, merged on 5 May into one that was opened that day. */
    const mergedAfter = async (day: string, owner: string) => {
      at(stack, '2026-03-02T10:00:00Z');
      const one = await cases.crime({ owner }, opening);
      at(stack, `${day}T10:00:00Z`);
      const call = cases.call(one.victim, `${day}T09:30:00Z`);
      const { contactId } = (await cases.desk.post(`/cases/${one.caseId}/contacts`, call)).body;
      at(stack, '2026-05-05T10:00:00Z');
      const other = await cases.crime({ owner }, '2026-05-05T09:00:00Z');
      const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
      expect((await merge(one, asked)).status).toBe(201);
      const putRight = async (body: object) => {
        at(stack, '2026-05-06T10:00:00Z');
        const path = `/cases/${other.caseId}/contacts/${contactId}/correction`;
        return cases.desk.post(path, { ...body, reason }, await cases.etagOf(other.caseId));
      };
      return { one: one.caseId, other: other.caseId, contactId, putRight };
    };

    it('struck out, it has met nothing: a miss counts where it was owed, and is known from then on', async () => {
      const { one, other, contactId, putRight } = await mergedAfter('2026-03-20', 'pc-1235');
      const report = async (more = '') => {
        const asked = `from=2026-04-01&to=2026-05-31&commitment=QOS-UPDATE&groupBy=owner${more}`;
        const { rows } = (await cases.performance.get(`/compliance?${asked}`)).body;
        const { met, missed } = rows.find(({ group }: any) => group.owner === 'pc-1235');
        return { met, missed };
      };
      expect(await monthly(one)).toEqual([
        ['2026-04-02', 'met', false, null],
        ['2026-04-20', 'superseded', false, 'missed'],
      ]);
      const before = await report();
      expect(before).toEqual({ met: 1, missed: 1 });
      expect(await putRight({ strikeOut: true })).toMatchObject({ status: 201, body: { caseId: other, contactId } });
      expect(await monthly(one)).toEqual([
        ['2026-04-02', 'missed', false, null],
        ['2026-04-20', 'superseded', false, 'missed'],
        ['2026-05-02', 'superseded', false, 'missed'],
      ]);
      expect(await monthly(other)).toEqual([
        ['2026-04-20', 'missed', true, null],
        ['2026-05-02', 'missed', false, null],
      ]);
      expect(await report()).toEqual({ met: 0, missed: 3 });
      expect(await report('&knownAt=2026-05-06T09:59:59.999Z')).toEqual(before);
      const { items } = (await cases.desk.get(`/cases/${one}/timeline?limit=200`)).body;
      expect(items.find(({ type }: any) => type === 'ContactStruckOut')).toMatchObject({ note: reason });
      const merged = await cases.desk.post(
        `/cases/${one}/contacts/${contactId}/correction`,
        { strikeOut: true, reason },
        await cases.etagOf(one),
      );
      expect(merged.status).toBe(404);
    });

    it('that comes back since has met nothing there: it is owed again, once, from when that was known', async () => {
      at(stack, '2026-01-20T10:00:00Z');
      const routes = [{ method: 'letter', value: '2 Any Street, Barrow LA14 1AA', safe: true }];
      const one = await cases.crime({ participants: [{ role: 'victim', name: 'V', routes }] }, '2026-01-20T09:00:00Z');
      at(stack, '2026-01-22T10:00:00Z');
      const letter = cases.call(one.victim, '2026-01-22T09:30:00Z', { method: 'letter', outcome: 'sent' });
      const { contactId } = (await cases.desk.post(`/cases/${one.caseId}/contacts`, letter)).body;
      at(stack, '2026-01-26T10:00:00Z');
      const other = await cases.crime({}, '2026-01-26T09:00:00Z');
      const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
      expect((await merge(one, asked)).status).toBe(201);
      expect([await monthly(one.caseId), await monthly(other.caseId)]).toEqual([
        [['2026-02-20', 'met', false, null]],
        [['2026-02-22', 'open', false, null]],
      ]);
      at(stack, '2026-02-02T10:00:00Z');
      const back = { outcome: 'returned', at: '2026-02-02T09:00:00Z' };
      const path = `/cases/${other.caseId}/contacts/${contactId}/receipt`;
      expect(await cases.desk.post(path, back)).toMatchObject({ status: 201, body: { reached: false } });
      expect([await monthly(one.caseId), await monthly(other.caseId)]).toEqual([
        [],
        [['2026-03-02', 'open', false, null]],
      ]);
    });

    it('put right to a time that betters a miss of the case that gave way, it is disputed and decided there', async () => {
      const { one, other, putRight } = await mergedAfter('2026-04-10', 'pc-1234');
      expect(await monthly(one)).toEqual([['2026-04-02', 'met-late', false, null]]);
      expect((await putRight({ occurredAt: '2026-04-01T09:30:00Z' })).status).toBe(201);
      expect((await monthly(one))[0]).toEqual(['2026-04-02', 'met-late', true, null]);
      const waiting = async () => (await cases.supervisor.get(`/disputes?decided=false&caseId=${one}`)).body.items;
      const [{ disputeId }] = await waiting();
      const decision = await cases.supervisor.post(`/disputes/${disputeId}/decision`, { confirm: true, reason });
      expect(decision).toMatchObject({ status: 201, body: { obligation: { status: 'met', stood: 'met-late' } } });
      expect(await waiting()).toEqual([]);
      expect((await cases.whole(other)).status).toBe('open');
    });
  });

  it('takes along what is disputed: it waits in the case that goes on, once, and is decided in both', async () => {
    at(stack, '2026-07-01T10:00:00Z');
    const one = await cases.crime({ owner: 'pc-1234' }, '2026-07-01T09:00:00Z');
    const other = await cases.crime({ owner: 'pc-1235' }, '2026-07-01T09:00:00Z');
    const { milestoneId } = await arrested(one, '2026-07-01T09:30:00Z');
    at(stack, '2026-07-15T10:00:00Z');
    const path = `/cases/${one.caseId}/milestones/${milestoneId}/void`;
    expect((await cases.desk.post(path, { reason }, await cases.etagOf(one.caseId))).status).toBe(201);
    const waiting = async (caseId: string, more = '') => {
      const { items } = (await cases.supervisor.get(`/disputes?decided=false&caseId=${caseId}${more}`)).body;
      return items.filter(({ commitment }: any) => commitment === 'VC20-ARREST');
    };
    const [before] = await waiting(one.caseId);
    at(stack, '2026-07-16T10:00:00Z');
    expect(
      (await merge(one, { into: other.caseId, participants: { [one.victim]: other.victim }, reason })).status,
    ).toBe(201);
    const figures = async () => {
      const asked = 'from=2026-07-01&to=2026-07-31&commitment=VC20-ARREST&groupBy=owner';
      const { rows } = (await cases.performance.get(`/compliance?${asked}`)).body;
      const { fellDue, missed, voided, disputed, changedAfterDue } = rows.find(
        ({ group }: any) => group.owner === 'pc-1234',
      );
      return { fellDue, missed, voided, disputed, changedAfterDue };
    };
    expect(await figures()).toEqual({ fellDue: 1, missed: 1, voided: 0, disputed: 1, changedAfterDue: 0 });
    expect(await waiting(one.caseId)).toEqual([]);
    expect(await waiting(one.caseId, '&knownAt=2026-07-15T12:00:00Z')).toMatchObject([{ disputeId: before.disputeId }]);
    const [there, ...more] = await waiting(other.caseId);
    const { stood, would, raisedAt, decideBy, recordedBy } = before;
    expect([there, more]).toMatchObject([{ stood, would, raisedAt, decideBy, recordedBy, caseId: other.caseId }, []]);
    const decision = { confirm: true, reason };
    const gone = await cases.supervisor.post(`/disputes/${before.disputeId}/decision`, decision);
    expect(gone).toMatchObject({ status: 404, body: { code: 'unknown-dispute' } });
    const decided = await cases.supervisor.post(`/disputes/${there.disputeId}/decision`, decision);
    expect(decided).toMatchObject({ status: 201, body: { obligation: { status: 'voided', stood: 'missed' } } });
    expect(await figures()).toEqual({ fellDue: 1, missed: 0, voided: 1, disputed: 0, changedAfterDue: 1 });
    for (const { caseId } of [one, other])
      expect((await arrests(caseId)).map(({ disputed }: any) => disputed)).toEqual([false]);
  });

  it('takes along what was decided: an excusal here excuses there, is shown there, and can be undone there', async () => {
    at(stack, '2026-11-12T10:00:00Z');
    const one = await cases.crime();
    const other = await cases.crime();
    await arrested(one, '2026-11-03T09:30:00Z');
    const [{ obligationId }] = await arrests(one.caseId);
    const excusal = { reason, goodReason: 'endangers-investigation' };
    const { body } = await cases.supervisor.post(`/obligations/${obligationId}/excusal`, excusal);
    expect(body.obligation.status).toBe('excused');
    await merge(one, { into: other.caseId, participants: { [one.victim]: other.victim }, reason });
    const [there] = await arrests(other.caseId);
    expect(there).toMatchObject({ status: 'excused', participantId: other.victim });
    const { rulings } = await cases.obligation(there.obligationId);
    expect(rulings).toMatchObject([
      { kind: 'excused', rulingId: body.rulingId, reason: 'endangers-investigation', note: reason },
    ]);
    const undoing = `/obligations/${there.obligationId}/rulings/${body.rulingId}/undoing`;
    expect((await cases.desk.post(undoing, { reason })).status).toBe(403);
    expect((await cases.supervisor.post(undoing, { reason })).body.obligation).toMatchObject({ status: 'missed' });
  });

  it('that recorded one arrest twice owe it once, by the one due first, and the miss of the other is told', async () => {
    at(stack, '2026-11-12T10:00:00Z');
    const one = await cases.crime({}, '2026-11-03T09:00:00Z');
    const other = await cases.crime({}, '2026-11-03T09:00:00Z');
    const { milestoneId } = await arrested(one, '2026-11-03T09:30:00Z');
    const there = await arrested(other, '2026-11-04T09:30:00Z');
    const placed = { participants: { [one.victim]: other.victim }, milestones: { [milestoneId]: there.milestoneId } };
    const asked = { into: other.caseId, ...placed, reason };
    const wrong = { ...asked, milestones: { [milestoneId]: 'm9' } };
    expect((await merge(one, wrong)).body).toMatchObject({ code: 'milestone-not-placed' });
    expect((await merge(one, asked)).status).toBe(201);
    const owed = (await arrests(other.caseId)).map(({ dueOn, status, stood }: any) => [dueOn, status, stood]);
    expect(owed.toSorted()).toEqual([
      ['2026-11-10', 'missed', null],
      ['2026-11-11', 'superseded', 'missed'],
    ]);
  });

  it('given one in which updates as agreed are owed, then these go on from where they were, and what was over counts once', async () => {
    at(stack, '2026-06-01T10:00:00Z');
    const one = await cases.crime({}, '2026-06-01T09:00:00Z');
    const plan = `/cases/${one.caseId}/participants/${one.victim}/contact-plan`;
    expect((await cases.desk.post(plan, { frequency: 'P14D', method: 'phone' })).status).toBe(201);
    at(stack, '2026-06-08T10:00:00Z');
    const call = cases.call(one.victim, '2026-06-08T09:30:00Z');
    expect((await cases.desk.post(`/cases/${one.caseId}/contacts`, call)).status).toBe(201);
    at(stack, '2026-07-08T10:00:00Z');
    const other = await cases.crime({}, '2026-07-08T09:00:00Z');
    const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    expect((await merge(one, asked)).status).toBe(201);
    const agreed = async ({ caseId }: Opened) => {
      const { items } = (await cases.desk.get(`/obligations?caseId=${caseId}&commitment=VC20-PERIODIC`)).body;
      return items.map(({ dueOn, status }: any) => [dueOn, status]).toSorted();
    };
    expect(await agreed(one)).toEqual([
      ['2026-06-15', 'met'],
      ['2026-06-22', 'missed'],
      ['2026-07-06', 'superseded'],
    ]);
    expect(await agreed(other)).toEqual([['2026-07-06', 'missed']]);
  });

  it('given a wish of one that is voided since, then what it had waived there says so', async () => {
    at(stack, '2025-08-03T10:00:00Z');
    const one = await cases.crime({}, '2025-08-03T09:00:00Z');
    at(stack, '2025-08-05T10:00:00Z');
    const wish = { scope: 'periodic', requestedBy: one.victim, identifiedBy: 'known-number', reason };
    const asking = `/cases/${one.caseId}/participants/${one.victim}/opt-outs`;
    const { status, body } = await cases.desk.post(asking, wish);
    expect(status).toBe(201);
    at(stack, '2025-09-10T10:00:00Z');
    const other = await cases.crime({}, '2025-09-10T09:00:00Z');
    const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    expect((await merge(one, asked)).status).toBe(201);
    at(stack, '2025-09-11T10:00:00Z');
    const path = `/cases/${other.caseId}/participants/${other.victim}/opt-outs/${body.optOutId}/void`;
    expect((await cases.supervisor.post(path, { reason })).status).toBe(201);
    const { items } = (await cases.desk.get(`/obligations?caseId=${one.caseId}&commitment=QOS-UPDATE`)).body;
    expect(items.map(({ dueOn, status, mark }: any) => [dueOn, status, mark])).toEqual([
      ['2025-09-03', 'waived', 'opt-out-voided'],
    ]);
  });

  it('are asked first what would come of it: the same answer, and nothing is recorded', async () => {
    at(stack, '2026-11-12T10:00:00Z');
    const one = await cases.crime();
    const other = await cases.crime();
    const there = await arrested(other, '2026-11-12T09:30:00Z');
    const [facts, notes] = ['facts', 'notes'].map((table) => async () => {
      const [{ count }] = await stack.database.query(`select count(*)::int as count from ${table}`);
      return count;
    }) as [() => Promise<number>, () => Promise<number>];
    const before = [await facts(), await notes()];
    const on = `/cases/${other.caseId}`;
    const call = cases.call(other.victim, '2026-11-12T09:45:00Z', told);
    const contact = await cases.desk.post(`${on}/contacts?dryRun=true`, { ...call, note: 'She was in.' });
    expect(contact).toMatchObject({ status: 201, body: { reached: true, position: null } });
    expect(contact.headers.get('etag')).toBeNull();
    const [{ obligationId }] = await arrests(other.caseId);
    expect(contact.body.discharged).toContain(obligationId);
    const bailed = { type: 'suspect-bailed', occurredAt: '2026-11-12T09:50:00Z' };
    const milestone = await cases.desk.post(`${on}/milestones?dryRun=true`, bailed);
    expect(milestone.body).toMatchObject({ position: null, obligations: [{ commitment: 'VC20-BAIL' }] });
    const etag = await cases.etagOf(other.caseId);
    const closure = await cases.desk.post(
      `${on}/closure?dryRun=true`,
      { reason: 'resolved', closedAt: '2026-11-12T09:55:00Z' },
      etag,
    );
    expect(closure).toMatchObject({ status: 201, body: { position: null } });
    const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    const path = `/cases/${one.caseId}/merger`;
    const seen = await cases.etagOf(one.caseId);
    const trial = await cases.desk.post(`${path}?dryRun=true`, asked, seen);
    expect([await facts(), await notes()]).toEqual(before);
    expect((await arrests(other.caseId))[0]).toMatchObject({ status: 'open', obligationId });
    expect(await cases.desk.post(`${path}?dryRun=perhaps`, asked, seen)).toMatchObject({ status: 422 });
    expect(
      await cases.desk.post(`/cases/${one.caseId}/links?dryRun=true`, { caseId: other.caseId, kind: 'series' }),
    ).toMatchObject({ status: 422 });
    const { body } = await merge(one, asked);
    expect(trial.body).toEqual({ ...body, position: null, into: { ...body.into, position: null } });
    expect(there.milestoneId).toBeDefined();
  });

  it('merges once when two ask at the same time, and loses no contact that comes in between', async () => {
    at(stack, '2026-11-12T10:00:00Z');
    const one = await cases.crime();
    const other = await cases.crime();
    const etag = await cases.etagOf(one.caseId);
    const body = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    const call = cases.call(other.victim, '2026-11-12T09:00:00Z');
    const [first, second, ...calls] = await Promise.all([
      cases.desk.post(`/cases/${one.caseId}/merger`, body, etag),
      cases.desk.post(`/cases/${one.caseId}/merger`, body, etag),
      ...Array.from({ length: 4 }, () => cases.desk.post(`/cases/${other.caseId}/contacts`, call)),
    ]);
    expect([first.status, second.status].filter((status) => status === 201)).toHaveLength(1);
    expect(calls.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const { body: timeline } = await cases.desk.get(`/cases/${other.caseId}/timeline`);
    const types = timeline.items.map(({ type }: any) => type);
    expect(types.filter((type: string) => type === 'CaseAbsorbed')).toHaveLength(1);
    expect(types.filter((type: string) => type === 'ContactMade')).toHaveLength(4);
  });

  it('one call about two cases discharges on both, or is recorded on none', async () => {
    at(stack, '2026-11-13T10:00:00Z');
    const one = await cases.crime({}, '2026-11-13T09:00:00Z');
    const other = await cases.crime({}, '2026-11-13T09:00:00Z');
    await arrested(one, '2026-11-13T09:10:00Z');
    await arrested(other, '2026-11-13T09:10:00Z');
    const call = (alsoOn: object) => cases.call(one.victim, '2026-11-13T09:30:00Z', { ...told, alsoOn: [alsoOn] });
    const path = `/cases/${one.caseId}/contacts`;
    const nobody = await cases.desk.post(path, call({ caseId: other.caseId, participantIds: ['nobody'] }));
    expect(nobody.body).toMatchObject({
      code: 'unknown-participant',
      errors: [{ pointer: '#/alsoOn/0/participantIds/0' }],
    });
    const nowhere = await cases.desk.post(path, call({ caseId: 'nowhere', participantIds: [other.victim] }));
    expect(nowhere.body).toMatchObject({ code: 'unknown-case', errors: [{ pointer: '#/alsoOn/0/caseId' }] });
    const twice = await cases.desk.post(path, call({ caseId: one.caseId, participantIds: [one.victim] }));
    expect(twice.body).toMatchObject({ code: 'same-case', errors: [{ pointer: '#/alsoOn/0/caseId' }] });
    expect(await arrests(one.caseId)).toMatchObject([{ status: 'open' }]);
    const both = await cases.desk.post(path, call({ caseId: other.caseId, participantIds: [other.victim] }));
    expect(both.body).toMatchObject({ reached: true, alsoOn: [{ caseId: other.caseId, reached: true }] });
    expect(await arrests(one.caseId)).toMatchObject([{ status: 'met' }]);
    expect(await arrests(other.caseId)).toMatchObject([{ status: 'met', dischargedBy: both.body.alsoOn[0].contactId }]);
  });

  it('two cases that are linked both say so, and nothing is owed because of it', async () => {
    at(stack, '2026-11-16T10:00:00Z');
    const one = await cases.crime({}, '2026-11-16T09:00:00Z');
    const other = await cases.crime({}, '2026-11-16T09:00:00Z');
    const link = { caseId: other.caseId, kind: 'same-victim' };
    const linked = await cases.desk.post(`/cases/${one.caseId}/links`, link);
    const [here, there] = [await cases.whole(one.caseId), await cases.whole(other.caseId)];
    expect(linked).toMatchObject({ status: 201, body: { version: here.version, position: expect.any(String) } });
    const linkedAt = '2026-11-16T10:00:00Z';
    expect(here.links).toEqual([{ caseId: other.caseId, kind: 'same-victim', linkedAt }]);
    expect(there.links).toEqual([{ caseId: one.caseId, kind: 'same-victim', linkedAt }]);
    expect(here.obligations).toHaveLength(one.body.obligations.length);
    const again = await cases.desk.post(`/cases/${one.caseId}/links`, link);
    expect(again).toMatchObject({ status: 409, body: { code: 'already-linked' } });
    const itself = await cases.desk.post(`/cases/${one.caseId}/links`, { caseId: one.caseId, kind: 'series' });
    expect(itself).toMatchObject({ status: 422, body: { code: 'same-case', errors: [{ pointer: '#/caseId' }] } });
    const nowhere = await cases.desk.post(`/cases/${one.caseId}/links`, { caseId: 'nowhere', kind: 'series' });
    expect(nowhere).toMatchObject({ status: 422, body: { code: 'unknown-case', errors: [{ pointer: '#/caseId' }] } });
  });

  it.each<[string, (one: Opened, other: Opened) => object, number, string, string]>([
    ['no reason', (_, other) => ({ into: other.caseId }), 422, 'invalid', '#/reason'],
    ['itself', (one) => ({ into: one.caseId, reason }), 422, 'same-case', '#/into'],
    ['a case that is not there', () => ({ into: 'nowhere', reason }), 422, 'unknown-case', '#/into'],
    [
      'a victim who is nobody there',
      (one, other) => ({ into: other.caseId, participants: { [one.victim]: 'nobody' }, reason }),
      422,
      'participant-not-placed',
      '#/participants/',
    ],
    [
      'a suspect who is nobody there',
      (_, other) => ({ into: other.caseId, suspects: { 'suspect-1': 'suspect-1' }, reason }),
      422,
      'suspect-not-placed',
      '#/suspects/suspect-1',
    ],
    [
      'a list for an object',
      (_, other) => ({ into: other.caseId, participants: [], reason }),
      422,
      'invalid',
      '#/participants',
    ],
  ])('refuses a merger into or of %s', async (_, body, status, code, pointer) => {
    at(stack, '2026-11-16T11:00:00Z');
    const one = await cases.crime({}, '2026-11-16T09:00:00Z');
    const other = await cases.crime({}, '2026-11-16T09:00:00Z');
    const answer = await merge(one, body(one, other));
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.errors[0].pointer).toMatch(pointer);
    expect((await cases.whole(one.caseId)).status).toBe('open');
    const unseen = await cases.desk.post(`/cases/${one.caseId}/merger`, body(one, other));
    expect(unseen.status).toBe(428);
  });

  it('are the same after the read tables were made anew from the facts', async () => {
    // Nobody knows after a rebuild when cases are looked at next.
    const tables = tablesOf(projections).filter((table) => table !== 'next_checks');
    const contents = async () =>
      Promise.all(
        tables.map((table) => stack.database.query(`select t::text from ${table} t order by 1`) as Promise<object[]>),
      );
    const before = await contents();
    const owner = await openDatabase({ url: stack.ownerUrl, asOwner: true });
    try {
      const work = new UnitOfWork(owner);
      await rebuild(work, new FactStore(work, projections), projections);
    } finally {
      await owner.destroy();
    }
    expect(await contents()).toEqual(before);
  });

  it('tell from their facts what is open as the tables list it', async () => {
    const { told, listed } = await openFromBoth(stack.database, stack.clock.now());
    expect(listed.length).toBeGreaterThan(5);
    expect(told).toEqual(listed);
  });
});
