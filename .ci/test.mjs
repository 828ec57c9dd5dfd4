// What `npm test` runs: everything that must hold, from a bare clone. Prints each step as it ends and, as the very last
// line, `N passed, N failed`: all specs, and each check as one. No step stops the next, so one run tells everything.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { setUp } from '../apps/cli/bin/set-up.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'kept-informed-ci-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

/** A hung step must not hang the run; the longest takes half of this on a busy machine, and a step that is ended tells nothing. */
const LIMIT_MINUTES = 60;
const LINES_OF_A_FAILURE = 25;

let interrupted = false;
const results = [];
/** What failed and why, told once more at the end: nobody finds it in the middle of a long log. */
const failures = [];
await step('set-up', () => setUp(root, { build: false }));
// Each of these goes one way at a time, so two go side by side.
await Promise.all([check('types'), check('build').then(() => check('walls'))]);
await check('lint');
// Much of what the specs of services do is waiting, and what is pure only reckons: together they keep the cores busy.
// The two interpreters of the rules are compared on ten times as many histories as `npm run check` takes time for.
await Promise.all([specs(['pure', 'int'], { workers: 3, env: { HISTORIES: '10000' } }), onPostgres15()]);

const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
for (const failure of failures) console.log(`\n${failure}`);
console.log('\nSummary');
for (const { name, passed, failed, skipped, seconds } of results)
  console.log(
    `  ${failed ? 'FAILED' : 'ok    '}  ${name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed` +
      `${skipped ? ` ${skipped} skipped` : ''}  ${seconds.toFixed(0)} s`,
  );
const failed = total('failed');
process.exitCode = failed ? 1 : 0;
console.log(`${total('passed')} passed, ${failed} failed`);

/** One npm script is one test. */
async function check(name) {
  await step(name, async () => {
    if ((await run('npm', ['run', '--silent', name])) !== 0) throw new Error(`npm run ${name} failed.`);
  });
}

async function step(name, work) {
  const began = performance.now();
  let passed = 1;
  try {
    await work();
  } catch (error) {
    passed = 0;
    failures.push(error.message);
  }
  // Set-up is no test, but without it there is nothing to test.
  if (name.startsWith('set-up') && passed) return;
  add({ name, passed, failed: 1 - passed, skipped: 0, began });
}

/** What depends most on the server, on the oldest one that is promised: the store and one way through the product. */
async function onPostgres15() {
  const folder = 'test/postgres-15';
  await step('set-up of PostgreSQL 15', () => setUpPackage(folder));
  const journeys = ['test/journeys/first-thread', 'test/journeys/compliance'];
  const only = ['libs/event-store', 'libs/follow-up', 'test/support/database', ...journeys];
  await specs(['int'], { name: 'int 15', workers: 1, only, env: { TEST_PG_PACKAGE: folder } });
}

async function setUpPackage(folder) {
  const flags = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  if ((await run('npm', ['ci', ...flags])) !== 0) throw new Error(`npm ci in ${folder} failed.`);
}

async function specs(projects, { name = projects.join(' and '), workers, only = [], env = {} }) {
  const began = performance.now();
  const file = join(temporary, `${name}.json`);
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  // forceExit: a connection that a spec forgot is a smell, not a reason to hang; jest still says so.
  const flags = ['--forceExit', '--json', `--maxWorkers=${workers}`, `--outputFile=${file}`];
  const asked = [...jest, '--selectProjects', ...projects, ...flags, ...only];
  const code = await run(process.execPath, asked, { quiet: true, env });
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testResults : [];
  const counts = projects.map((project) => {
    const files = found.filter((result) => projectOf(result.name) === project);
    const called = projects.length > 1 ? project : name;
    failures.push(...files.flatMap((result) => failuresIn(result, called)));
    return { name: called, ...countsOf(files), began };
  });
  for (const each of counts) add(each);
  // So does jest itself when it falls.
  if (code === 0 || counts.some(({ failed }) => failed > 0)) return;
  failures.push(`${name}: jest ended with ${code} and told of no failure.`);
  add({ name: 'jest', passed: 0, failed: 1, skipped: 0, began });
}

function projectOf(file) {
  return file.endsWith('.int.spec.ts') ? 'int' : 'pure';
}

function countsOf(files) {
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  // A file that could not be loaded or cleared away has no test that failed, so it counts as one.
  const beside = files.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: count('passed'), failed: count('failed') + beside.length, skipped: count('pending', 'todo') };
}

/** The first lines of each failure in a file. */
function failuresIn({ name, assertionResults, message }, project) {
  const file = `${project} ${relative(root, name)}`;
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0 && message) return [`${file}\n${short([message])}`];
  return failed.map(({ fullName, failureMessages }) => `${file}\n  ${fullName}\n${short(failureMessages)}`);
}

function short(messages) {
  const lines = messages.flatMap((message) =>
    stripVTControlCharacters(message).split('\n').slice(0, LINES_OF_A_FAILURE),
  );
  return lines.map((line) => `    ${line}`).join('\n');
}

function add({ began, ...result }) {
  const seconds = (performance.now() - began) / 1000;
  results.push({ ...result, seconds });
  console.log(`${result.name}: ${result.passed} passed, ${result.failed} failed in ${seconds.toFixed(0)} s`);
}

/** Quiet leaves out stdout, where jest repeats as JSON what it tells on stderr. */
function run(program, args, { quiet = false, env = {} } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 1],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MINUTES * 60_000);
  const pass = (signal) => {
    child.kill(signal);
    interrupted = true;
  };
  process.once('SIGINT', pass).once('SIGTERM', pass);
  return new Promise((done) => {
    const end = (code) => {
      clearTimeout(limit);
      process.off('SIGINT', pass).off('SIGTERM', pass);
      // Half a run has no result to tell.
      if (interrupted) process.exit(130);
      done(code);
    };
    child.once('error', (error) => {
      console.log(error.message);
      end(1);
    });
    child.once('exit', (code) => end(code ?? 1));
  });
}
