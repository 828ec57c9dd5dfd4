import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { issuerForAnybody } from '../support/anybody.js';
import type { Client } from '../support/client.js';
import { forceFileWith, type ForceFileOfSpec } from '../support/force-file.js';
import type { Issuer } from '../support/issuer.js';
import { startStack, type Stack } from '../support/stack.js';

const NOW = '2026-11-02T10:00:00Z';
const LATER = '2026-11-30T10:00:00Z';

interface ForceOfSpec {
  bcus: { id: string; name: string; inspector: string; lpts: { name: string; teams: string[] }[] }[];
  teams: { id: string; bcu?: string; lpt?: string; supervisor: string }[];
  staff: { id: string; team: string }[];
}
interface SpecCase {
  readonly caseId: string;
  readonly owner: string | null;
  readonly bcu: string;
  readonly lpt: string;
  readonly restrictedTo: readonly string[] | null;
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
let force: ForceOfSpec;

beforeAll(async () => {
  issuer = await issuerForAnybody();
  file = forceFileWith((each) => void delete each.reach);
  force = parse(readFileSync(file.file, 'utf8')) as ForceOfSpec;
  stack = await startStack(NOW, 'postgres', {
    OIDC_ISSUER: issuer.url,
    FORCE_FILE: file.file,
    REQUESTS_PER_MINUTE: '100000',
    REQUESTS_BEFORE_SIGN_IN: '100000',
  });
}, 60_000);

afterAll(async () => {
  await stack?.stop();
  issuer?.stop();
  file?.forget();
});

const roles = ['desk', 'supervisor', 'supervisor', 'performance', 'admin', 'committee'] as const;

describe('what 200 people see of cases, whoever has them and whomever they are restricted to', () => {
  it('is what a naive reader of the rules says, through every list and one by one', async () => {
    const staff = force.staff.map(({ id }) => id);
    const areas = force.bcus.flatMap(({ name: bcu, lpts }) => lpts.map(({ name: lpt }) => ({ bcu, lpt })));
    const caseOf = fc.record({
      owner: fc.option(fc.constantFrom(...staff), { freq: 4 }),
      area: fc.constantFrom(...areas),
      named: fc.option(fc.uniqueArray(fc.constantFrom(...staff), { minLength: 1, maxLength: 3 }), { freq: 1 }),
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
    const cases: SpecCase[] = [];
    for (const [index, { owner, area, named, broken }] of planned.entries()) {
      const opened = await desk.post('/cases', {
        kind: 'crime',
        reference: `RP/${index}/26`,
        openedAt: NOW,
        area,
        ...(owner && { owner }),
        participants: [{ role: 'victim', name: 'A Victim' }],
      });
      const { caseId } = opened.body as { caseId: string };
      const restrictedTo = named && [...new Set([...named, ...(owner ? [owner] : [])])];
      const found = { caseId, owner, ...area, restrictedTo, brokenBy: [] as string[] };
      cases.push(found);
      if (restrictedTo) await desk.post(`/cases/${caseId}/restriction`, { staffIds: restrictedTo, reason: 'x' });
      if (restrictedTo)
        for (const staffId of broken) {
          const breaker = await stack.as(`desk@${staffId}`);
          const { status } = await breaker.post(`/cases/${caseId}/break-glass`, { reason: 'x' });
          if (status === 201) found.brokenBy.push(staffId);
        }
    }
    const wrong: string[] = [];
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
      }
    };
    for (const who of people) await compare(who, await stack.as(`${who.roles.join('+')}@${who.staffId}`));
    expect(wrong).toEqual([]);

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
