import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** What a process on a database of its own seals secrets with. */
export const secretsKey = Buffer.alloc(32, 7).toString('base64');

/** A process of the product, from the compiled tree as it runs on a server. */
export function spawnApp(entry: string, args: readonly string[], env: Record<string, string>): ChildProcess {
  const file = resolve('dist/apps', entry);
  if (!existsSync(file)) throw new Error('The compiled tree is not there. Run npm run build first.');
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [file, ...args], { env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Resolves when the process has said something that matches, on either output. Rejects when it ends before. */
export function said(child: ChildProcess, pattern: RegExp, ms = 150_000): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`Never said ${pattern}. Said: ${text}`)), ms);
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      if (!pattern.test(text)) return;
      clearTimeout(timer);
      resolve(text);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Ended with ${code}. Said: ${text}`));
    });
  });
}

export async function killed(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill(signal);
  const [code] = await gone;
  return code as number | null;
}

/** Waits for a process to end, and answers its exit code and what it said on each output. */
export async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = await once(child, 'close');
  return { code: code as number | null, out, err };
}
