import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ObligationView } from '@kept-informed/follow-up';
import { at, onCases, type Cases, type Opened } from '../support/cases.js';
import { startStack, type Stack } from '../support/stack.js';

const reason = 'It was somebody else.';

/** What a merger brought and is found since never to have been, or to be otherwise, in both cases. */
describe('put right after a merger', () => {
  let stack: Stack;
  let cases: Cases;
  let one: Opened;
  let other: Opened;

  beforeAll(async () => {
    stack = await startStack('2026-07-01T10:00:00Z');
    cases = await onCases(stack);
  });
  afterAll(() => stack?.stop());

  const both = async (...owners: readonly string[]) => {
    const opened = owners.map((owner) => cases.crime({ owner }, '2026-07-01T09:00:00Z'));
    [one, other] = (await Promise.all(opened)) as [Opened, Opened];
  };
  const merge = async () => {
    const asked = { into: other.caseId, participants: { [one.victim]: other.victim }, reason };
    const etag = await cases.etagOf(one.caseId);
    expect((await cases.desk.post(`/cases/${one.caseId}/merger`, asked, etag)).status).toBe(201);
  };
  const owed = async ({ caseId }: Opened, commitment: string) => {
    const asked = `/obligations?caseId=${caseId}&commitment=${commitment}`;
    return (await cases.desk.get<{ items: ObligationView[] }>(asked)).body.items;
  };
  const standing = async (commitment: string) =>
    Promise.all([one, other].map(async (of) => (await owed(of, commitment)).map(({ status }) => status)));
  const figures = async (commitment: string, more = '') => {
    const asked = `from=2026-07-01&to=2026-07-31&commitment=${commitment}&groupBy=owner${more}`;
    const { rows } = (await cases.performance.get(`/compliance?${asked}`)).body;
    return rows
      .filter(({ fellDue }: any) => fellDue > 0)
      .map(({ group, met, missed, voided }: any) => [group.owner, met, missed, voided]);
  };

  it('voided there, an arrest made nothing owed in either: duties, derivations and figures say so, and what was said before', async () => {
    at(stack, '2026-07-01T10:00:00Z');
    await both('pc-1234', 'pc-1235');
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-07-01T09:30:00Z' };
    const { milestoneId } = (await cases.desk.post(`/cases/${one.caseId}/milestones`, arrest)).body;
    at(stack, '2026-07-02T10:00:00Z');
    const call = cases.call(one.victim, '2026-07-02T09:30:00Z', { tells: ['suspect-arrested'] });
    expect((await cases.desk.post(`/cases/${one.caseId}/contacts`, call)).status).toBe(201);
    at(stack, '2026-07-15T10:00:00Z');
    await merge();
    expect(await standing('VC20-ARREST')).toEqual([['met'], ['met']]);
    const before = await figures('VC20-ARREST');
    expect(before).toEqual([['pc-1234', 1, 0, 0]]);

    at(stack, '2026-07-16T10:00:00Z');
    const path = `/cases/${other.caseId}/milestones/${milestoneId}/void`;
    expect((await cases.desk.post(path, { reason }, await cases.etagOf(other.caseId))).status).toBe(201);
    expect(await standing('VC20-ARREST')).toEqual([['voided'], ['voided']]);
    for (const each of [one, other]) {
      const [found] = await owed(each, 'VC20-ARREST');
      const { body } = await cases.desk.get(`/obligations/${found!.obligationId}/derivation`);
      expect(body.sentence).toMatch(/void|never/i);
      const { items } = (await cases.desk.get(`/cases/${each.caseId}/timeline?limit=200`)).body;
      expect(items.filter(({ type }: any) => type === 'MilestoneVoided')).toMatchObject([{ note: reason }]);
    }
    expect(await figures('VC20-ARREST')).toEqual([['pc-1234', 0, 0, 1]]);
    expect(await figures('VC20-ARREST', '&knownAt=2026-07-16T09:59:59.999Z')).toEqual(before);
  });

  it('taken back there, a death had ended nothing: what fell due meanwhile is missed, once, by whoever owned it', async () => {
    at(stack, '2026-07-01T10:00:00Z');
    await both('pc-1235', 'pc-1234');
    const arrest = { type: 'suspect-arrested', occurredAt: '2026-07-01T09:30:00Z' };
    await cases.desk.post(`/cases/${one.caseId}/milestones`, arrest);
    at(stack, '2026-07-02T10:00:00Z');
    const died = `/cases/${one.caseId}/participants/${one.victim}/death`;
    expect((await cases.desk.post(died, { on: '2026-07-02' }, await cases.etagOf(one.caseId))).status).toBe(201);
    at(stack, '2026-07-15T10:00:00Z');
    await merge();
    expect(await standing('VC20-ARREST')).toEqual([['superseded'], []]);

    at(stack, '2026-07-16T10:00:00Z');
    const back = `/cases/${other.caseId}/participants/${other.victim}/death`;
    const etag = await cases.etagOf(other.caseId);
    expect((await cases.desk.delete(back, etag, { reason })).status).toBe(200);
    const [found] = await owed(other, 'VC20-ARREST');
    expect([found!.dueOn, found!.status]).toEqual(['2026-07-08', 'missed']);
    expect(await figures('VC20-ARREST')).toContainEqual(['pc-1235', 0, 1, 0]);
    expect((await cases.whole(one.caseId)).participants[0]).toMatchObject({ diedOn: null });
  });
});
