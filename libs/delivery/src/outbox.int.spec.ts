import { afterEach, describe, expect, it } from '@jest/globals';
import { FactStore, rebuild, UnitOfWork } from '@kept-informed/event-store';
import { projections } from '@kept-informed/follow-up';
import type { Change } from '../../../test/support/force-file.js';
import { deliveryTrial, missedAt, seal, type DeliveryTrial, type OutboxRow } from './delivery.fixture.js';
import { Endpoints, endpointTypes } from './index.js';

let trial: DeliveryTrial;
afterEach(() => trial.close());

const begin = async (change?: Change) => (trial = await deliveryTrial(change));

/** Cases of two officers with different sergeants are missed and lie in the outbox. */
async function missed(first: number, second: number): Promise<string[]> {
  const ids = [...(await trial.open('pc-1234', first)), ...(await trial.open('pc-1001', second))];
  trial.clock.set(missedAt);
  await trial.check(ids);
  return ids;
}

const states = async () => (await trial.messages()).map(({ recipient, state }) => `${recipient} ${state}`);
const take = (each = 50) => trial.leases.take('email', [], 50, each);

describe('the outbox', () => {
  it('has one message for each recipient and slot, and each alert in one and at the desk', async () => {
    await begin();
    await missed(3, 2);
    await trial.advance();
    expect((await states()).sort()).toEqual([
      'pc-1001 waiting',
      'pc-1234 waiting',
      'sgt-2001 waiting',
      'sgt-2022 waiting',
    ]);
    const deliveries = await trial.deliveries();
    expect(deliveries.filter(({ channel }) => channel === 'desk')).toHaveLength(10);
    expect(deliveries.filter(({ channel }) => channel === 'email')).toHaveLength(10);
    const [message] = await trial.messages();
    expect(message!['not_before']).toBe('2026-02-16T00:05:00.000Z');
  });

  it('takes each fact once, also when two workers come at the same time', async () => {
    await begin();
    await missed(40, 40);
    const other = await trial.process();
    const handled = await Promise.all([trial.advance(), trial.advance(other), trial.advance(), trial.advance(other)]);
    expect(handled.filter((count) => count > 0)).toEqual([160]);
    expect(await trial.messages()).toHaveLength(4);
    expect(await trial.deliveries()).toHaveLength(320);
    expect(await trial.advance()).toBe(0);
  });

  it('case 72 (spatie/laravel-event-projector#29): is left alone by a rebuild: not one message more', async () => {
    await begin();
    await missed(2, 0);
    await trial.advance();
    const before = await trial.messages();
    const work = new UnitOfWork(await trial.owner());
    await rebuild(work, new FactStore(work, projections), projections);
    await trial.advance();
    expect(await trial.messages()).toEqual(before);
    expect(before).not.toHaveLength(0);
  });

  it('adds to a message of the same slot, not to one that a worker has taken', async () => {
    await begin();
    const [first, second, third] = await trial.open('pc-1234', 3);
    trial.clock.set(missedAt);
    await trial.check([first!]);
    await trial.advance();
    await trial.check([second!]);
    await trial.advance();
    expect(await trial.messages()).toHaveLength(2);
    trial.clock.set('2026-02-16T00:05:00.000Z');
    const taken = await take();
    expect(taken).toHaveLength(2);
    // What was raised within the slot comes to the outbox after it was taken: the clocks of two workers differ so much.
    trial.clock.set('2026-02-16T00:04:59.999Z');
    await trial.check([third!]);
    await trial.advance();
    const late = (await trial.messages()).filter(({ state }) => state === 'waiting');
    expect(late.map(({ not_before }) => not_before)).toEqual(['2026-02-16T00:10:00.000Z', '2026-02-16T00:10:00.000Z']);
    const mails = (await trial.deliveries()).filter(({ channel }) => channel === 'email');
    expect(new Set(mails.map(({ alert_id }) => alert_id)).size).toBe(6);
    expect(mails).toHaveLength(6);
  });

  it('holds a message that is being added to until that is done: no alert is lost in one that has left', async () => {
    await begin();
    const [first, second] = await trial.open('pc-1234', 2);
    trial.clock.set(missedAt);
    await trial.check([first!]);
    await trial.advance();
    await trial.check([second!]);
    let commit!: () => void;
    const told = new Promise<void>((resolve) => (commit = resolve));
    let added!: () => void;
    const hasAdded = new Promise<void>((resolve) => (added = resolve));
    const adding = trial.work.run(async () => {
      await trial.advance();
      trial.clock.set('2026-02-16T00:05:00.000Z');
      added();
      await told;
    });
    await hasAdded;
    const meanwhile = await take().finally(commit);
    await adding;
    expect(meanwhile).toEqual([]);
    expect(await take()).toHaveLength(2);
    expect((await trial.deliveries()).filter(({ channel }) => channel === 'email')).toHaveLength(4);
  });

  it('has a message for each alert, due at once, where the force wants no digests', async () => {
    await begin((force) => (force.delivery = { digestMinutes: 0 }));
    await missed(3, 0);
    await trial.advance();
    const messages = await trial.messages();
    expect(messages).toHaveLength(6);
    expect(new Set(messages.map(({ not_before }) => not_before))).toEqual(new Set([missedAt]));
  });

  it('case 55 (zammad/zammad#4432): keeps a night’s alerts for one message in the morning, and moves no due date by it', async () => {
    await begin((force) => (force.delivery = { digestMinutes: 0, quietHours: { from: '22:00', until: '06:00' } }));
    const [first, second] = await trial.open('pc-1234', 2);
    trial.clock.set(missedAt);
    await trial.check([first!]);
    await trial.advance();
    trial.clock.set('2026-02-16T03:00:00Z');
    await trial.check([second!]);
    await trial.advance();
    const messages = await trial.messages();
    expect(messages).toHaveLength(2);
    expect(messages[0]!['not_before']).toBe('2026-02-16T06:00:00.000Z');
    trial.clock.set('2026-02-16T05:59:59.999Z');
    expect(await take()).toEqual([]);
    const alerts = await trial.database.query(`select distinct due_at from alerts where rung = 'missed'`);
    expect(alerts.map(({ due_at }: any) => due_at)).toEqual([missedAt]);
    trial.clock.set('2026-02-16T06:00:00.000Z');
    expect(await take()).toHaveLength(2);
  });

  it('brings what was only played to the desk and to nobody else', async () => {
    await begin();
    await missed(1, 0);
    await (await trial.owner()).query('update facts set simulated = true');
    await trial.advance();
    expect(await trial.messages()).toEqual([]);
    expect((await trial.deliveries()).map(({ channel }) => channel)).toEqual(['desk', 'desk']);
  });

  it('has one event for every endpoint that wants its type, under one id for all of them', async () => {
    await begin();
    const rules = { networks: { everywhere: true, networks: [], hosts: [] }, plainHttp: true };
    const endpoints = new Endpoints(trial.work, trial.clock, rules, seal);
    const all = await endpoints.add({ url: 'http://127.0.0.1:1', types: endpointTypes }, 'admin');
    const raisedOnly = await endpoints.add({ url: 'http://127.0.0.1:2', types: ['alert.raised'] }, 'admin');
    const cleared = await endpoints.add({ url: 'http://127.0.0.1:3', types: ['alert.cleared'] }, 'admin');
    const gone = await endpoints.add({ url: 'http://127.0.0.1:4', types: endpointTypes }, 'admin');
    await endpoints.remove(gone.endpointId);
    const [caseId] = await missed(1, 0);
    await trial.advance();
    const hooks = (await trial.messages()).filter(({ channel }) => channel === 'webhook');
    const of = ({ endpointId }: { endpointId: string }) => hooks.filter(({ recipient }) => recipient === endpointId);
    expect([of(all), of(raisedOnly), of(cleared), of(gone)].map(({ length }) => length)).toEqual([2, 2, 0, 0]);
    const ids = (found: OutboxRow[]) => found.map(({ event_id }) => event_id).sort();
    expect(ids(of(all))).toEqual(ids(of(raisedOnly)));
    const body = hooks.find(({ body }) => body.data.rung === 'missed')!['body'];
    expect(body).toMatchObject({
      specversion: '1.0',
      type: 'alert.raised',
      source: '/kept-informed/cumbria',
      time: missedAt,
      data: { caseId, rung: 'missed', recipient: 'sgt-2022', caughtUp: false, dueAt: missedAt, raisedAt: missedAt },
    });
    expect(body.id).toBe(hooks.find((hook) => hook['body'] === body)!['event_id']);
  });
});
