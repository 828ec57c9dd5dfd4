import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { built } from './support/built.mjs';
import { peers } from './support/peers.mjs';
import { inRounds } from './support/rounds.mjs';
import { machine, print, summary } from './support/report.mjs';
import { startServer } from './support/server.mjs';

/**
 * `npm run bench -- [name …] [--rounds n] [--json file]`: runs every bench of this folder, or those named.
 *
 * A bench is a file here that exports `bench(context)`, which answers (a promise of)
 * `{ title, unit, contestants: { name: () => figure }, targets: [{ of, over, atLeast | atMost }], close() }`.
 * Each contestant is asked once per round, in turn, and answers one figure in the unit, or several by name: a name says
 * the unit where it is another. `of` and `over` are names of figures; `over` may be a plain number. The context has `server` (a durable PostgreSQL of this run's own; `server.database()` answers
 * the URL of a new database), `built()` (imports a file of the built product) and `peers()` (imports a peer's package).
 */
async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'string' }, rounds: { type: 'string', default: '5' } },
  });
  const { node, cores, processor, load } = machine();
  console.log(`On Node ${node}, ${cores} × ${processor}, load ${load.toFixed(1)}.`);
  const server = await startServer();
  const results = [];
  try {
    for (const name of namesOf(positionals)) {
      const { bench } = await import(`./${name}.mjs`);
      results.push(await run(name, bench, { server, built, peers }, Math.max(5, Number(values.rounds))));
    }
  } catch (error) {
    // Said now: ending the server under whoever is still connected may end this process before it is said.
    console.error(error);
    process.exitCode = 1;
  } finally {
    // Before the server ends: a peer's pool that is still connected would end this process with it.
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...machine(), results }, null, 2)}\n`);
    if (results.some(({ targets }) => targets.some(({ met }) => !met))) process.exitCode = 1;
    await server.stop();
  }
}

async function run(name, bench, context, rounds) {
  const prepared = await bench(context);
  if (prepared.skipped) {
    console.log(`\n${name}: skipped, ${prepared.skipped}`);
    return { name, skipped: prepared.skipped, targets: [] };
  }
  try {
    const figures = await inRounds(prepared.contestants, rounds);
    const result = { name, ...summary(prepared, figures) };
    print(result);
    return result;
  } finally {
    await prepared.close?.();
  }
}

function namesOf(asked) {
  const all = readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
    .map((file) => file.slice(0, -'.mjs'.length));
  const unknown = asked.find((name) => !all.includes(name));
  if (unknown) throw new Error(`No bench is called ${unknown}. There are: ${all.join(', ')}.`);
  return asked.length > 0 ? asked : all;
}

await main();
