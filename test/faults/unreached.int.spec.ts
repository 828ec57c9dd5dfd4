import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { mailServer } from '../support/receivers.js';
import { until } from '../support/waiting.js';
import { rungs } from './support/due-cases.js';
import { mortal } from './support/mortal.js';
import { fault, type Trial } from './support/trial.js';

/** In Barrow nobody can be reached, up to the last; in Carlisle only the sergeant cannot, elsewhere all can. */
const refused = ['pc-1234', 'sgt-2022', 'insp-6003', 'perf-3001', 'sgt-2001'];

/** How many facts of a type there are by rung and by whom they name, as `missed sgt-2022 25`. */
async function tally({ database }: Trial, type: string, who: string): Promise<string[]> {
  const rows = await database.query(
    `select a.rung, f.data->>$2 as who, count(*)::int as count, count(distinct f.data->>'alertId')::int as alerts
     from facts f join alerts a on a.alert_id = f.data->>'alertId' where f.type = $1 group by 1, 2 order by 1, 2`,
    [type, who],
  );
  return rows.map(
    (row: any) => `${row.rung} ${row.who} ${row.count}${row.count === row.alerts ? '' : ' not once each'}`,
  );
}

const unsent = `select count(*)::int as count from messages where state not in ('sent', 'undeliverable')`;

fault(
  'case 86: alerts whose recipients the mail server refuses climb once for each failure until somebody is reached or nobody is left, also when workers are killed',
  {
    cases: 100,
    at: rungs.missed,
    digestMinutes: 0,
    mails: () => mailServer({ refusal: (to) => (refused.includes(to.split('@')[0]!) ? 550 : undefined) }),
    hooks: async () => [],
  },
  async (trial) => {
    const each = trial.cases / 4;
    await Promise.all([100, 300, 700].map((nth) => mortal(trial, { nth, arrives: nth === 300 })));
    await trial.worker();
    const last = () => tally(trial, 'AlertUndeliverable', 'recipient');
    await until(last, (found) => found.filter((line) => line.endsWith(`perf-3001 ${each}`)).length === 2, 120_000);
    await until(
      () => trial.database.query(unsent),
      ([{ count }]) => count === 0,
      60_000,
    );
    await sleep(1_000);
    expect(await last()).toEqual([
      `due-soon insp-6003 ${each}`,
      `due-soon pc-1234 ${each}`,
      `due-soon perf-3001 ${each}`,
      `due-soon sgt-2022 ${each}`,
      `missed insp-6003 ${each}`,
      `missed perf-3001 ${each}`,
      `missed sgt-2001 ${each}`,
      `missed sgt-2022 ${each}`,
    ]);
    expect(await tally(trial, 'AlertHandedOver', 'to')).toEqual([
      `due-soon insp-6003 ${each}`,
      `due-soon perf-3001 ${each}`,
      `due-soon sgt-2022 ${each}`,
      `missed insp-6001 ${each}`,
      `missed insp-6003 ${each}`,
      `missed perf-3001 ${each}`,
    ]);
    const told = new Map(trial.mails.arrived.map(({ messageId, to }) => [messageId, to.split('@')[0]!]));
    const reached = (who: string) => [...told.values()].filter((one) => one === who).length;
    const others = ['pc-1101', 'sgt-2011', 'pc-1251', 'sgt-2023'];
    expect(['pc-1001', 'insp-6001', ...others].map(reached)).toEqual(Array.from({ length: 6 }, () => each));
    expect(told.size).toBe(6 * each);
  },
);
