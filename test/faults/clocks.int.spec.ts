import { expect } from '@jest/globals';
import { contact } from '../support/facts.js';
import { killed } from '../support/processes.js';
import { until } from '../support/waiting.js';
import { rungs } from './support/due-cases.js';
import { caseIds, checkAll, streamsAt, worker } from './support/in-process.js';
import { holdFacts } from './support/moments.js';
import { eachOnce, expectEachOnce, tally, untilDone } from './support/tally.js';
import { fault, shifted, type Trial } from './support/trial.js';

const both = ['due-soon', 'missed'];
const hour = 60 * 60 * 1_000;
const hourBefore = (at: string) => new Date(Date.parse(at) - hour).toISOString();
const minuteAfter = (at: string) => new Date(Date.parse(at) + 60_000).toISOString();

/** Each case's rungs in the order in which they were raised, and whether late; and of how many cases that is so. */
const asRaised = `
  select told, count(*)::int as cases from (
    select string_agg(concat(data->>'rung', case when (data->>'caughtUp')::boolean then ' late' end), ', '
      order by version) as told
    from facts where type = 'AlertRaised' group by stream
  ) each group by told`;

const counted = ({ database }: Trial) =>
  database.query('select rung, what, count::int as count from rung_counts order by rung');
const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);

fault(
  'cases 58, 68 and 70 (glpi-project/glpi#5319, timgit/pg-boss#557, temporalio/temporal#8087): the worker is down for two days, then each rung is raised in order, and marked and counted as late where it is',
  { at: rungs['due-soon'] },
  async (trial) => {
    const before = await trial.worker();
    await expectEachOnce(trial);
    await killed(before);
    // Two days after they were missed.
    const after = shifted(trial, rungs.escalated);
    await after.worker();
    await expectEachOnce(after, ['due-soon', 'missed', 'escalated']);
    const { cases } = trial;
    expect(await trial.database.query(asRaised)).toEqual([{ told: 'due-soon, missed late, escalated', cases }]);
    const counts = await until(
      () => counted(trial),
      (found) => sum(found) === 3 * cases,
    );
    expect(counts).toEqual([
      { rung: 'due-soon', what: 'raised', count: cases },
      { rung: 'escalated', what: 'raised', count: cases },
      { rung: 'missed', what: 'caught-up', count: cases },
    ]);
  },
);

const inTime = hourBefore(rungs.missed);

/** By a process whose clock is right; answers as what the first update stands then. */
async function callInTime(trial: Trial): Promise<string | undefined> {
  const [caseId] = await caseIds(trial);
  const made = () => [contact(`p-${caseId}`, inTime).fact];
  const { state } = await streamsAt(trial, inTime).change(caseId!, made, worker);
  return [...state.obligations.values()][0]!.outcome?.as;
}

fault(
  'of two workers whose clocks are an hour apart nothing is done twice, and what came too early is put right',
  { at: inTime },
  async (trial) => {
    const ahead = shifted(trial, rungs.missed);
    const held = await holdFacts(trial);
    const early = await ahead.worker();
    await held.awaited(2);
    await trial.worker();
    await held.letGo();
    await expectEachOnce(ahead, both);
    await killed(early);
    expect(await callInTime(trial)).toBe('met');
    expect(await checkAll(trial, minuteAfter(rungs.missed))).toBe(0);
    expect(await tally(trial)).toEqual(eachOnce(trial, both));
  },
);

/** The end of the second period, when the first is closed as missed for good and the second is missed. */
const lapsedAt = '2026-03-16T00:00:00.000Z';

fault(
  'a worker whose clock is set back an hour undoes nothing and tells nothing again',
  { at: hourBefore(lapsedAt) },
  async (trial) => {
    await checkAll(trial, lapsedAt);
    await trial.worker();
    await untilDone(trial);
    expect(await checkAll(trial, hourBefore(lapsedAt))).toBe(0);
    expect(await checkAll(trial, minuteAfter(lapsedAt))).toBe(0);
    expect(await tally(trial)).toEqual({ ...eachOnce(trial, ['missed']), missed: 2 * trial.cases });
  },
);
