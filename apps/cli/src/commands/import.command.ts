import { appendFileSync, writeFileSync } from 'node:fs';
import { loadConfiguration, ForceConfiguration } from '@kept-informed/runtime';
import { Command, Option } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { areasOf } from '../import/areas-file.js';
import type { RowRefusal } from '../import/police-uk/row-or-refusal.js';
import { runImport, type ImportOptions } from '../import/run-import.js';
import { progress } from '../progress.js';
import { keepHeapSmall } from '../small-heap.js';
import { openParts, openStore } from '../store.js';
import { stopSignal } from '../stop-signal.js';

interface ImportFlags extends SharedOptions {
  street: string[];
  outcomes?: string[];
  dryRun?: boolean;
  areas: string;
  refusals?: string;
}

/** `kept-informed import`: takes cases from files of another system. */
export function importCommand(): Command {
  const command = new Command('import')
    .description('Take cases from the monthly CSV files of data.police.uk')
    .addOption(new Option('--profile <name>', 'what the files are').choices(['police-uk']).makeOptionMandatory())
    .requiredOption('--street <files...>', 'files …-street.csv, packed with gzip or not')
    .option('--outcomes <files...>', 'files …-outcomes.csv of the same force')
    .option('--dry-run', 'write nothing and report the same counts')
    .option('--refusals <file>', 'write every refused row there as a line of JSON, and not to standard error')
    .option('--areas <table>', 'which districts belong to which unit: cumbria, none, or a YAML file', 'cumbria')
    .action(run);
  return withShared(command).addHelpText(
    'after',
    `
Crimes with a Crime ID become cases with one unnamed victim (none for drugs, weapons and public order),
anti-social behaviour becomes incidents, outcomes become milestones. Run again it adds only what is new;
it can be stopped and run on. Nothing that was due before the import raises an alert.

To live through old months, import them on a clock that stands where they begin:
  npx kept-informed import --profile police-uk --clock 2018-10-01T00:00:00Z --street 2018-*-street.csv

A file for --areas names each district as the data does, and an area of the force file for it:
  City of London: { bcu: City of London, lpt: Bishopsgate }

The report is one line of JSON on standard output; refused rows go to standard error.`,
  );
}

async function run({ street, outcomes = [], dryRun = false, areas, refusals, ...shared }: ImportFlags): Promise<void> {
  keepHeapSmall();
  const configuration = loadConfiguration(ForceConfiguration, environment(shared));
  const table = areasOf(areas);
  const store = await openStore(configuration);
  const parts = await openParts(store, configuration, 'import');
  let bar: ReturnType<typeof progress> | undefined;
  const options: ImportOptions = {
    street,
    outcomes,
    dryRun,
    areas: table,
    onRefused: refusalsTo(refusals),
    onProgress: ({ done, total }) => (bar ??= progress('cases', total)).update(done),
    signal: stopSignal(),
  };
  const report = await runImport(options, parts);
  bar?.stop();
  for (const warning of report.warnings) process.stderr.write(`${warning}\n`);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  await parts.close();
  await store.close();
}

function refusalsTo(file: string | undefined): (refusal: RowRefusal) => void {
  if (file === undefined) {
    return ({ file: from, line, code, detail }) => process.stderr.write(`${from}:${line} ${code}: ${detail}\n`);
  }
  writeFileSync(file, '');
  return (refusal) => appendFileSync(file, `${JSON.stringify(refusal)}\n`);
}
