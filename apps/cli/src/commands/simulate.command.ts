import type { Instant } from '@kept-informed/calendar';
import { rules } from '@kept-informed/fields';
import { loadConfiguration, ForceConfiguration } from '@kept-informed/runtime';
import { Command, InvalidArgumentError } from 'commander';
import { environment, optionBy, withShared, type SharedOptions } from '../environment.js';
import { progress } from '../progress.js';
import { runSimulation } from '../simulate/run-simulation.js';
import { keepHeapSmall } from '../small-heap.js';
import { onDomain } from '../store.js';
import { stopSignal } from '../stop-signal.js';

interface SimulateFlags extends SharedOptions {
  seed: string;
  compliance: number;
  until?: Instant;
}

/** `kept-informed simulate`: plays the officers of imported cases. */
export function simulateCommand(): Command {
  const command = new Command('simulate')
    .description('Play the officers’ contacts for imported cases; every fact is marked as simulated')
    .option('--seed <text>', 'the same seed plays the same', '1')
    .option('--compliance <share>', 'how many of the duties are done in time, from 0 to 1', share, 0.85)
    .option('--until <instant>', 'play up to here; the clock’s time if left out', optionBy<Instant>(rules.instant))
    .action(run);
  return withShared(command).addHelpText(
    'after',
    `
Each case is lived through in its own time up to --until: contacts, missed obligations, alerts.
Run again with the same seed and a later --until it goes on. Refused with NODE_ENV=production.`,
  );
}

function share(text: string): number {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('Give a number from 0 to 1.');
  return value;
}

async function run({ seed, compliance, until, ...shared }: SimulateFlags): Promise<void> {
  keepHeapSmall();
  const configuration = loadConfiguration(ForceConfiguration, environment(shared));
  let bar: ReturnType<typeof progress> | undefined;
  const onProgress = ({ done, total }: { done: number; total: number }) =>
    (bar ??= progress('cases', total)).update(done);
  const report = await onDomain(configuration, 'simulate', (parts) => {
    const end = until ?? parts.clock.now();
    return runSimulation({ seed, compliance, until: end, onProgress, signal: stopSignal() }, parts);
  }).finally(() => bar?.stop());
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
