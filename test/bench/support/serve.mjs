import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built } from './built.mjs';

/**
 * A server as a process of its own, on a home of its own. It ends with this process, however that ends. Answers where it
 * is, how to stop it and, for when something goes wrong, the last that it `said`.
 */
export async function serve(node, file, env) {
  const { startGuard } = await built('apps/cli/src/embedded-postgres.guard.js');
  const home = mkdtempSync(join(tmpdir(), 'kept-informed-bench-serve-'));
  const guard = startGuard(home);
  const { PATH, HOME } = process.env;
  const child = spawn(node, [file], {
    env: { PATH, HOME, KEPT_INFORMED_HOME: home, PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  guard.watch(child);
  const said = lastWordsOf(child);
  const stop = () => guard.stop();
  try {
    return { url: await addressOf(child, said), said, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function lastWordsOf(child) {
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => (words = (words + chunk).slice(-4_000)));
  return () => words;
}

function addressOf(child, said) {
  return new Promise((resolve, reject) => {
    child.stderr.on('data', () => {
      const url = /Answering at (http\S+)/.exec(said())?.[1];
      if (url) resolve(url);
    });
    child.once('error', reject).once('exit', (code) => reject(new Error(`A server ended with ${code}: ${said()}`)));
    setTimeout(() => reject(new Error(`A server does not say where it answers: ${said()}`)), 60_000).unref();
  });
}
