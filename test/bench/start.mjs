import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../dist/apps/cli/src/main.js', import.meta.url));

/** From `start` on a fresh data directory, demo data included, to the first answered request. After the build. */
export async function bench({ built }) {
  await built('libs/event-store/src/index.js');
  const seconds = (args) => () => untilAnswered(args);
  return {
    title: 'From start on a fresh home to the first answered request',
    unit: 'seconds',
    contestants: { 'with the small demo': seconds([]), 'without data': seconds(['--demo', 'none']) },
    targets: [{ of: 'with the small demo', over: 10, atMost: 1 }],
    close: async () => {},
  };
}

async function untilAnswered(args) {
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-start-'));
  const began = performance.now();
  const child = spawn(process.execPath, [entry, 'start', '--port', '0', '--home', home, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = await once(child.stdout, 'data');
    const { url } = JSON.parse(line.toString());
    const answer = await fetch(`${url}/health/ready`);
    if (!answer.ok) throw new Error(`It answered ${answer.status}`);
    return (performance.now() - began) / 1000;
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    rmSync(home, { recursive: true, force: true });
  }
}
