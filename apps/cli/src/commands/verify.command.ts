import { openDatabase, requireTables } from '@kept-informed/event-store';
import {
  databaseSource,
  folderSource,
  verifierKey,
  verifyAll,
  type ProofSource,
  type Trust,
  type Verdict,
} from '@kept-informed/proof';
import { loadConfiguration, ProcessConfiguration, textOf } from '@kept-informed/runtime';
import { Command } from 'commander';
import { environment, withShared, type SharedOptions } from '../environment.js';
import { ExitCode } from '../exit-code.js';
import { FactCounts } from '../proof/fact-counts.js';
import { SoughtPublications } from '../proof/sought-publications.js';
import { onStore } from '../store.js';

const notAsSealed = 3;
const ofWitness = 4;

interface VerifyOptions extends SharedOptions {
  key: string;
  witness?: string[];
  checkpoint?: string[];
  publication?: string[];
}

/** `kept-informed verify`: whether every fact is as it was sealed. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('Check that no fact was changed, removed, inserted or moved since it was sealed, and count them anew')
    .argument('[source]', 'a folder that export wrote, or a postgres:// address; left out, the configured database')
    .requiredOption('--key <key>', 'the public key of the log, as a worker says it at its start')
    .option('--witness <keys...>', 'public keys of witnesses that must have cosigned it')
    .option('--checkpoint <files...>', 'checkpoints that were kept from before')
    .option('--publication <files...>', 'returns as they were given, to be found in it by their digests')
    .action(run);
  return withShared(command).addHelpText(
    'after',
    `
Asks nobody: what it needs is in the folder or the database, and the key. Prints one line of JSON on standard output:
the checkpoint, what is not as it was sealed (facts by position first), counts from the facts alone, and of each
publication the fact that holds its digest.

Exit codes: 0 all is as it was sealed, 3 something is not, 1 it could not be checked, 2 used wrongly.`,
  );
}

async function run(
  source: string | undefined,
  { key, witness, checkpoint, publication = [], ...shared }: VerifyOptions,
): Promise<void> {
  const counts = new FactCounts();
  const publications = new SoughtPublications(publication);
  const trusted = {
    log: verifierKey(key),
    witnesses: witness?.map((one) => verifierKey(one, ofWitness)),
    kept: checkpoint?.map(textOf),
    onFact: (fact, waiting) => {
      counts.take(fact);
      publications.take(fact, waiting);
    },
  } satisfies Trust;
  const verdict = await from(source, shared, (found) => verifyAll(found, trusted));
  const sought = publications.all();
  process.stdout.write(
    `${JSON.stringify({ ...report(verdict, counts), ...(sought.length > 0 && { publications: sought }) })}\n`,
  );
  for (const { found } of verdict.faults) process.stderr.write(`${found}\n`);
  const unproved = sought.filter(({ sealed }) => !sealed);
  for (const { file, position } of unproved)
    process.stderr.write(`${file} ${position === null ? 'was not published as it is' : 'is not sealed yet'}.\n`);
  if (verdict.faultCount > 0 || unproved.length > 0) throw new ExitCode(notAsSealed);
}

async function from(
  source: string | undefined,
  shared: SharedOptions,
  check: (source: ProofSource) => Promise<Verdict>,
): Promise<Verdict> {
  const isAddress = source !== undefined && /^postgres(ql)?:/.test(source);
  if (source !== undefined && !isAddress) return check(folderSource(source));
  const configuration = loadConfiguration(
    ProcessConfiguration,
    environment(shared, isAddress ? { DATABASE_URL: source } : {}),
  );
  return onStore(configuration, async ({ worker }) => {
    const database = await openDatabase({ url: worker, asOwner: true, name: 'kept-informed verify' });
    try {
      await requireTables(database);
      // One moment: what is recorded meanwhile is not looked at.
      return await database.transaction('REPEATABLE READ', (manager) => check(databaseSource(manager)));
    } finally {
      await database.destroy();
    }
  });
}

function report({ checkpoint: { origin, size, root }, ...verdict }: Verdict, counts: FactCounts) {
  return {
    verified: verdict.faultCount === 0,
    checkpoint: { origin, size, root: root.toString('base64') },
    ...verdict,
    counts: counts.all(),
  };
}
