import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../../../../test/support/client.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { reading, type ComplianceApi } from '../compliance/reading.fixture.js';
import { CalendarModule } from './calendar.module.js';

let api: ComplianceApi;
let desk: Client;

beforeAll(async () => {
  api = await reading(CalendarModule, CommitmentsModule);
  desk = await api.as('desk');
});

afterAll(() => api.close());

describe('GET /calendar/due-date', () => {
  it('answers the example of the contract with its steps', async () => {
    const { status, body } = await desk.get('/calendar/due-date?from=2006-01-13&limit=P5D&unit=working');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      from: '2006-01-13',
      limit: 'P5D',
      unit: 'working',
      convention: 'after',
      rollForward: false,
      knownAt: null,
      dueOn: '2006-01-20',
      dueAt: '2006-01-21T00:00:00.000Z',
      calendarVersion: 'england-and-wales-1995-2028',
      timeZone: 'Europe/London',
    });
    expect(body.steps).toHaveLength(8);
    expect(body.steps[1]).toEqual({ date: '2006-01-14', counted: false, reason: 'Saturday' });
  });

  it.each([
    ['from=2006-01-13&limit=P5D&unit=working&convention=begins-with', '2006-01-19'],
    ['from=2006-01-31&limit=P1M&unit=calendar', '2006-02-28'],
    ['from=2006-04-12&limit=P10D&unit=calendar', '2006-04-22'],
    ['from=2006-04-12&limit=P10D&unit=calendar&rollForward=true', '2006-04-24'],
    ['from=2022-09-08&limit=P10D&unit=working', '2022-09-23'],
    ['from=2022-09-08&limit=P10D&unit=working&knownAt=2022-09-09', '2022-09-22'],
    ['from=2022-09-08&limit=P10D&unit=working&knownAt=2022-09-09T23:30:00Z', '2022-09-23'],
    ['from=2006-07-07T23:30:00Z&limit=P1D&unit=calendar', '2006-07-09'],
    ['from=2006-07-08T00:30:00%2B01:00&limit=PT24H&unit=elapsed', '2006-07-09'],
  ])('given %s, then it is due on %s', async (query, dueOn) => {
    expect((await desk.get(`/calendar/due-date?${query}`)).body.dueOn).toBe(dueOn);
  });

  it.each([
    ['', ['?from', '?limit', '?unit']],
    ['from=2026-02-30&limit=P5D&unit=working', ['?from']],
    ['from=yesterday&limit=P5D&unit=working', ['?from']],
    ['from=2026-02-03&limit=5&unit=working', ['?limit']],
    ['from=2026-02-03&limit=P5D&unit=business', ['?unit']],
    ['from=2026-02-03&limit=P2W&unit=working', ['?limit']],
    ['from=2026-02-03&limit=PT24H&unit=calendar', ['?limit']],
    ['from=2026-02-03&limit=P5D&unit=elapsed', ['?limit']],
    ['from=2026-02-03&limit=PT24H&unit=elapsed', ['?from']],
    ['from=2026-02-03&limit=P5D&unit=working&convention=before', ['?convention']],
    ['from=2026-02-03&limit=P5D&unit=working&rollForward=1', ['?rollForward']],
    ['from=2026-02-03&limit=P5D&unit=working&knownAt=now', ['?knownAt']],
    ['from=2026-02-03&limit=P5D&unit=working&zone=UTC', ['?zone']],
  ])('given %s, then it names %j', async (query, pointers) => {
    const { status, body } = await desk.get(`/calendar/due-date?${query}`);
    expect([status, body.errors.map(({ pointer }: any) => pointer)]).toEqual([422, pointers]);
  });

  it.each([
    ['from=2028-12-29&limit=P2D&unit=working', 2029, '?from'],
    ['from=1994-12-01&limit=P2D&unit=working', 1994, '?from'],
    ['from=2026-02-03&limit=P9999D&unit=working', 2029, '?from'],
  ])('given %s, then it is refused, naming %i', async (query, year, pointer) => {
    const { status, body } = await desk.get(`/calendar/due-date?${query}`);
    expect([status, body.code, body.year, body.errors[0].pointer]).toEqual([422, 'holidays-not-known', year, pointer]);
    expect(body.detail).toContain(String(year));
  });
});

describe('GET /calendar/holidays', () => {
  it('answers the bank holidays of a year in order', async () => {
    const { body } = await desk.get('/calendar/holidays?year=2022');
    expect(body).toMatchObject({
      year: 2022,
      division: 'england-and-wales',
      calendarVersion: 'england-and-wales-1995-2028',
    });
    expect(body.items).toHaveLength(10);
    expect(body.items[0]).toMatchObject({ date: '2022-01-03', title: 'New Year’s Day (substitute day)' });
    expect(body.items.map(({ date }: any) => date)).toContain('2022-09-19');
  });

  it('answers them as they were known', async () => {
    const { body } = await desk.get('/calendar/holidays?year=2022&knownAt=2022-09-09');
    expect(body.items.map(({ date }: any) => date)).not.toContain('2022-09-19');
  });

  it.each(['year=2029', 'year=1994', 'year=2026&knownAt=1990-01-01'])('refuses %s as not known', async (query) => {
    const { status, body } = await desk.get(`/calendar/holidays?${query}`);
    expect([status, body.code]).toEqual([422, 'holidays-not-known']);
  });

  it.each(['', 'year=soon', 'year=2026.5'])('refuses "%s" and names the year', async (query) => {
    const { status, body } = await desk.get(`/calendar/holidays?${query}`);
    expect([status, body.errors[0].pointer]).toEqual([422, '?year']);
  });
});

describe('on a clock of 9 September 2022, the day before the state funeral was proclaimed', () => {
  const asked = '/calendar/due-date?from=2022-09-08&limit=P10D&unit=working';
  const told = async () => ({
    dueOn: (await desk.get(asked)).body.dueOn,
    names: (await desk.get('/calendar/holidays?year=2022')).body.items.some(({ date }: any) => date === '2022-09-19'),
  });
  let before: string;

  beforeAll(() => {
    before = api.clock.now();
    api.clock.set('2022-09-09T22:59:59.999Z');
  });
  afterAll(() => api.clock.set(before));

  it('A29: nothing names it until then, and all does from then on', async () => {
    expect(await told()).toEqual({ dueOn: '2022-09-22', names: false });
    api.clock.set('2022-09-09T23:00:00Z');
    expect(await told()).toEqual({ dueOn: '2022-09-23', names: true });
    api.clock.set('2022-09-09T22:59:59.999Z');
  });

  it.each(['2022-09-10', '2022-09-09T23:00:00Z'])('refuses what will be known by %s', async (knownAt) => {
    const refused = { status: 422, body: { code: 'in-the-future', errors: [{ pointer: '?knownAt' }] } };
    expect(await desk.get(`${asked}&knownAt=${knownAt}`)).toMatchObject(refused);
    expect(await desk.get(`/calendar/holidays?year=2022&knownAt=${knownAt}`)).toMatchObject(refused);
  });

  it('answers what is known by the end of today', async () => {
    const { body } = await desk.get(`${asked}&knownAt=2022-09-09`);
    expect(body).toMatchObject({ knownAt: '2022-09-09', dueOn: '2022-09-22' });
  });
});

describe('GET /commitments', () => {
  it('answers the whole catalogue, saying what the force adopts', async () => {
    const { body } = await desk.get('/commitments');
    expect(body.items).toHaveLength(106);
    expect(body).toMatchObject({ next: null, position: '0' });
    const adopted = await desk.get('/commitments?adopted=true');
    expect(adopted.body.items.map(({ id }: any) => id)).toContain('VC20-ARREST');
    expect(adopted.body.items.map(({ id }: any) => id)).not.toContain('PL-VICTIM');
    const others = await desk.get('/commitments?adopted=false');
    expect(adopted.body.items.length + others.body.items.length).toBe(106);
  });

  it('answers one', async () => {
    expect((await desk.get('/commitments/VC06-ARREST')).body).toEqual({
      id: 'VC06-ARREST',
      title: 'Told of an arrest',
      editions: ['victims-code-2006'],
      own: false,
      adopted: true,
      triggers: ['suspect-arrested'],
      owedTo: ['victim'],
      limit: 'P5D',
      enhancedLimit: 'P1D',
      unit: 'working',
      recurs: 'no',
      clockStarts: 'occurred',
      conventions: [],
      discharge: 'a contact that tells them that it happened',
      pausesFor: [],
      dutyOf: 'police',
      bodies: ['force'],
      methods: null,
      generated: false,
      reversible: false,
      standard: 'victims-of-crime',
      inForceFrom: '2006-04-03',
      inForceTo: '2013-12-09',
      source: 'S',
    });
  });

  it('does not know others', async () => {
    const { status, body } = await desk.get('/commitments/NONE');
    expect([status, body.code]).toEqual([404, 'not-found']);
  });
});

describe('the calendar and the catalogue', () => {
  it.each(['desk', 'supervisor', 'performance', 'admin', 'service'])('are open to %s', async (role) => {
    const asker = await api.as(role);
    for (const path of ['/calendar/holidays?year=2026', '/commitments'])
      expect((await asker.get(path)).status).toBe(200);
  });
});
