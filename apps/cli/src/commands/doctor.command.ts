import { demoForceFile } from '@kept-informed/directory';
import { openDatabase } from '@kept-informed/event-store';
import { loadConfigurations, secretSeal } from '@kept-informed/runtime';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { WorkerConfiguration } from '../../../worker/src/configuration.js';
import { databaseChecks } from '../doctor/database.checks.js';
import { deliveryChecks, secretChecks } from '../doctor/delivery.checks.js';
import { erasuresChecks } from '../doctor/erasures.check.js';
import { checked, type Finding } from '../doctor/finding.js';
import { forceChecks, holidayChecks } from '../doctor/force.checks.js';
import { peopleChecks } from '../doctor/people.check.js';
import { proofChecks } from '../doctor/proof.check.js';
import { queueChecks, sweepChecks, workerClockChecks } from '../doctor/worker.checks.js';
import { OwnerConfiguration, runningWorkerUrl } from '../log-ins.js';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { ExitCode } from '../exit-code.js';

const somethingBroken = 1;
const warningsOnly = 3;

interface DoctorOptions extends SharedOptions {
  json?: boolean;
}

/** `kept-informed doctor`: says what is not as it should be, and what to do about it. */
export function doctorCommand(): Command {
  const command = new Command('doctor')
    .description('Check database, queue, clock, holidays, force file and messages, and say what to do')
    .option('--json', 'one line of JSON for each finding')
    .action(run);
  return withShared(command).addHelpText(
    'after',
    `
Changes nothing. Give it the environment of the processes that it is to check; without DATABASE_URL it looks
at the embedded database of a Kept Informed that runs on this home.

Exit codes: 0 all is well, 1 something is broken, 3 there are warnings only.`,
  );
}

async function run({ json = false, ...shared }: DoctorOptions): Promise<void> {
  const [worker, owner] = loadConfigurations(environment(shared), WorkerConfiguration, OwnerConfiguration);
  const findings = await examine(worker, owner);
  for (const finding of findings) process.stdout.write(`${json ? JSON.stringify(finding) : inWords(finding)}\n`);
  if (findings.some(({ state }) => state === 'broken')) throw new ExitCode(somethingBroken);
  if (findings.some(({ state }) => state === 'warning')) throw new ExitCode(warningsOnly);
}

async function examine(configuration: WorkerConfiguration, owner: OwnerConfiguration): Promise<Finding[]> {
  const clock = configuration.clock();
  const url = configuration.databaseUrl ?? runningWorkerUrl(configuration.homeFolder);
  const advice =
    'See that its server runs and that DATABASE_URL leads to it, and that it was migrated (`kept-informed migrate`).';
  let database: DataSource | undefined;
  const reached = await checked('database', advice, async () => {
    if (!url) throw new Error('No Kept Informed runs on this home, and DATABASE_URL is not set.');
    database = await openDatabase({ url, name: 'kept-informed doctor', poolSize: 2 });
    return databaseChecks(database);
  });
  if (!database || !url) return [...reached, ...holidayChecks(clock)];
  try {
    const rest = await examineRest(configuration, database, url);
    const readers = 'See that API_DATABASE_URL is what the API has.';
    return [
      ...reached,
      ...holidayChecks(clock),
      ...rest,
      ...(await checked('people', readers, () => peopleChecks(owner))),
      ...(await checked('erasures', readers, () => erasuresChecks(owner))),
    ];
  } finally {
    await database.destroy();
  }
}

async function examineRest(configuration: WorkerConfiguration, database: DataSource, url: string): Promise<Finding[]> {
  const { clockSpeed, forceFile } = configuration;
  const clock = configuration.clock();
  const afterMigration = 'Run `kept-informed migrate` first.';
  return [
    ...(await queueChecks(configuration, url)),
    ...(await checked('sweep', afterMigration, () => sweepChecks(database, clock, clockSpeed))),
    ...(await checked('clock', afterMigration, () => workerClockChecks(database))),
    ...(await forceChecks(forceFile ?? demoForceFile(), database)),
    ...(await checked('secrets', afterMigration, () => secretChecks(database, secretSeal(configuration.secretKeys())))),
    ...(await checked('proof', afterMigration, () => proofChecks(database, configuration.proofSigner()))),
    ...(await checked('messages', afterMigration, () => deliveryChecks(database, clock, clockSpeed))),
  ];
}

function inWords({ check, state, found, advice }: Finding): string {
  const line = `${state.padEnd(8)} ${check}: ${found}`;
  return advice ? `${line}\n           ${advice}` : line;
}
