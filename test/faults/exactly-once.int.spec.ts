import { expect } from '@jest/globals';
import { fixedClock } from '@kept-informed/calendar';
import { FactStore, UnitOfWork, type RecordedFact } from '@kept-informed/event-store';
import { FollowUpStreams, projections } from '@kept-informed/follow-up';
import { chanceOf } from '../../apps/cli/src/simulate/chance.js';
import { until } from '../support/waiting.js';
import { book, rungs } from './support/due-cases.js';
import { caseIds, worker } from './support/in-process.js';
import { mortal, type Point } from './support/mortal.js';
import { alertsOf, holdFacts } from './support/moments.js';
import { eachOnce, expectEachOnce, left, tally } from './support/tally.js';
import { fault, faultOn } from './support/trial.js';

const both = ['due-soon', 'missed'];

/** A store that lets nobody go on before two have read. */
class BothReadFirst extends FactStore {
  reading = 0;
  #letGo!: () => void;
  readonly #bothHaveRead = new Promise<void>((resolve) => (this.#letGo = resolve));

  override async load(streams: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedFact[]>> {
    const found = await super.load(streams);
    this.reading += 1;
    if (this.reading === 2) this.#letGo();
    await this.#bothHaveRead;
    return found;
  }
}

faultOn(
  'postgres',
  'cases 53 and 56 (glpi-project/glpi#1996, zammad/zammad#5841): two that check the same cases raise each rung once, when both have read before either writes',
  { at: rungs.missed },
  async (trial) => {
    const waiting = new BothReadFirst(new UnitOfWork(trial.database), projections);
    const racers = [1, 2].map(() => new FollowUpStreams(waiting, () => book, fixedClock(rungs.missed)));
    const ids = await caseIds(trial);
    const added = await Promise.all(racers.map((racer) => racer.check(ids, worker)));
    expect(waiting.reading).toBe(2);
    expect(Math.min(...added)).toBe(0);
    const { missed, alerts, twice } = eachOnce(trial, both);
    expect(await tally(trial)).toMatchObject({ missed, alerts, twice });
  },
);

/** How many workers are killed on each backend, so many at a time; KILLS=100 for a hundred. */
const kills = Number(process.env['KILLS'] ?? 3);
const atOnce = Math.min(kills, 4);

/** From the first look for what is due to the middle of sending, half of them before any message. */
function points(...words: (string | number)[]): Point[] {
  const chance = chanceOf('kills', ...words);
  return Array.from({ length: atOnce }, () => ({ nth: Math.round(20 * 25 ** chance()), arrives: chance() < 0.5 }));
}

fault(
  'case 56 (zammad/zammad#5841): workers are killed at random points, then each rung is raised once and no delivery left unmade',
  { at: rungs.missed, rounds: Math.ceil(kills / atOnce) },
  async (trial, round) => {
    const leftThen = points(trial.backend, round).map(async (point) => {
      await mortal(trial, point);
      return left(trial);
    });
    const inTheMiddle = (await Promise.all(leftThen)).filter((count) => count > 0).length;
    if (process.env['KILLS']) console.info(`${trial.backend}: ${inTheMiddle} of ${atOnce} killed in the middle`);
    expect(inTheMiddle).toBeGreaterThan(0);
    await trial.worker();
    await expectEachOnce(trial, both);
  },
);

fault('a worker that stands still in the middle of a batch holds up the others only for a while', {}, async (trial) => {
  const held = await holdFacts(trial);
  const stalled = await trial.worker();
  await held.awaited(2);
  stalled.kill('SIGSTOP');
  await held.letGo();
  await trial.worker();
  const all = (count: number) => count === trial.cases;
  expect(await until(() => alertsOf(trial), all, 60_000)).toBe(trial.cases);
  stalled.kill('SIGCONT');
  await expectEachOnce(trial);
  expect(stalled.exitCode).toBe(null);
});
