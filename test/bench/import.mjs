import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = join(root, 'dist/apps/cli/src/main.js');
const shared = process.env.STREET_FILES ?? join(root, '../shared/data');

/**
 * Import and simulation of Cumbria's five months from the published files, each as the command a user would give, on a
 * fresh embedded database. STREET_FILES names the folder of the files where it is not ../shared/data.
 */
export async function bench({ built }) {
  const files = streetFiles();
  if (files.length === 0) return { skipped: 'the files of Cumbria are not there' };
  await built('libs/event-store/src/index.js');
  return {
    title: `Import and simulation of ${files.length} months of Cumbria`,
    unit: 'seconds',
    contestants: { both: () => both(files) },
    targets: [
      { of: 'import and simulate', over: 60, atMost: 1 },
      { of: 'memory at most, MB', over: 400, atMost: 1 },
    ],
    close: async () => {},
  };
}

function streetFiles() {
  if (!existsSync(shared)) return [];
  return readdirSync(shared, { recursive: true })
    .filter((file) => /cumbria-street\.csv(\.gz)?$/.test(file))
    .map((file) => join(shared, file));
}

async function both(files) {
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-import-'));
  const began = performance.now();
  try {
    const importing = await run([
      'import',
      '--profile',
      'police-uk',
      '--clock',
      '2018-10-01T00:00:00Z',
      '--home',
      home,
      '--street',
      ...files,
    ]);
    const simulating = await run(['simulate', '--seed', '1', '--home', home, '--until', '2019-03-01T00:00:00Z']);
    const seconds = (performance.now() - began) / 1000;
    return { 'import and simulate': seconds, 'memory at most, MB': Math.max(importing, simulating) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Runs a command to its end; answers the most memory that its process had, in MB. */
async function run(args) {
  const child = spawn(process.execPath, ['--import', tellsMemory, entry, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
  return Number(/most memory: (\d+) kB/.exec(said)[1]) / 1000;
}

const tellsMemory = `data:text/javascript,process.on('exit', () =>
  process.stderr.write('most memory: ' + process.resourceUsage().maxRSS + ' kB'))`;
