import { expect } from '@jest/globals';
import { defaultGrace } from '@kept-informed/follow-up';
import { until } from '../../support/waiting.js';
import { clockSpeed, type Trial } from './trial.js';

/** What came of a trial, counted from the facts, the outbox and what the receivers were given. */
export interface Tally {
  readonly missed: number;
  /** Alerts raised, by rung. */
  readonly alerts: Record<string, number>;
  /** Facts that say what another one has said: an obligation missed twice, a rung raised twice. */
  readonly twice: number;
  /** Alerts that are marked as caught up though they came in time, or late and not marked. */
  readonly wronglyMarked: number;
  /** Of the alerts by each way: those that never arrived under the id of their one message. */
  readonly undelivered: number;
  /** Arrived under an id that no message has, or under one id in two wordings. */
  readonly strange: number;
}

/** Waits until nothing is left to do, and counts: each rung once, each delivery at least once under one id. */
export async function expectEachOnce(trial: Trial, rungs = ['due-soon'], ms = 120_000): Promise<void> {
  await untilDone(trial, ms);
  expect(await tally(trial)).toEqual(eachOnce(trial, rungs));
}

export const eachOnce = ({ cases }: Trial, rungs: readonly string[]): Tally => ({
  missed: rungs.includes('missed') ? cases : 0,
  alerts: Object.fromEntries(rungs.map((rung) => [rung, cases])),
  twice: 0,
  wronglyMarked: 0,
  undelivered: 0,
  strange: 0,
});

/** Nothing due, nothing to be told, nothing to be sent. */
export async function untilDone(trial: Trial, ms = 120_000): Promise<void> {
  // The server may be away.
  const count = () => left(trial).catch(() => Infinity);
  await until(count, (found) => found === 0, ms, 200);
}

const leftToDo = `select
  (select count(*) from next_checks where at <= $1)
  + (select count(*) from facts where type = 'AlertRaised') * $2
  - (select count(*) from deliveries where state = 'sent') as count`;

export async function left({ database, clock, hooks }: Trial): Promise<number> {
  const [{ count }] = await database.query(leftToDo, [clock.now(), 1 + hooks.length]);
  return Number(count);
}

interface RaisedAlert {
  readonly id: string;
  readonly key: string;
  readonly rung: string;
  readonly caughtUp: boolean;
  readonly isLate: boolean;
  /** Of the e-mail it is in. */
  readonly mail: string | null;
}

const raised = `select data->>'alertId' as id, data->>'rung' as rung, (data->>'caughtUp')::boolean as "caughtUp",
    concat_ws(' ', data->>'obligationId', data->>'generation', data->>'rung') as key,
    recorded - occurred > $1 * interval '1 ms' as "isLate", d.message_id as mail
  from facts left join deliveries d on d.alert_id = data->>'alertId' and d.channel = 'email'
  where type = 'AlertRaised'`;

const missed = `select count(*)::int as facts, count(distinct data->>'obligationId')::int as obligations
  from facts where type = 'ObligationMissed'`;

export async function tally(trial: Trial): Promise<Tally> {
  const { database } = trial;
  const alerts: RaisedAlert[] = await database.query(raised, [defaultGrace * clockSpeed]);
  const [{ facts, obligations }] = await database.query(missed);
  return {
    missed: facts,
    alerts: countsBy(alerts.map(({ rung }) => rung)),
    twice: facts - obligations + alerts.length - new Set(alerts.map(({ key }) => key)).size,
    wronglyMarked: alerts.filter(({ caughtUp, isLate }) => caughtUp !== isLate).length,
    ...(await arrivals(trial, alerts)),
  };
}

const ids = `select coalesce(event_id, message_id) as id, recipient, channel from messages`;

async function arrivals({ database, mails, hooks }: Trial, alerts: readonly RaisedAlert[]) {
  const messages: { id: string; channel: string }[] = await database.query(ids);
  const known = (wanted: string) => new Set(messages.filter((one) => one.channel === wanted).map(({ id }) => id));
  const mailed = new Set(mails.arrived.map(({ messageId }) => messageId));
  let undelivered = alerts.filter(({ mail }) => mail === null || !mailed.has(mail)).length;
  let strange = [...mailed].filter((id) => !known('email').has(id)).length;
  for (const { arrived } of hooks) {
    const told = new Map<string, string>();
    const wordings = new Set(arrived.map(({ id, raw }) => `${id} ${raw}`));
    for (const { id, body } of arrived) told.set(body['data'].alertId, id);
    undelivered += alerts.filter(({ id }) => !told.has(id)).length;
    strange += wordings.size - told.size + [...told.values()].filter((id) => !known('webhook').has(id)).length;
  }
  return { undelivered, strange };
}

function countsBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
