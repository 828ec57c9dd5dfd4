import { randomUUID } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import {
  areasOf,
  exitCodeOf,
  extractProfiles,
  type ImportProfile,
  type ImportReport,
  ImportRegister,
  inRegister,
  type OnRefused,
  policeUkProfile,
  RefusalLines,
  whyNotYet,
} from '@kept-informed/imports';
import { keeperOf, People } from '@kept-informed/people';
import { loadConfiguration, ForceConfiguration, withPeopleKey } from '@kept-informed/runtime';
import { Command, Option } from 'commander';
import { ExitCode } from '../exit-code.js';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { progress } from '../progress.js';
import { keepHeapSmall } from '../small-heap.js';
import { onDomain } from '../store.js';
import { stopSignal } from '../stop-signal.js';

interface ImportFlags extends SharedOptions {
  profile: string;
  street?: string[];
  outcomes?: string[];
  extract?: string[];
  mappings?: string;
  dryRun?: boolean;
  areas: string;
  refusals?: string;
}

/** Who is imported is sealed. */
class ImportConfiguration extends withPeopleKey(ForceConfiguration) {}

/** `kept-informed import`: takes cases from files of another system. */
export function importCommand(): Command {
  const command = new Command('import')
    .description('Take cases from the monthly CSV files of data.police.uk, or from an extract of the force’s own')
    .requiredOption('--profile <name>', 'what the files are: police-uk, or a mapping of the force')
    .option('--street <files...>', 'files …-street.csv, packed with gzip or not')
    .option('--outcomes <files...>', 'files …-outcomes.csv of the same force')
    .option('--extract <files...>', 'files of the force’s own, CSV or NDJSON, packed with gzip or not')
    .addOption(new Option('--mappings <folder>', 'where mappings are, in YAML').env('IMPORT_MAPPINGS'))
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

The report is one line of JSON on standard output; what is refused goes to standard error, with file and line.
Of one kind in one file ten are told there, and how many more there are; --refusals has all of them.

Exit codes: 0 all was taken; 3 some rows were refused and all others taken; 1 a file, or all of it from a line on, could
not be read, or the import failed; 4 it was stopped before it was through; 2 used wrongly. A dry run ends as the run would.`,
  );
}

async function run(flags: ImportFlags, command: Command): Promise<void> {
  const { dryRun = false, refusals, ...shared } = flags;
  keepHeapSmall();
  const configuration = loadConfiguration(ImportConfiguration, environment(shared));
  const { profile, files } = askedFor(flags, command);
  const told = refusals === undefined ? onStandardError() : inFile(refusals);
  let bar: ReturnType<typeof progress> | undefined;
  const importId = randomUUID();
  const run = { requestId: importId, dryRun, signal: stopSignal() };
  try {
    const report = await onDomain(configuration, 'import', async (parts) => {
      const register = new ImportRegister(parts.work, parts.clock);
      await register.receive({ importId, profile: profile.name, dryRun });
      const people = new People(parts.work, keeperOf(configuration));
      await people.prepare();
      return inRegister(register, importId, (ears) => {
        const onRefused: OnRefused = (refusal) => {
          told.refuse(refusal);
          ears.onRefused(refusal);
        };
        const onProgress: typeof ears.onProgress = (reached) => {
          (bar ??= progress('cases', reached.total)).update(reached.done);
          ears.onProgress(reached);
        };
        return profile.run(files, { ...run, onRefused, onProgress }, { ...parts, people });
      });
    });
    finish(report);
  } finally {
    bar?.stop();
    told.end();
  }
}

/** Which profile, and the files that it is to read. */
function askedFor(
  { profile: name, street = [], outcomes = [], extract = [], areas, mappings }: ImportFlags,
  command: Command,
): { profile: ImportProfile; files: readonly string[] } {
  if (name === 'police-uk') {
    if (street.length === 0) command.error('--profile police-uk needs --street.');
    return { profile: policeUkProfile(areasOf(areas)), files: [...street, ...outcomes] };
  }
  const notYet = whyNotYet(name);
  if (notYet) command.error(notYet);
  if (mappings === undefined || extract.length === 0)
    command.error(`--profile ${name} needs --mappings and --extract.`);
  const profile = extractProfiles(mappings).find((one) => one.name === name);
  return { profile: profile ?? command.error(`No mapping in ${mappings} is called ${name}.`), files: extract };
}

/** Says how it went, to whoever reads it and by the exit code. */
function finish(report: ImportReport): void {
  for (const warning of report.warnings) process.stderr.write(`${warning}\n`);
  if (report.stopped) process.stderr.write('Stopped before it was through. Run it again, and it goes on.\n');
  process.stdout.write(`${JSON.stringify(report)}\n`);
  const code = exitCodeOf(report);
  if (code !== 0) throw new ExitCode(code);
}

interface ToldRefusals {
  readonly refuse: OnRefused;
  readonly end: () => void;
}

function onStandardError(): ToldRefusals {
  const lines = new RefusalLines((line) => process.stderr.write(`${line}\n`));
  return { refuse: (refusal) => lines.tell(refusal), end: () => lines.end() };
}

function inFile(file: string): ToldRefusals {
  writeFileSync(file, '');
  return { refuse: (refusal) => appendFileSync(file, `${JSON.stringify(refusal)}\n`), end: () => {} };
}
