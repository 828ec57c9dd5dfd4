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
import { onStore } from '../store.js';

const notAsSealed = 3;
const ofWitness = 4;

interface VerifyOptions extends SharedOptions {
  key: string;
  witness?: string[];
  checkpoint?: string[];
}

/** `kept-informed verify`: whether every fact is as it was sealed. */
export function verifyCommand(): Command {
  const command = new Command('verify')
    .description('Check that no fact was changed, removed, inserted or moved since it was sealed, and count them anew')
    .argument('[source]', 'a folder that export wrote, or a postgres:// address; left out, the configured database')
    .requiredOption('--key <key>', 'the public key of the log, as a worker says it at its start')
    .option('--witness <keys...>', 'public keys of witnesses that must have cosigned it')
    .option('--checkpoint <files...>', 'checkpoints that were kept from before')
    .action(run);
  return withShared(command).addHelpText(
    'after',
    `
Asks nobody: what it needs is in the folder or the database, and the key. Prints one line of JSON on standard output:
the checkpoint, what is not as it was sealed (facts by position first), and counts from the facts alone.

Exit codes: 0 all is as it was sealed, 3 something is not, 1 it could not be checked, 2 used wrongly.`,
  );
}

async function run(source: string | undefined, { key, witness, checkpoint, ...shared }: VerifyOptions): Promise<void> {
  const counts = new FactCounts();
  const trusted = {
    log: verifierKey(key),
    witnesses: witness?.map((one) => verifierKey(one, ofWitness)),
    kept: checkpoint?.map(textOf),
    onFact: (fact) => counts.take(fact),
  } satisfies Trust;
  const verdict = await from(source, shared, (found) => verifyAll(found, trusted));
  process.stdout.write(`${JSON.stringify(report(verdict, counts))}\n`);
  for (const { found } of verdict.faults) process.stderr.write(`${found}\n`);
  if (verdict.faultCount > 0) throw new ExitCode(notAsSealed);
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
